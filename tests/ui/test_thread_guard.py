"""A use case on the GUI thread is a mistake a test must catch."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from queue_fakes import MemoryStorage, QueueWorld

from app.services.queue.view import queue_view
from ui.tasks import Lane, Tasks
from ui.thread_guard import GuardedStorage, WorkOnGuiThread


def test_a_use_case_on_the_gui_thread_is_refused(qapp: QApplication):
    world = QueueWorld(storage=GuardedStorage(MemoryStorage()))
    with pytest.raises(WorkOnGuiThread):
        queue_view(world.at("04"))


def test_the_same_use_case_in_a_lane_is_fine(qapp: QApplication, qtbot: QtBot, tasks: Tasks):
    world = QueueWorld(storage=GuardedStorage(MemoryStorage()))
    seen: list[object] = []
    tasks.submit(Lane.STORAGE, lambda: queue_view(world.at("04")), seen.append, seen.append)
    qtbot.waitUntil(lambda: len(seen) == 1)
    assert not isinstance(seen[0], Exception)
