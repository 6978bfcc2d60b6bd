"""The reviews of open tickets by keyboard: nothing is decided by itself, and nobody disappears."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_rig import WindowRig

from app.domain.ticket import CloseReason, Ticket, TicketState
from ui.panels.queue.day_end import DayEnd
from ui.shortcuts import Command

Settled = Callable[[WindowRig], None]


@pytest.fixture
def crowd(at_work: WindowRig, settled: Settled) -> WindowRig:
    """Three people wait; their tickets are B001 to B003."""
    for _ in range(3):
        at_work.issue("B")
    at_work.queue.refresh()
    settled(at_work)
    return at_work


@pytest.fixture
def morning(crowd: WindowRig, settled: Settled) -> WindowRig:
    """The next day: the three were forgotten."""
    crowd.world.clock.advance(days=1)
    press(crowd, settled, Command.TO_QUEUE)
    return crowd


def press(rig: WindowRig, settled: Settled, *commands: Command) -> None:
    for command in commands:
        rig.window.press(command)
        settled(rig)


def evening(rig: WindowRig) -> None:
    """Past 17:30, when the demo hall's last session ends."""
    rig.world.clock.advance(minutes=9 * 60)


def keys(rig: WindowRig, settled: Settled, *struck: str | Qt.Key) -> None:
    for key in struck:
        QTest.keyClick(day_end(rig).page.rows, key)
        settled(rig)


def day_end(rig: WindowRig) -> DayEnd:
    return rig.work.panel(Command.TO_QUEUE).day_end


def tickets(rig: WindowRig) -> list[Ticket]:
    with rig.world.storage.inner.reading() as unit:
        return unit.tickets.all()


def test_a_clean_morning_shows_no_notice(at_work: WindowRig, settled: Settled):
    press(at_work, settled, Command.TO_QUEUE)
    assert not day_end(at_work).notice.isVisible()
    assert not day_end(at_work).acts.is_open(Command.SETTLE_EARLIER)


def test_left_overs_are_settled_one_by_one(morning: WindowRig, settled: Settled):
    assert day_end(morning).notice.isVisible()
    press(morning, settled, Command.SETTLE_EARLIER)
    keys(morning, settled, "1", "2", "3", Qt.Key.Key_Return)
    first, second, third = tickets(morning)
    assert (first.state, first.serves_on) == (TicketState.WAITING, date(2026, 11, 27))
    assert second.close_reason is CloseReason.NOT_SERVED
    assert third.close_reason is CloseReason.LEFT
    assert not day_end(morning).is_asking
    assert not day_end(morning).notice.isVisible()


def test_nothing_happens_before_each_is_decided(morning: WindowRig, settled: Settled):
    press(morning, settled, Command.SETTLE_EARLIER)
    keys(morning, settled, "1", Qt.Key.Key_Return)
    assert "还有 2 张没有决定" in day_end(morning).page.strip.words
    assert {one.state for one in tickets(morning)} == {TicketState.WAITING}
    assert {one.serves_on for one in tickets(morning)} == {date(2026, 11, 26)}


def test_one_key_decides_the_rest_like_the_one_before(morning: WindowRig, settled: Settled):
    press(morning, settled, Command.SETTLE_EARLIER)
    keys(morning, settled, "1", "2", "0", Qt.Key.Key_Return)
    assert [one.close_reason for one in tickets(morning)] == [
        None,
        CloseReason.NOT_SERVED,
        CloseReason.NOT_SERVED,
    ]


def test_esc_leaves_the_review_and_decides_nothing(morning: WindowRig, settled: Settled):
    press(morning, settled, Command.SETTLE_EARLIER)
    keys(morning, settled, "2", "0")
    press(morning, settled, Command.STEP_OUT)
    assert not day_end(morning).is_asking
    assert day_end(morning).notice.isVisible()
    assert {one.state for one in tickets(morning)} == {TicketState.WAITING}


def test_the_day_s_end_carries_over_to_the_next_day_and_closes(crowd: WindowRig, settled: Settled):
    press(crowd, settled, Command.CALL_NEXT, Command.TO_QUEUE)
    evening(crowd)
    press(crowd, settled, Command.CLOSE_DAY)
    assert [row.lead for row in day_end(crowd).page.rows.rows] == ["B001", "B002", "B003"]
    keys(crowd, settled, "4", "1", "2", Qt.Key.Key_Return)
    served, carried, closed = tickets(crowd)
    assert served.close_reason is CloseReason.FORGOTTEN_FINISH
    assert (carried.state, carried.serves_on) == (TicketState.WAITING, date(2026, 11, 27))
    assert closed.close_reason is CloseReason.NOT_SERVED


def test_a_day_with_nothing_open_says_so(at_work: WindowRig, settled: Settled):
    evening(at_work)
    press(at_work, settled, Command.TO_QUEUE, Command.CLOSE_DAY)
    assert not day_end(at_work).is_asking
    assert at_work.queue.column.said == "今天的号票都收尾了，没有要决定的。"


def test_a_ticket_that_moved_meanwhile_is_told_and_nothing_is_settled(crowd: WindowRig, settled: Settled):
    evening(crowd)
    press(crowd, settled, Command.TO_QUEUE, Command.CLOSE_DAY)
    press(crowd, settled, Command.CALL_NEXT)
    keys(crowd, settled, "2", "0", Qt.Key.Key_Return)
    assert day_end(crowd).page.strip.words.startswith("B001 ")
    assert [one.state for one in tickets(crowd)].count(TicketState.WAITING) == 2


def test_a_clerk_is_told_that_the_hall_is_still_open_and_closes_nobody(crowd: WindowRig, settled: Settled):
    press(crowd, settled, Command.TO_QUEUE, Command.CLOSE_DAY)

    assert not day_end(crowd).is_asking
    assert "现在还在开放时间，今天到 17:30 结束" in crowd.queue.column.said


def test_tickets_of_another_window_are_named_and_closed_by_a_second_key(at_work: WindowRig, settled: Settled):
    for letter in "BE":
        at_work.issue(letter)
    at_work.queue.refresh()
    settled(at_work)
    evening(at_work)
    press(at_work, settled, Command.TO_QUEUE, Command.CLOSE_DAY)
    own, other = day_end(at_work).page.rows.rows
    keys(at_work, settled, "2", "0", Qt.Key.Key_Return)
    asked = day_end(at_work).page.strip.words
    still = [one.state for one in tickets(at_work)]
    keys(at_work, settled, Qt.Key.Key_Return)

    assert ("号窗口的号" in own.words, "号窗口的号" in other.words) == (False, True)
    assert "E001 是别的窗口的号，再按一次 Enter" in asked
    assert still == [TicketState.WAITING, TicketState.WAITING]
    assert [one.state for one in tickets(at_work)] == [TicketState.CLOSED, TicketState.CLOSED]
