"""Whoever types without a pause loses no more than the last 300 ms to a power cut (DESIGN §6)."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from clerk import Clerk
from own_display import ROOT
from PySide6.QtWidgets import QLineEdit
from typing_window import FIELD

from app.bootstrap.places import HallHome

TYPED_FOR_S = 2.5
BURST_S = 0.3
WRITING_S = 0.9
"""What one write may take on a machine that has much else to do; three seconds between bursts would show."""

Typed = list[tuple[str, float]]


def typed_until_killed(home: Path) -> tuple[Typed, float]:
    """Return each text with the time of its last key, and when the program was killed in the midst of it."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests" / "support")])
    around = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "typing_window", str(home), "01"]
    typed: Typed = []
    with subprocess.Popen(command, env=around, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                text, at = line.split()
                typed.append((text, float(at)))
                if typed[-1][1] - typed[0][1] > TYPED_FOR_S:
                    break
        finally:
            process.kill()
            killed = time.monotonic()
    return typed, killed


def test_a_power_cut_in_the_midst_of_typing_takes_the_last_moment_only(
    home: HallHome, opens: Callable[..., Clerk]
) -> None:
    typed, killed = typed_until_killed(home.folder)
    safe = max((text for text, at in typed if at < killed - BURST_S - WRITING_S), key=len)
    clerk = opens()
    clerk.signs_in("0313")
    clerk.sits_at("01")
    clerk.goes_to("收件")
    clerk.picks_draft()
    clerk.walks_to(FIELD)
    field = clerk.focus
    assert isinstance(field, QLineEdit)

    assert len(safe) >= 10, "it typed while it was watched"
    assert field.text().startswith(safe)
    assert typed[-1][0].startswith(field.text()) or field.text().startswith(typed[-1][0])
