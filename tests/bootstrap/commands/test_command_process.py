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


def started(
    program: Path, *arguments: str, locale: str = "C", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run `python -m app` with nothing but a path and an empty home in its environment."""
    home = program.parent / "空的 家"
    home.mkdir(exist_ok=True)
    surroundings = {"PATH": os.defpath, "HOME": str(home), "PYTHONPATH": str(program), "LC_ALL": locale}
    surroundings |= variables
    return subprocess.run(
        [sys.executable, "-B", "-m", "app", *arguments],
        cwd=home,
        env=surroundings,
        capture_output=True,
        encoding=variables.get("PYTHONIOENCODING", "utf-8"),
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


def test_a_console_of_code_page_936_shows_what_it_lacks_by_its_code(program: Path) -> None:
    """The Chinese Windows console: 王 is in it, 𬭎 is not."""
    ended = started(program, "verify", "王𬭎.pdf", PYTHONIOENCODING="cp936")

    assert ended.returncode == 3
    assert ended.stderr.startswith("文件打不开\n读不到 王\\U0002cb4e.pdf。\n")


def test_json_stays_json_on_a_console_of_code_page_936(program: Path) -> None:
    ended = started(program, "doctor", "--json", "--home", "王𬭎", PYTHONIOENCODING="cp936")

    said = [one["say"] for one in json.loads(ended.stdout)]
    assert any("王𬭎" in one for one in said)


def test_a_name_that_is_no_text_is_said_all_the_same(program: Path) -> None:
    """A file name in another encoding comes in as halves of surrogate pairs."""
    ended = started(program, "verify", "\udcff.pdf")
    assert ended.returncode == 3
    assert "读不到 \\udcff.pdf" in ended.stderr

    known = started(program, "ledger", "check", "--home", "\udcff", "--clerk", "\udcff")
    assert known.returncode == 3
    assert "Traceback" not in known.stderr


@pytest.mark.parametrize("arguments", [("doctor",), ("doctor", "--json"), ("--help",), ("verify", "--help")])
def test_whoever_stops_listening_hears_nothing_more_and_no_bug_is_reported(
    program: Path, arguments: tuple[str, ...]
) -> None:
    """As in `… | head -1`: the reader closes the pipe before the program writes."""
    home = program.parent / "空的 家"
    home.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-B", "-m", "app", *arguments],
        cwd=home,
        env={"PATH": os.defpath, "HOME": str(home), "PYTHONPATH": str(program)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr as errors:
        assert errors.read() == b""
    process.wait(timeout=60)

    assert not list(home.rglob("reports"))


def test_where_nobody_answers_no_hall_is_founded(program: Path) -> None:
    ended = started(program, "found", "--home", "新 厅")

    assert ended.returncode == 3
    assert ended.stderr.startswith("没有回答\n没有得到回答：本厅数据放在哪个目录。")
    assert not (program.parent / "空的 家" / "新 厅").exists()
