"""Counts the seconds of a wait down, so that whoever waits sees it pass."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_SECOND_MS = 1000


class Countdown(QObject):
    """`left` tells the seconds left once a second, and 0 once when the wait is over."""

    left = Signal(int)

    def __init__(self, monotonic: Callable[[], float], parent: QObject) -> None:
        """Go by `monotonic`: a clock that is set must not lengthen the wait."""
        super().__init__(parent)
        self._monotonic = monotonic
        self._ends_at = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND_MS)
        self._timer.timeout.connect(self.tick)

    def start(self, seconds: int) -> None:
        """Begin a wait; one that was under way is forgotten."""
        self._ends_at = self._monotonic() + seconds
        self._timer.start()

    def stop(self) -> None:
        """Forget the wait."""
        self._timer.stop()

    @Slot()
    def tick(self) -> None:
        """Tell how long it still is."""
        seconds = max(0, ceil(self._ends_at - self._monotonic()))
        if not seconds:
            self.stop()
        self.left.emit(seconds)
