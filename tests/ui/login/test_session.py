"""Signing in, sitting down, locking and coming back."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from window_rig import PHRASE, WANG, WindowRig

from app.domain.storage import StorageError
from ui.login.sign_in_page import staff_number
from ui.shortcuts import Command

Settled = Callable[[WindowRig], None]


@pytest.fixture
def at_door(rig: WindowRig, settled: Settled) -> WindowRig:
    rig.session.begin()
    settled(rig)
    return rig


def attempt(rig: WindowRig, settled: Settled, phrase: str) -> None:
    rig.session.sign_in_page.submitted.emit(WANG.staff_number, phrase)
    settled(rig)


def test_the_right_phrase_leads_to_the_windows(at_door: WindowRig, settled: Settled):
    attempt(at_door, settled, PHRASE)
    assert at_door.window.page is at_door.session.window_page


def test_a_wrong_phrase_says_how_often_one_may_try(at_door: WindowRig, settled: Settled):
    attempt(at_door, settled, "错的")
    assert at_door.window.page is at_door.session.sign_in_page
    assert "还可以试 4 次" in at_door.session.sign_in_page.said


def test_a_wait_is_counted_down_and_nothing_can_be_entered(at_door: WindowRig, settled: Settled):
    at_door.door.refusals = [StorageError("storage.wait_before_next_try", seconds=30)]
    attempt(at_door, settled, PHRASE)
    page, (_who, field) = at_door.session.sign_in_page, at_door.session.sign_in_page.fields
    assert "请等 30 秒" in page.said
    assert not field.isEnabled()
    at_door.world.clock.advance(seconds=12)
    at_door.session._wait.tick()
    assert "请等 18 秒" in page.said


def test_after_the_wait_the_way_is_open_again(at_door: WindowRig, settled: Settled):
    at_door.door.refusals = [StorageError("storage.wait_before_next_try", seconds=30)]
    attempt(at_door, settled, PHRASE)
    at_door.world.clock.advance(seconds=30)
    at_door.session._wait.tick()
    assert at_door.session.sign_in_page.said == ""
    assert at_door.session.sign_in_page.fields[1].isEnabled()
    attempt(at_door, settled, PHRASE)
    assert at_door.window.page is at_door.session.window_page


def test_a_countdown_whose_clock_is_set_back_neither_grows_nor_ends(at_door: WindowRig, settled: Settled):
    at_door.door.refusals = [StorageError("storage.wait_before_next_try", seconds=30)]
    attempt(at_door, settled, PHRASE)
    at_door.world.clock.set(datetime(1985, 1, 1, tzinfo=UTC))
    at_door.session._wait.tick()
    assert "请等 30 秒" in at_door.session.sign_in_page.said


def test_the_lock_counts_down_too(at_work: WindowRig, settled: Settled):
    at_work.window.press(Command.LOCK)
    at_work.door.refusals = [StorageError("storage.wait_before_next_try", seconds=60)]
    at_work.session.lock_page.submitted.emit(PHRASE)
    settled(at_work)
    assert "请等 60 秒" in at_work.session.lock_page.said
    assert not at_work.session.lock_page.phrase.isEnabled()


def test_the_demo_hall_needs_one_entry_and_enter(demo: WindowRig, settled: Settled):
    demo.session.begin()
    settled(demo)
    who, field = demo.session.sign_in_page.fields
    assert who.currentText() == "0312 王秀英"
    assert demo.window.focusWidget() is field
    assert f"示范大厅，口令 {PHRASE}，人物和印章都是虚构的。" in shown_words(demo)
    field.setText(PHRASE)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settled(demo)
    assert demo.window.page is demo.session.window_page


def test_a_real_hall_tells_no_pass_phrase_and_chooses_nobody(at_door: WindowRig):
    who, _field = at_door.session.sign_in_page.fields
    assert who.currentText() == ""
    assert "示范大厅" not in shown_words(at_door)


def shown_words(rig: WindowRig) -> str:
    return "".join(label.text() for label in rig.window.page.body.findChildren(QLabel))


def test_a_taken_window_is_greyed_and_asked_about_once(at_door: WindowRig, settled: Settled):
    attempt(at_door, settled, PHRASE)
    page = at_door.session.window_page
    page.entry.setText("1")
    page.entry.returnPressed.emit()
    assert "现由 钟*亮 使用" in page.said
    page.entry.returnPressed.emit()
    settled(at_door)
    assert at_door.window.page is at_door.work


def test_a_window_that_is_not_there_is_said_in_words(at_door: WindowRig, settled: Settled):
    attempt(at_door, settled, PHRASE)
    page = at_door.session.window_page
    page.entry.setText("88")
    page.entry.returnPressed.emit()
    assert page.said.startswith("没有 88 号窗口")


def test_covering_the_window_is_told_once_with_whose_it_was(at_work: WindowRig, settled: Settled):
    at_work.session.lock()
    at_work.session.lock()
    settled(at_work)

    assert [desk.clerk.name for desk in at_work.locked] == ["王秀英"]


def test_the_lock_hides_the_work_and_no_key_reaches_it(at_work: WindowRig, settled: Settled):
    at_work.issue("B")
    at_work.window.press(Command.LOCK)
    assert at_work.window.page is at_work.session.lock_page
    at_work.window.press(Command.CALL_NEXT)
    settled(at_work)
    assert at_work.queue.view.serving is None


def test_unlocking_finds_everything_as_it_was(at_work: WindowRig, settled: Settled):
    at_work.window.press(Command.TO_SETTINGS)
    at_work.settings.typing.field.setText("填到一半")
    at_work.window.press(Command.LOCK)
    at_work.session.lock_page.submitted.emit(PHRASE)
    settled(at_work)
    assert at_work.window.page is at_work.work
    assert at_work.work.front is at_work.settings
    assert at_work.settings.typing.field.text() == "填到一半"


def test_a_wrong_phrase_does_not_unlock(at_work: WindowRig, settled: Settled):
    at_work.window.press(Command.LOCK)
    at_work.session.lock_page.submitted.emit("错的")
    settled(at_work)
    assert at_work.window.page is at_work.session.lock_page
    assert "还可以试" in at_work.session.lock_page.said


def test_somebody_else_can_sign_in_behind_the_lock(at_work: WindowRig, settled: Settled):
    at_work.window.press(Command.LOCK)
    at_work.session.lock_page.left.emit()
    settled(at_work)
    assert at_work.window.page is at_work.session.sign_in_page
    assert at_work.session.desk is None


def test_a_window_with_a_ticket_open_is_not_given_up(at_work: WindowRig, settled: Settled):
    at_work.issue("B")
    at_work.window.press(Command.CALL_NEXT)
    settled(at_work)
    at_work.window.press(Command.LOCK)
    at_work.session.lock_page.left.emit()
    settled(at_work)
    assert at_work.window.page is at_work.session.lock_page
    assert "B001 还没有办完" in at_work.session.lock_page.said


def test_what_the_lock_says_of_an_open_ticket_names_only_a_key_that_is_heard_there(
    at_work: WindowRig, settled: Settled
):
    at_work.issue("B")
    at_work.window.press(Command.CALL_NEXT)
    settled(at_work)
    at_work.window.press(Command.LOCK)
    at_work.session.lock_page.left.emit()
    settled(at_work)
    assert "F5" not in at_work.session.lock_page.said
    assert "再按一次 Ctrl+Shift+L" in at_work.session.lock_page.said

    at_work.session.lock_page.left.emit()
    settled(at_work)

    assert at_work.window.page is at_work.session.sign_in_page
    assert at_work.session.desk is None


def test_an_open_ticket_is_asked_about_anew_after_each_lock(at_work: WindowRig, settled: Settled):
    at_work.issue("B")
    at_work.window.press(Command.CALL_NEXT)
    settled(at_work)
    for _time in range(2):
        at_work.window.press(Command.LOCK)
        at_work.session.lock_page.left.emit()
        settled(at_work)
        assert at_work.window.page is at_work.session.lock_page
        at_work.session.lock_page.submitted.emit(PHRASE)
        settled(at_work)


def test_idleness_locks(at_work: WindowRig, qtbot: QtBot):
    at_work.idle.idle.emit()
    assert at_work.window.page is at_work.session.lock_page


@pytest.mark.parametrize(("typed", "number"), [("0312", "0312"), ("0312 王秀英", "0312"), ("  ", "")])
def test_the_staff_number_is_the_first_word(typed: str, number: str):
    assert staff_number(typed) == number
