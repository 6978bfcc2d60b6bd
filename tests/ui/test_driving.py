"""The hands of the demo day: they press, wait for rest, and give up aloud instead of for ever."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from window_rig import WindowRig

from app.domain.ticket import ServiceResult
from ui import driving
from ui.application import Running
from ui.driving import Driver, NothingHappened
from ui.shortcuts import Command
from ui.tasks import Lane


@pytest.fixture
def driver(at_work: WindowRig):
    running = Running(at_work.application, at_work.tasks, at_work.field_keys)
    return Driver(running, at_work.window)


def test_a_key_is_pressed_and_what_it_starts_is_over(at_work, driver):
    at_work.issue("B")

    driver.press(Command.TO_QUEUE)
    driver.press(Command.CALL_NEXT)

    assert driver.page.queue.view.serving.label == "B001"
    assert not at_work.tasks.is_busy


def test_a_question_is_answered_as_keys_would(at_work, driver):
    at_work.issue("B")
    driver.press(Command.TO_QUEUE)
    driver.press(Command.CALL_NEXT)
    ticket = driver.page.queue.view.serving
    driver.press(Command.FINISH)

    driver.answer(("3",))

    assert driver.page.queue.view.serving is None
    with at_work.world.storage.inner.reading() as unit:
        assert [item.result for item in unit.tickets.get(ticket.id).items] == [ServiceResult.ENQUIRY]


def test_settling_waits_for_what_the_work_itself_started(at_work, driver):
    steps = []

    def second(_result):
        at_work.tasks.submit(Lane.IO, lambda: 2, steps.append, steps.append)

    at_work.tasks.submit(Lane.STORAGE, lambda: 1, second, steps.append)
    driver.settle()

    assert steps == [2]


def test_what_becomes_true_later_is_waited_for(driver):
    seen = []
    QTimer.singleShot(20, lambda: seen.append(True))

    driver.wait_until(lambda: bool(seen))

    assert seen


def test_what_never_becomes_true_is_told(driver, monkeypatch):
    monkeypatch.setattr(driving, "PATIENCE_MS", 30)
    keeps_turning = QTimer()
    keeps_turning.start(5)

    with pytest.raises(NothingHappened):
        driver.wait_until(lambda: False)
    keeps_turning.stop()


def test_before_anybody_sits_at_a_window_there_is_no_working_page(rig: WindowRig, settled):
    rig.session.begin()
    settled(rig)
    driver = Driver(Running(rig.application, rig.tasks, rig.field_keys), rig.window)

    with pytest.raises(NothingHappened, match="SignInPage"):
        _ = driver.page


def test_a_picture_of_the_window_is_written(driver, tmp_path):
    driver.capture(tmp_path / "叫号.png")

    picture = QImage(str(tmp_path / "叫号.png"))
    assert (picture.width(), picture.height()) == (1366, 728)


def test_a_picture_that_cannot_be_written_is_told(driver, tmp_path):
    with pytest.raises(NothingHappened):
        driver.capture(tmp_path / "no such folder" / "x.png")
