"""转录助手 on a real display: F11, Ctrl+V, Tab carry a case over into another program's window."""

import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from own_display import GLANCE_S, PATIENCE_S, ROOT, OwnDisplay

LABELS = ("证件号码", "姓名", "性别", "民族", "出生日期", "户籍地区划")


@pytest.fixture
def display(tmp_path: Path) -> Iterator[OwnDisplay]:
    with OwnDisplay(tmp_path / "session") as own:
        yield own


def program_of_ours(display: OwnDisplay, module: str, *arguments: str) -> None:
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests" / "support")])
    more = {"QT_QPA_PLATFORM": "xcb", "PYTHONPATH": paths, "PYTHONUTF8": "1"}
    display.start(sys.executable, "-m", module, *arguments, **more)


def wait_for(file: Path, is_so: Callable[[dict[str, Any]], bool], what: str) -> dict[str, Any]:
    pause, seen = threading.Event(), {}
    for _glance in range(int(PATIENCE_S / GLANCE_S)):
        pause.wait(GLANCE_S)
        if file.exists():
            seen = json.loads(file.read_text("utf-8"))
            if is_so(seen):
                return seen
    logs = "\n".join(log.read_text("utf-8", "replace") for log in file.parent.glob("**/*.log"))
    raise AssertionError(f"waited in vain for: {what}\n{seen}\n{logs}")


def test_values_are_pasted_into_another_program_in_its_order(display: OwnDisplay, tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.json", tmp_path / "theirs.json"
    program_of_ours(display, "strip_process", str(tmp_path / "hall"), str(ours))
    answers = wait_for(ours, lambda seen: seen["open"], "the strip opens")["answers"]
    program_of_ours(display, "other_system", str(theirs))
    wait_for(theirs, lambda seen: seen["active"], "the other program comes to the front")

    for filled, label in enumerate(LABELS, start=1):
        display.run("xdotool", "key", "F11")
        wait_for(ours, lambda seen, label=label: seen["words"][0].endswith(label), f"{label} is in hand")
        display.run("xdotool", "key", "ctrl+v")
        wait_for(theirs, lambda seen, at=filled: bool(seen["fields"][at - 1]), f"field {filled} is filled")
        display.run("xdotool", "key", "Tab")

    seen = wait_for(theirs, lambda seen: seen["active"], "the other program is still in front")
    assert seen["fields"] == [
        answers["cert_no"],
        answers["name"],
        answers["sex"],
        answers["nation"],
        answers["birth"].replace("-", ""),
        answers["hukou_region"],
    ]
