"""Signing in, sitting down, locking and coming back."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot
from window_rig import PHRASE, WANG, WindowRig

from ui.login.attempts import FIRST_WAIT_S, LONGEST_WAIT_S, TRIES_BEFORE_WAIT, Attempts, SignInRefused
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
    assert "还可以再试 4 次" in at_door.session.sign_in_page.said


def test_after_five_wrong_phrases_even_the_right_one_must_wait(at_door: WindowRig, settled: Settled):
    for _ in range(TRIES_BEFORE_WAIT):
        attempt(at_door, settled, "错的")
    attempt(at_door, settled, PHRASE)
    assert at_door.window.page is at_door.session.sign_in_page
    assert f"要等 {FIRST_WAIT_S} 秒" in at_door.session.sign_in_page.said


def test_after_the_wait_the_right_phrase_is_taken(at_door: WindowRig, settled: Settled):
    for _ in range(TRIES_BEFORE_WAIT):
        attempt(at_door, settled, "错的")
    at_door.world.clock.advance(seconds=FIRST_WAIT_S)
    attempt(at_door, settled, PHRASE)
    assert at_door.window.page is at_door.session.window_page


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
    assert "还可以再试" in at_work.session.lock_page.said


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
    assert "正在办理 B001" in at_work.session.lock_page.said


def test_idleness_locks(at_work: WindowRig, qtbot: QtBot):
    at_work.idle.idle.emit()
    assert at_work.window.page is at_work.session.lock_page


def test_waits_double_and_end_at_a_quarter_of_an_hour():
    attempts, waits = Attempts(), []
    for _ in range(12):
        attempts = attempts.failed_at(0.0)
        waits.append(attempts.seconds_left(0.0))
    assert waits[:4] == [0, 0, 0, 0]
    assert waits[4:7] == [FIRST_WAIT_S, 2 * FIRST_WAIT_S, 4 * FIRST_WAIT_S]
    assert waits[-1] == LONGEST_WAIT_S


def test_a_wait_that_is_not_over_is_an_error_with_its_seconds():
    attempts = Attempts(failed=5, open_again_at=30.0)
    with pytest.raises(SignInRefused) as caught:
        attempts.check(10.5)
    assert caught.value.facts == {"tries": 5, "seconds": 20}
    attempts.check(30.0)


@pytest.mark.parametrize(("typed", "number"), [("0312", "0312"), ("0312 王秀英", "0312"), ("  ", "")])
def test_the_staff_number_is_the_first_word(typed: str, number: str):
    assert staff_number(typed) == number
