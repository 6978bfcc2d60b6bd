"""A window program, off-screen, whose clerk types without a pause and tells each key with its time.

It goes on until it is killed. A line is the text so far and `time.monotonic()` of its last key.
"""

import sys
import time
from itertools import cycle
from pathlib import Path

from clerk import Clerk
from fakes import FakeClock
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from real_window import RealWindow, dress

from app.bootstrap.places import HallHome

SEED = 60
FIELD = "户籍地址"
BETWEEN_KEYS_MS = 50
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def main(home: Path, window: str) -> None:
    """Sit down at `window`, open an application, and type into one field for ever."""
    application = dress(QApplication(["typing-window"]))
    clerk = Clerk(RealWindow(HallHome(home), application, FakeClock(), seed=SEED))
    clerk.signs_in("0313")
    clerk.sits_at(window)
    clerk.goes_to("收件")
    clerk.picks_item("A01")
    clerk.walks_to(FIELD)
    typed = ""
    for letter in cycle(LETTERS):
        QTest.keyClick(clerk.place.composed.window.windowHandle(), letter)
        typed += letter
        print(typed, time.monotonic(), flush=True)
        rest = QDeadlineTimer(BETWEEN_KEYS_MS)
        while not rest.hasExpired():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, BETWEEN_KEYS_MS)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
