"""Drives the window as a clerk's hands would: for the demo day, which has no clerk."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop

from ui.application import Running
from ui.frame.work_page import WorkPage
from ui.main_window import MainWindow
from ui.shortcuts import Command

PATIENCE_MS = 60_000


class NothingHappened(RuntimeError):
    """The window did not come to rest, or not to where it should."""


class Driver:
    """Presses keys and waits until the lanes are empty, as a person waits for the screen."""

    def __init__(self, running: Running, window: MainWindow) -> None:
        """Drive `window`."""
        self._running, self._window = running, window

    @property
    def page(self) -> WorkPage:
        """The working page in front; NothingHappened while nobody has signed in."""
        page = self._window.page
        if not isinstance(page, WorkPage):
            raise NothingHappened(type(page).__name__)
        return page

    def press(self, command: Command) -> None:
        """Press the key of a command and wait for what it starts."""
        self._window.press(command)
        self.settle()

    def answer(self, keys: Sequence[str]) -> None:
        """Answer the question the queue asks and wait for what follows."""
        self.page.queue.column.answered.emit(tuple(keys))
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way and everything was drawn."""
        self.wait_until(lambda: not self._running.tasks.is_busy)
        QCoreApplication.processEvents()

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Let the window work until `is_so`; NothingHappened after a minute."""
        patience = QDeadlineTimer(PATIENCE_MS)
        QCoreApplication.processEvents()
        while not is_so():
            if patience.hasExpired():
                raise NothingHappened("a minute went by")
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)

    def capture(self, file: Path) -> None:
        """Write what the window shows now as a picture."""
        self.settle()
        if not self._window.grab().save(str(file)):
            raise NothingHappened(str(file))
