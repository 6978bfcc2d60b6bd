"""Carries work off the GUI thread in two lanes, and always brings the result or the error back to it."""

from collections.abc import Callable
from enum import Enum, IntEnum
from functools import partial
from types import TracebackType
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThreadPool, Signal, Slot

T = TypeVar("T")


class Lane(Enum):
    """Where work runs; the value is how much of it runs at once."""

    STORAGE = 1
    """One after the other: there is one writer."""
    IO = 2
    """Printers, papers, keys and cards: they wait on the outside and must not hold up the file."""


class Urgency(IntEnum):
    """What goes first in a lane: the person at the counter before everything else.

    The highest is 0: Qt puts what it hands to an idle worker into the queue at 0, and work of a higher
    number that comes a moment later would overtake it.
    """

    BACKUP = -3
    SYNC = -2
    PRINT = -1
    COUNTER = 0


class Task(Generic[T]):
    """One piece of work on its way.

    No QRunnable of its own: a pool would keep each one, and all that its work and answers hold, for ever.
    """

    def __init__(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        ended: Callable[["Task[T]"], None],
    ) -> None:
        """Take the work and who hears of it; `ended` is called in the worker."""
        self._work, self._done, self._failed, self._ended = work, done, failed, ended
        self._outcome: Callable[[], None] = lambda: None
        self.error: Exception | None = None

    def run(self) -> None:
        """Do the work; in the worker."""
        with _Carrying(self._fail):
            self._outcome = partial(self._done, self._work())
        self._ended(self)

    def deliver(self) -> None:
        """Tell whoever waits, once; on the GUI thread, where all it held is let go too, windows among it."""
        outcome = self._outcome
        del self._work, self._done, self._failed, self._outcome
        outcome()

    def _fail(self, error: Exception) -> None:
        self.error = error
        self._outcome = partial(self._failed, error)


class _Carrying:
    """Hands any error of its block on: a worker has nobody to raise it to, the GUI thread has."""

    def __init__(self, receive: Callable[[Exception], None]) -> None:
        self._receive = receive

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        self._receive(error)
        return True


class Tasks(QObject):
    """The lanes. Made on the GUI thread, closed when the application quits."""

    busy_changed = Signal(bool)
    failed = Signal(object)
    """Tells every error after whoever asked was told: some need an answer wherever they come from."""
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Open the lanes."""
        super().__init__(parent)
        self._pools = {lane: _pool(self, lane) for lane in Lane}
        self._open: set[Task[object]] = set()
        self._is_closed = False
        # A slot of an object that lives on the GUI thread: a plain function would run in the worker.
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        lane: Lane,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        *,
        urgency: Urgency = Urgency.COUNTER,
    ) -> Task[T]:
        """Run `work` in a lane; then, on the GUI thread, `done` with its result or `failed` with its error.

        Within a lane the most urgent work goes first, and equally urgent work in the order it came.
        RuntimeError after `close`: work that would be dropped is refused aloud.
        """
        if self._is_closed:
            raise RuntimeError("the lanes are closed")
        task = Task(work, done, failed, self._ended.emit)
        self._open.add(task)  # type: ignore[arg-type]
        if len(self._open) == 1:
            self.busy_changed.emit(True)
        self._pools[lane].start(task.run, urgency)
        return task

    @property
    def is_busy(self) -> bool:
        """Say whether anything is still under way or undelivered."""
        return bool(self._open)

    @Slot()
    def close(self) -> None:
        """Let everything that was promised finish, deliver it, and take nothing more."""
        self._is_closed = True
        for pool in self._pools.values():
            pool.waitForDone()
        QCoreApplication.sendPostedEvents(self)

    @Slot(object)
    def _deliver(self, task: Task[object]) -> None:
        self._open.discard(task)
        if not self._open:
            self.busy_changed.emit(False)
        task.deliver()
        if task.error is not None:
            self.failed.emit(task.error)


def _pool(parent: QObject, lane: Lane) -> QThreadPool:
    pool = QThreadPool(parent)
    pool.setMaxThreadCount(lane.value)
    pool.setObjectName(lane.name)
    return pool
