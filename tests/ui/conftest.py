"""A real window over a hall in memory, shown off-screen and closed after each test."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_rig import PHRASE, WANG, WindowRig, dressed

from ui.tasks import Tasks


@pytest.fixture(autouse=True)
def _made(qapp: QApplication) -> None:
    """Every test here may hold widgets, whether it asks for the application or not."""


@pytest.fixture(scope="session")
def dressed_application(qapp: QApplication) -> QApplication:
    dressed(qapp)
    return qapp


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    lanes = Tasks()
    yield lanes
    lanes.close()


@pytest.fixture
def rig(dressed_application: QApplication, qtbot: QtBot) -> Iterator[WindowRig]:
    made = WindowRig(dressed_application)
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    made.close()


@pytest.fixture
def demo(dressed_application: QApplication, qtbot: QtBot) -> Iterator[WindowRig]:
    """The window of a demo hall, whose pass phrase everybody may know."""
    made = WindowRig(dressed_application, demo_phrase=PHRASE)
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    made.close()


@pytest.fixture
def at_work(rig: WindowRig, qtbot: QtBot) -> WindowRig:
    """A clerk signed in at window 04, 社保, with the queue read."""
    rig.session.begin()
    sign_in(rig, qtbot)
    qtbot.waitUntil(lambda: rig.window.page is rig.session.window_page)
    rig.session.window_page.chosen.emit("04", False)
    qtbot.waitUntil(lambda: rig.queue is not None and rig.queue.view is not None)
    return rig


def sign_in(rig: WindowRig, qtbot: QtBot, phrase: str = PHRASE) -> None:
    who, field = rig.session.sign_in_page.fields
    qtbot.waitUntil(lambda: who.count() > 0)
    who.setCurrentText(WANG.staff_number)
    field.setText(phrase)
    field.returnPressed.emit()


@pytest.fixture
def settled(qtbot: QtBot) -> Callable[[WindowRig], None]:
    """Wait until no work is under way."""

    def wait(rig: WindowRig) -> None:
        qtbot.waitUntil(lambda: not rig.tasks.is_busy)

    return wait
