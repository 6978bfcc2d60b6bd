"""Stands before the storage and refuses the GUI thread: what waits for a disk must not stop the drawing."""

import threading
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QThread

from app.ports.unit_of_work import Storage, UnitOfWork


class WorkOnGuiThread(AssertionError):
    """A use case ran where the window is drawn."""


def refuse_gui_thread() -> None:
    """Raise WorkOnGuiThread if the caller is on the thread of the running application."""
    application = QCoreApplication.instance()
    if application is not None and QThread.currentThread() is application.thread():
        raise WorkOnGuiThread(threading.current_thread().name)


@dataclass(frozen=True, slots=True)
class GuardedStorage:
    """A storage that opens transactions in lanes only. Tests of the window wrap theirs in it."""

    inner: Storage

    def writing(self) -> UnitOfWork:
        """Open a writing transaction, off the GUI thread."""
        refuse_gui_thread()
        return self.inner.writing()

    def reading(self) -> UnitOfWork:
        """Open a reading transaction, off the GUI thread."""
        refuse_gui_thread()
        return self.inner.reading()
