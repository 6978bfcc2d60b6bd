"""Garbage is collected where widgets live, and by nobody else."""

import gc
import threading

import garbage
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


@pytest.mark.parametrize("enabled_before", [True, False])
def test_a_test_with_widgets_runs_without_the_collecting_of_other_threads(enabled_before):
    died_in: list[int] = []
    if enabled_before:
        gc.enable()

    with garbage.dies_here(holds_widgets=True):
        Circle(died_in)
        while_it_runs = gc.isenabled()
        gc.enable()

    assert (while_it_runs, gc.isenabled()) == (False, False)
    assert died_in == [threading.get_ident()]


def test_a_test_without_widgets_begins_with_none_left_over():
    died_in: list[int] = []
    Circle(died_in)

    with garbage.dies_here(holds_widgets=False):
        left = list(died_in)
        while_it_runs = gc.isenabled()

    assert left == [threading.get_ident()]
    assert while_it_runs
