"""Holds the one window this process works at, so that no second process opens the same."""

from dataclasses import dataclass, field
from pathlib import Path

from db.lock import FileLock, take_window

NO_WINDOW = "00"
"""Where a clerk is before a window is chosen."""


@dataclass(slots=True)
class Seat:
    """The window that is taken, if any; the operating system frees it when the process dies."""

    database: Path
    _number: str = field(default="", init=False)
    _lock: FileLock | None = field(default=None, init=False)

    @property
    def number(self) -> str:
        """The window that is held, NO_WINDOW while none is."""
        return self._number or NO_WINDOW

    def take(self, number: str) -> None:
        """Take window `number` and give up the one held before; storage.window_taken if it is open."""
        if number == self._number:
            return
        lock = take_window(self.database, number)
        self.release()
        self._number, self._lock = number, lock

    def release(self) -> None:
        """Give the window up; harmless if none is held."""
        if self._lock is not None:
            self._lock.release()
        self._number, self._lock = "", None
