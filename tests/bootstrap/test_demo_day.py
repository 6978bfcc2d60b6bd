"""The demo day, played whole: what `python3 dev.py run` leaves where there is no display."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def program(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "app", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240, check=False
    )


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("演示 日")
    home = folder / "home"
    home.mkdir()
    done = program("demo", "--headless", "--out", str(folder / "out"), home=home)
    assert done.returncode == 0, done.stderr
    assert str(folder / "out" / "papers") in done.stdout
    return folder / "out"


def test_the_day_leaves_every_kind_of_paper(played: Path) -> None:
    day = json.loads((played / "day.json").read_text("utf-8"))

    assert [paper["type"] for paper in day["papers"]].count("BJ") == 2
    assert {paper["type"] for paper in day["papers"]} == {"BJ", "SL", "BS", "BZ", "PJ"}
    assert all((played / paper["file"]).stat().st_size > 10_000 for paper in day["papers"])
    assert day["steps"] == {
        "apply": 6,
        "call": 9,
        "enquiry": 1,
        "pass": 1,
        "reactivate": 1,
        "recall": 1,
        "serve_elsewhere": 2,
        "take": 9,
        "transfer": 1,
    }
    assert day["cases"] == {"办结": 3, "已受理": 1, "不予受理": 1, "待补正": 1}


def test_the_one_who_only_asks_gets_a_sheet_and_is_counted(played: Path) -> None:
    day = json.loads((played / "day.json").read_text("utf-8"))
    (sheet,) = (played / "hall" / "printed").glob("*一次性告知单*.pdf")

    read = subprocess.run(["pdftotext", str(sheet), "-"], capture_output=True, text=True, check=True)

    assert day["enquiries"] == 1
    assert "居住证" in read.stdout
    assert "不编文号，不盖印章" in read.stdout
    assert any("告知单" in file.stem for file in (played / "screens").glob("*.png"))


def test_verify_calls_every_paper_genuine(played: Path, tmp_path: Path) -> None:
    papers = sorted(map(str, (played / "papers").glob("*.pdf")))

    done = program("verify", "--json", "--home", str(played / "hall"), *papers, home=tmp_path)

    assert done.returncode == 0, done.stdout
    assert {one["verdict"] for one in json.loads(done.stdout)} == {"genuine"}


def test_the_ledger_of_the_day_is_whole(played: Path, tmp_path: Path) -> None:
    done = program("ledger", "check", "--home", str(played / "hall"), home=tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "账本完好" in done.stdout


def test_the_rare_name_is_read_right_from_the_paper(played: Path) -> None:
    (paper,) = (played / "papers").glob("办结通知单*2号.pdf")

    read = subprocess.run(["pdftotext", str(paper), "-"], capture_output=True, text=True, check=True)

    assert "张𬭎喆" in read.stdout


def test_every_panel_was_pictured_at_the_size_of_an_old_screen(played: Path) -> None:
    pictures = sorted((played / "screens").glob("*.png"))
    names = {file.stem.partition(" ")[2] for file in pictures}

    assert {
        "登录",
        "选窗口",
        "叫号页",
        "收件页",
        "办件页",
        "文书页",
        "台账页",
        "设置页",
        "关于页",
        "代收页",
    } <= names
    assert all(_size(file) == (1366, 768) for file in pictures)


def test_a_second_day_never_overwrites_the_first(played: Path, tmp_path: Path) -> None:
    before = (played / "day.json").read_bytes()

    done = program("demo", "--headless", "--out", str(played), "--seed", "2", home=tmp_path)

    assert done.returncode == 0, done.stderr
    assert (played / "day.json").read_bytes() == before
    assert (played.with_name("out-2") / "day.json").exists()


def _size(picture: Path) -> tuple[int, int]:
    """Read width and height from the header of a PNG."""
    header = picture.read_bytes()[16:24]
    return int.from_bytes(header[:4], "big"), int.from_bytes(header[4:], "big")
