"""A clock that cannot be right: the clerk is asked once, inside the window, and presses the key again."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from fakes import HALL_ZONE
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_rig import LIU, PHRASE, WANG, WindowRig

from ui.login.clock_page import ClockPage
from ui.login.typed_date import typed_date
from ui.shortcuts import Command

Settled = Callable[[WindowRig], None]
LAST = date(2026, 11, 26)


def set_clock(rig: WindowRig, year: int, month: int = 11, day: int = 26) -> None:
    rig.world.clock.set(datetime(year, month, day, 9, 0, tzinfo=HALL_ZONE))


def call(rig: WindowRig, settled: Settled) -> ClockPage:
    """Press F2, and return the page that asks for the date."""
    rig.window.press(Command.CALL_NEXT)
    settled(rig)
    return rig.session.clock.page


def enter(rig: WindowRig, settled: Settled, typed: str) -> None:
    page = rig.session.clock.page
    QTest.keyClicks(page.day, typed)
    QTest.keyClick(page.day, Qt.Key.Key_Return)
    settled(rig)


def known_day(rig: WindowRig) -> tuple[date | None, str | None]:
    memory = rig.world.storage.inner.memory
    return memory.day, memory.confirmed_by


@pytest.fixture
def waiting(at_work: WindowRig, settled: Settled) -> WindowRig:
    """Somebody waits, and the clock was right until now."""
    at_work.issue("B")
    at_work.queue.refresh()
    settled(at_work)
    return at_work


@pytest.mark.parametrize(("year", "day", "shown"), [
    (1985, 26, "1985年11月26日"), (2067, 26, "2067年11月26日"), (2026, 25, "2026年11月25日"),
])  # fmt: skip
def test_the_date_is_asked_once_and_then_the_work_goes_on(
    waiting: WindowRig, settled: Settled, year: int, day: int, shown: str
):
    set_clock(waiting, year, 11, day)
    page = call(waiting, settled)
    assert waiting.window.page is page
    assert page.dates == (shown, "2026年11月26日")
    enter(waiting, settled, "20261126")
    assert waiting.window.page is waiting.work
    assert known_day(waiting) == (LAST, WANG.id)
    assert waiting.queue.view.serving is None, "nothing is repeated by itself"
    waiting.window.press(Command.CALL_NEXT)
    settled(waiting)
    assert waiting.window.page is waiting.work
    assert waiting.queue.view.serving is not None


def test_a_day_before_the_last_one_takes_a_supervisor(waiting: WindowRig, settled: Settled):
    set_clock(waiting, 2026, 11, 25)
    page = call(waiting, settled)
    enter(waiting, settled, "20261125")
    assert waiting.window.page is page
    assert "要大厅负责人一起确认" in page.said
    assert known_day(waiting) == (LAST, None)
    page.supervisor.setText(LIU.staff_number)
    page.phrase.setText(PHRASE)
    page.phrase.returnPressed.emit()
    settled(waiting)
    assert waiting.window.page is waiting.work
    assert known_day(waiting) == (date(2026, 11, 25), LIU.id)


def test_a_wrong_pass_phrase_of_a_supervisor_changes_nothing(waiting: WindowRig, settled: Settled):
    set_clock(waiting, 1985)
    page = call(waiting, settled)
    enter(waiting, settled, "20260101")
    page.supervisor.setText(LIU.staff_number)
    page.phrase.setText("不是这个")
    page.phrase.returnPressed.emit()
    settled(waiting)
    assert "口令不对" in page.said
    assert known_day(waiting) == (LAST, None)


def test_a_day_far_ahead_is_not_taken_from_a_slip_of_the_hand(waiting: WindowRig, settled: Settled):
    set_clock(waiting, 2067)
    page = call(waiting, settled)
    enter(waiting, settled, "20671126")
    assert waiting.window.page is page
    assert known_day(waiting) == (LAST, None)


def test_what_is_no_date_is_said_and_asked_again(waiting: WindowRig, settled: Settled):
    set_clock(waiting, 1985)
    page = call(waiting, settled)
    enter(waiting, settled, "20261331")
    assert "共八位数字" in page.said
    assert waiting.window.page is page


def test_esc_goes_back_and_the_next_command_asks_again(waiting: WindowRig, settled: Settled):
    set_clock(waiting, 1985)
    page = call(waiting, settled)
    waiting.window.press(Command.STEP_OUT)
    assert waiting.window.page is waiting.work
    assert known_day(waiting) == (LAST, None)
    assert call(waiting, settled) is page
    assert waiting.window.page is page


@pytest.mark.parametrize(("typed", "day"), [
    ("20261125", date(2026, 11, 25)),
    ("2026-11-25", date(2026, 11, 25)),
    ("2026年1月5日", date(2026, 1, 5)),
    ("20260229", None),
    ("261125", None),
    ("今天", None),
    ("", None),
])  # fmt: skip
def test_dates_are_read_as_clerks_type_them(typed: str, day: date | None):
    assert typed_date(typed) == day
