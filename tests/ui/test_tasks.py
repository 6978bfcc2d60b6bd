"""Work leaves the GUI thread and always comes back to it."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from ui.tasks import Lane, Tasks, Urgency


class Listener:
    """Notes what came back, and on which thread."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.threads: list[QThread] = []

    def done(self, result: object) -> None:
        self.results.append(result)
        self.threads.append(QThread.currentThread())

    def failed(self, error: Exception) -> None:
        self.errors.append(error)
        self.threads.append(QThread.currentThread())


@pytest.fixture
def listener() -> Listener:
    return Listener()


def test_a_result_comes_back_on_the_gui_thread_though_the_work_was_elsewhere(
    tasks: Tasks, listener: Listener, qtbot: QtBot
):
    workers = []
    tasks.submit(
        Lane.STORAGE, lambda: workers.append(QThread.currentThread()) or 7, listener.done, listener.failed
    )
    qtbot.waitUntil(lambda: listener.results == [7])
    assert listener.threads == [QThread.currentThread()]
    assert workers[0] is not QThread.currentThread()


def test_an_error_comes_back_on_the_gui_thread_as_itself(tasks: Tasks, listener: Listener, qtbot: QtBot):
    error = OSError("no paper")

    def work() -> None:
        raise error

    tasks.submit(Lane.IO, work, listener.done, listener.failed)
    qtbot.waitUntil(lambda: listener.errors == [error])
    assert listener.results == []
    assert listener.threads == [QThread.currentThread()]


def test_the_storage_lane_does_the_counter_before_print_sync_and_backup(
    tasks: Tasks, listener: Listener, qtbot: QtBot
):
    gate, order = threading.Event(), []
    tasks.submit(Lane.STORAGE, gate.wait, listener.done, listener.failed)
    for urgency in (Urgency.BACKUP, Urgency.COUNTER, Urgency.SYNC, Urgency.PRINT):
        tasks.submit(
            Lane.STORAGE,
            lambda urgency=urgency: order.append(urgency),
            listener.done,
            listener.failed,
            urgency=urgency,
        )
    gate.set()
    qtbot.waitUntil(lambda: len(listener.results) == 5)
    assert order == [Urgency.COUNTER, Urgency.PRINT, Urgency.SYNC, Urgency.BACKUP]


def test_the_storage_lane_never_does_two_things_at_once(tasks: Tasks, listener: Listener, qtbot: QtBot):
    running, most = [0], [0]

    def work() -> None:
        running[0] += 1
        most[0] = max(most[0], running[0])
        running[0] -= 1

    for _ in range(50):
        tasks.submit(Lane.STORAGE, work, listener.done, listener.failed)
    qtbot.waitUntil(lambda: len(listener.results) == 50)
    assert most == [1]


def test_a_printer_that_hangs_does_not_hold_up_the_storage(tasks: Tasks, listener: Listener, qtbot: QtBot):
    gate = threading.Event()
    tasks.submit(Lane.IO, gate.wait, listener.done, listener.failed)
    tasks.submit(Lane.STORAGE, lambda: "accepted", listener.done, listener.failed)
    qtbot.waitUntil(lambda: listener.results == ["accepted"])
    gate.set()


def test_closing_finishes_and_delivers_what_was_promised(listener: Listener, qtbot: QtBot):
    tasks = Tasks()
    for number in range(5):
        tasks.submit(Lane.STORAGE, lambda number=number: number, listener.done, listener.failed)
    tasks.close()
    assert listener.results == [0, 1, 2, 3, 4]


def test_work_after_closing_is_refused_aloud(listener: Listener, qtbot: QtBot):
    tasks = Tasks()
    tasks.close()
    with pytest.raises(RuntimeError):
        tasks.submit(Lane.IO, lambda: None, listener.done, listener.failed)


def test_busy_is_told_once_at_the_start_and_once_at_the_end(tasks: Tasks, listener: Listener, qtbot: QtBot):
    told: list[bool] = []
    tasks.busy_changed.connect(told.append)
    for _ in range(3):
        tasks.submit(Lane.STORAGE, lambda: None, listener.done, listener.failed)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert told == [True, False]


def test_equally_urgent_work_keeps_its_order_however_it_meets_the_worker(tasks, qtbot):
    ended: list[int] = []

    for number in range(300):
        tasks.submit(
            Lane.STORAGE, lambda number=number: ended.append(number), lambda _none: None, pytest.fail
        )
        if number % 7 == 0:
            qtbot.waitUntil(lambda: not tasks.is_busy)

    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert ended == list(range(300))


def test_a_lane_keeps_nothing_of_what_was_told(tasks: Tasks, listener: Listener, qtbot: QtBot):
    """A day's forms and cases would stay in memory, each with everything personal on it."""
    held = []
    for _ in range(5):
        form = Listener()
        held.append(weakref.ref(form))
        tasks.submit(Lane.STORAGE, lambda form=form: form.results, lambda _same: None, form.failed)
        tasks.submit(Lane.IO, lambda: 1 / 0, form.done, lambda _error: None)
    del form
    qtbot.waitUntil(lambda: not tasks.is_busy)
    tasks.close()
    gc.collect()

    assert [one() for one in held] == [None] * 5
