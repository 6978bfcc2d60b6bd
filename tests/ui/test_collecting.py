"""Garbage is collected where widgets live, and by nobody else."""

import gc
import threading

import pytest
from PySide6.QtCore import QThread

from ui.collecting import Collector
from ui.tasks import Lane


class Circle:
    """Garbage that only a collection finds; it notes the thread it dies in."""

    def __init__(self, died_in: list[int]) -> None:
        self.own = self
        self.died_in = died_in

    def __del__(self) -> None:
        self.died_in.append(threading.get_ident())


@pytest.fixture
def collector(qapp):
    made = Collector(qapp)
    made.start()
    yield made
    made.stop()
    made.deleteLater()


def test_a_busy_lane_collects_nothing(collector, tasks, qtbot):
    died_in: list[int] = []
    Circle(died_in)
    tasks.submit(Lane.IO, lambda: [[] for _object in range(200_000)], lambda _made: None, died_in.append)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    in_the_lane = list(died_in)
    gc.collect()

    assert in_the_lane == []
    assert died_in == [threading.get_ident()]


def test_a_look_collects_on_the_gui_thread_once_enough_was_made(collector, qapp):
    died_in: list[int] = []
    Circle(died_in)
    kept = [[] for _object in range(5_000)]

    collector.look()

    assert died_in == [threading.get_ident()]
    assert QThread.currentThread() is qapp.thread()
    assert len(kept) == 5_000


def test_python_collects_by_itself_again_afterwards(qapp):
    collector = Collector(qapp)
    collector.start()
    while_it_runs = gc.isenabled()
    collector.stop()

    assert (while_it_runs, gc.isenabled()) == (False, True)
    collector.deleteLater()
