"""On a scaled screen and in large type nothing is cut off, scrolls sideways or is out of the keys' reach."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SUPPORT = Path(__file__).parents[1] / "support"
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("scale", "width", "height", "look"),
    [("1.5", 911, 485, "normal"), ("2", 683, 360, "normal"), ("1", 1366, 728, "large")],
)
def test_nothing_is_cut_off_at(tmp_path: Path, scale: str, width: int, height: int, look: str):
    (tmp_path / "pictures").mkdir()
    around = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": scale,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(SUPPORT)]),
    }
    program = [sys.executable, str(SUPPORT / "small_window.py")]

    done = subprocess.run(
        [*program, str(tmp_path / "hall"), str(tmp_path / "pictures"), str(width), str(height), look],
        env=around,
        capture_output=True,
        text=True,
        check=True,
    )

    found = json.loads(done.stdout)
    assert found.pop("size") == [f"{width}×{height}"]
    intake = ("finder", "form", "papers", "back", "notice")
    assert found == {name: [] for name in ("windows", "queue", *intake, "cases", "settings")}
