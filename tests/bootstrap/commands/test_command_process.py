"""The program as a real process: from a path with spaces and Chinese characters, with an empty home."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import source_tree


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The source tree under a name that breaks careless path handling."""
    place = tmp_path / "便民 窗口"
    place.mkdir()
    for part in ("app", "db", "ui", "resources"):
        (place / part).symlink_to(source_tree.ROOT / part, target_is_directory=True)
    return place


def started(program: Path, *arguments: str, locale: str = "C") -> subprocess.CompletedProcess[str]:
    """Run `python -m app` with nothing but a path and an empty home in its environment."""
    home = program.parent / "空的 家"
    home.mkdir(exist_ok=True)
    surroundings = {"PATH": os.defpath, "HOME": str(home), "PYTHONPATH": str(program), "LC_ALL": locale}
    return subprocess.run(
        [sys.executable, "-B", "-m", "app", *arguments],
        cwd=home,
        env=surroundings,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )


def test_help_is_shown(program: Path) -> None:
    ended = started(program, "--help")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("用法：python -m app")


def test_doctor_looks_at_a_bare_home_and_leaves_it_bare(program: Path) -> None:
    ended = started(program, "doctor", "--json")

    assert ended.returncode in {0, 1}, ended.stderr
    found = {one["code"]: one for one in json.loads(ended.stdout)}
    assert found["doctor.no_hall"]["fit"] is True
    assert str(program.parent) in found["doctor.no_hall"]["say"]
    assert found["doctor.data"]["fit"] is True
    assert not [path for path in (program.parent / "空的 家").rglob("*") if path.is_file()]


def test_exit_codes_reach_the_shell(program: Path) -> None:
    assert started(program, "verfy").returncode == 2
    missing = started(program, "verify", "没有.pdf")
    assert missing.returncode == 3
    assert missing.stderr.startswith("文件打不开\n读不到 没有.pdf。\n")


def test_an_asked_for_pass_phrase_without_a_terminal_is_said_in_chinese(program: Path) -> None:
    ended = started(program, "ledger", "check", "--home", "没有")

    assert ended.returncode == 3
    assert ended.stderr.startswith("找不到钥匙文件\n")
