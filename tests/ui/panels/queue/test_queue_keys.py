"""The queue by keyboard alone, over the real use cases: what a clerk presses, sees and is told."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_rig import WindowRig

from app.domain.ticket import ServiceResult, Ticket, TicketState
from app.services.queue.finish import finish
from ui.shortcuts import Command

Settled = Callable[[WindowRig], None]


@pytest.fixture
def crowd(at_work: WindowRig, settled: Settled) -> WindowRig:
    """Three people wait for 社保 and one of them is served first."""
    for _ in range(2):
        at_work.issue("B")
    at_work.issue("B", ground=at_work.world.hall.grounds[0].code)
    at_work.queue.refresh()
    settled(at_work)
    return at_work


def press(rig: WindowRig, settled: Settled, *commands: Command) -> None:
    for command in commands:
        rig.window.press(command)
        settled(rig)


def answer(rig: WindowRig, settled: Settled, keys: str, *, enter: bool = False) -> None:
    entry = rig.queue.column.step.entry
    for key in keys:
        QTest.keyClick(entry, key)
    if enter:
        QTest.keyClick(entry, Qt.Key.Key_Return)
    settled(rig)


def served(rig: WindowRig) -> Ticket:
    ticket = rig.queue.view.serving
    assert ticket is not None
    return ticket


def state_of(rig: WindowRig, ticket: Ticket) -> Ticket:
    """The ticket as the storage has it, past the guard of the GUI thread."""
    with rig.world.storage.inner.reading() as unit:
        return unit.tickets.get(ticket.id)


def test_f2_calls_whoever_the_list_says_is_next(crowd: WindowRig, settled: Settled):
    first = crowd.queue.column.line.rows[0]
    press(crowd, settled, Command.CALL_NEXT)
    assert served(crowd).label == first.lead
    assert crowd.queue.column.said == f"已叫 {first.lead}。"


def test_every_waiting_ticket_says_why_it_stands_there(crowd: WindowRig):
    assert all(row.hint.endswith("。") for row in crowd.queue.column.line.rows)


def test_f2_with_nobody_waiting_says_so_and_changes_nothing(at_work: WindowRig, settled: Settled):
    press(at_work, settled, Command.CALL_NEXT)
    assert at_work.queue.view.serving is None
    assert at_work.queue.column.said.startswith("现在没有人等")


def test_f2_is_closed_while_somebody_is_at_the_window(crowd: WindowRig, settled: Settled):
    press(crowd, settled, Command.CALL_NEXT)
    ticket = served(crowd)
    press(crowd, settled, Command.CALL_NEXT)
    assert served(crowd) == ticket
    assert not crowd.queue.acts.is_open(Command.CALL_NEXT)


def test_pressing_f2_twice_before_the_answer_calls_one_ticket(crowd: WindowRig, settled: Settled):
    crowd.window.press(Command.CALL_NEXT)
    crowd.window.press(Command.CALL_NEXT)
    settled(crowd)
    assert crowd.queue.view.counts[TicketState.SERVING] == 1


def test_f3_calls_the_same_ticket_again(crowd: WindowRig, settled: Settled):
    press(crowd, settled, Command.CALL_NEXT, Command.RECALL)
    assert served(crowd).calls == 2


def test_f4_puts_aside_and_the_panel_brings_back(crowd: WindowRig, settled: Settled):
    press(crowd, settled, Command.CALL_NEXT)
    ticket = served(crowd)
    press(crowd, settled, Command.PASS_TICKET)
    assert [passed.id for passed in crowd.queue.view.passed] == [ticket.id]
    crowd.queue.reactivate(crowd.queue.view.passed[0])
    settled(crowd)
    assert state_of(crowd, ticket).state is TicketState.WAITING


def test_f5_and_a_digit_finish_with_that_result(crowd: WindowRig, settled: Settled):
    press(crowd, settled, Command.CALL_NEXT)
    ticket = served(crowd)
    press(crowd, settled, Command.FINISH)
    answer(crowd, settled, "3")
    after = state_of(crowd, ticket)
    assert after.state is TicketState.FINISHED
    assert [item.result for item in after.items] == [ServiceResult.ENQUIRY]
    assert "咨询" in crowd.queue.column.said


def test_esc_steps_out_of_the_question_and_nothing_has_happened(crowd: WindowRig, settled: Settled):
    press(crowd, settled, Command.CALL_NEXT, Command.FINISH)
    assert crowd.queue.column.is_asking
    press(crowd, settled, Command.STEP_OUT)
    assert not crowd.queue.column.is_asking
    assert served(crowd).state is TicketState.SERVING


def test_f6_a_letter_and_a_reason_send_the_ticket_on(crowd: WindowRig, settled: Settled):
    press(crowd, settled, Command.CALL_NEXT)
    ticket = served(crowd)
    press(crowd, settled, Command.TRANSFER)
    answer(crowd, settled, "c")
    answer(crowd, settled, "2")
    after = state_of(crowd, ticket)
    assert (after.route, after.target, after.state) == ("C", "", TicketState.WAITING)


def test_f6_a_window_number_sends_the_ticket_to_that_window(crowd: WindowRig, settled: Settled):
    press(crowd, settled, Command.CALL_NEXT)
    ticket = served(crowd)
    press(crowd, settled, Command.TRANSFER)
    answer(crowd, settled, "05")
    answer(crowd, settled, "1")
    assert state_of(crowd, ticket).target == "05"


def test_f7_asks_why_pauses_and_resumes(crowd: WindowRig, settled: Settled):
    press(crowd, settled, Command.PAUSE)
    answer(crowd, settled, "2")
    assert crowd.queue.view.shift.pause_reason == "临时离岗"
    assert not crowd.queue.acts.is_open(Command.CALL_NEXT)
    press(crowd, settled, Command.PAUSE)
    assert not crowd.queue.view.shift.is_paused


def test_a_reason_in_the_clerk_s_own_words_is_kept(crowd: WindowRig, settled: Settled):
    press(crowd, settled, Command.PAUSE)
    crowd.queue.column.step.entry.setText("去镇政府送章")
    answer(crowd, settled, "", enter=True)
    assert crowd.queue.view.shift.pause_reason == "去镇政府送章"


def test_f10_letters_and_enter_give_an_ordinary_number(at_work: WindowRig, settled: Settled):
    press(at_work, settled, Command.ISSUE_TICKET)
    answer(at_work, settled, "bd", enter=True)
    answer(at_work, settled, "", enter=True)
    (place,) = at_work.queue.view.line
    assert (place.ticket.label, len(place.ticket.items), place.ticket.ground) == ("B001", 2, "")
    assert at_work.queue.column.said == "已取号 B001。"


def test_f10_with_a_ground_gives_a_priority_number_with_its_ground(at_work: WindowRig, settled: Settled):
    press(at_work, settled, Command.ISSUE_TICKET)
    answer(at_work, settled, "b", enter=True)
    answer(at_work, settled, "1")
    (place,) = at_work.queue.view.line
    assert place.ticket.ground == at_work.world.hall.grounds[0].code
    assert place.ticket.is_priority


def test_a_ticket_called_out_of_turn_needs_a_reason(crowd: WindowRig, settled: Settled):
    last = crowd.queue.view.line[-1].ticket
    crowd.queue.call_this(last)
    assert crowd.queue.column.is_asking
    answer(crowd, settled, "1")
    assert served(crowd).id == last.id


def test_a_ticket_that_was_finished_elsewhere_meanwhile_is_refused_in_words(
    crowd: WindowRig, settled: Settled
):
    press(crowd, settled, Command.CALL_NEXT)
    ticket = served(crowd)
    elsewhere = replace(crowd.world.at("04"), storage=crowd.world.storage.inner)
    finish(elsewhere, crowd.world.press(), ticket, ServiceResult.DONE)
    crowd.window.press(Command.RECALL)
    settled(crowd)
    assert crowd.queue.column.said.startswith(f"{ticket.label} 现在是")
    assert crowd.queue.view.serving is None
    assert crowd.bugs == []


def test_an_enter_too_many_after_the_answer_does_nothing(at_work: WindowRig, settled: Settled):
    press(at_work, settled, Command.ISSUE_TICKET)
    answer(at_work, settled, "b", enter=True)
    answer(at_work, settled, "1", enter=True)
    assert len(at_work.queue.view.line) == 1


def test_a_bug_is_reported_and_told_without_a_code(crowd: WindowRig, settled: Settled):
    crowd.queue._do(lambda _command: 1 // 0, lambda _none: "")
    settled(crowd)
    assert [type(error) for error in crowd.bugs] == [ZeroDivisionError]
    assert crowd.queue.column.said.startswith("刚才这一步没有做成")


def test_a_question_gives_the_focus_back_to_the_work(crowd: WindowRig, settled: Settled, qtbot: QtBot):
    press(crowd, settled, Command.TO_SETTINGS)
    field = crowd.settings.typing.field
    field.setFocus()
    press(crowd, settled, Command.PAUSE)
    press(crowd, settled, Command.STEP_OUT)
    assert crowd.window.focusWidget() is field


def test_what_was_left_over_is_asked_about_and_carried_over(crowd: WindowRig, settled: Settled):
    crowd.world.clock.advance(days=1)
    press(crowd, settled, Command.TO_QUEUE)
    review = crowd.work.front._leftovers
    assert review.isVisibleTo(crowd.window)
    review.carry_all()
    settled(crowd)
    assert not review.isVisibleTo(crowd.window)
    assert len(crowd.queue.view.line) == 3
