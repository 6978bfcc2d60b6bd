"""The queue by keyboard alone, over the real use cases: what a clerk presses, sees and is told."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_rig import WindowRig

from app.domain.print_job import PrintingError
from app.domain.ticket import CloseReason, ServiceResult, Ticket, TicketState
from app.services.queue.finish import finish
from app.services.queue.window import take_window
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


def test_what_was_said_of_a_call_is_gone_once_the_visit_ended_elsewhere(crowd: WindowRig, settled: Settled):
    press(crowd, settled, Command.CALL_NEXT)
    ticket = served(crowd)
    elsewhere = replace(crowd.world.at("04"), storage=crowd.world.storage.inner)
    finish(elsewhere, crowd.world.press(), ticket, ServiceResult.DONE)
    crowd.queue.refresh()
    settled(crowd)
    assert crowd.queue.view.serving is None
    assert crowd.queue.column.said == ""


def test_what_was_said_of_an_end_stays_to_be_read(crowd: WindowRig, settled: Settled):
    press(crowd, settled, Command.CALL_NEXT, Command.FINISH)
    answer(crowd, settled, "3")
    crowd.queue.refresh()
    settled(crowd)
    assert "已办结" in crowd.queue.column.said


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
    crowd.queue._running.do(lambda _command: 1 // 0, lambda _none: "")
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


def test_each_item_of_a_visit_gets_its_own_result(at_work: WindowRig, settled: Settled):
    ticket = at_the_window(at_work, settled, "bdc")
    press(at_work, settled, Command.FINISH)
    for digit in "132":
        answer(at_work, settled, digit)
    after = state_of(at_work, ticket)
    assert after.state is TicketState.FINISHED
    assert [item.result for item in after.items] == [
        ServiceResult.DONE, ServiceResult.ENQUIRY, ServiceResult.CASE
    ]  # fmt: skip
    assert at_work.queue.column.said == f"{ticket.label} 已办结：当场办结、咨询、已收件受理。"


def test_one_key_gives_all_the_rest_the_same_result(at_work: WindowRig, settled: Settled):
    ticket = at_the_window(at_work, settled, "bdc")
    press(at_work, settled, Command.FINISH)
    answer(at_work, settled, "4")
    assert at_work.queue.column.step.question.options[0].words == "其余都一样：领件"
    answer(at_work, settled, "0")
    after = state_of(at_work, ticket)
    assert {item.result for item in after.items} == {ServiceResult.COLLECTED}
    assert after.state is TicketState.FINISHED


def test_esc_half_way_through_the_results_records_none(at_work: WindowRig, settled: Settled):
    ticket = at_the_window(at_work, settled, "bd")
    press(at_work, settled, Command.FINISH)
    answer(at_work, settled, "1")
    press(at_work, settled, Command.STEP_OUT)
    assert [item.result for item in state_of(at_work, ticket).items] == [None, None]


def test_another_matter_is_added_at_the_window(at_work: WindowRig, settled: Settled):
    ticket = at_the_window(at_work, settled, "b")
    press(at_work, settled, Command.ADD_ITEM)
    answer(at_work, settled, "d")
    assert [item.letter for item in state_of(at_work, ticket).items] == ["B", "D"]
    assert at_work.queue.column.said.startswith(f"{ticket.label} 加办")


def test_who_has_left_is_closed_with_a_reason_and_never_counted_as_served(crowd: WindowRig, settled: Settled):
    press(crowd, settled, Command.CALL_NEXT)
    ticket = served(crowd)
    press(crowd, settled, Command.ABANDON)
    answer(crowd, settled, "1")
    after = state_of(crowd, ticket)
    assert (after.state, after.close_reason) == (TicketState.CLOSED, CloseReason.LEFT)
    assert crowd.queue.view.serving is None


def test_a_waiting_ticket_is_closed_by_delete_in_the_list(crowd: WindowRig, settled: Settled):
    press(crowd, settled, Command.TO_QUEUE)
    rows = crowd.work.front._waiting.rows
    last = crowd.queue.view.line[-1].ticket
    rows.choose(last.id)
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    answer(crowd, settled, "2")
    assert state_of(crowd, last).close_reason is CloseReason.ISSUED_BY_MISTAKE


def test_a_number_is_shown_large_and_its_slip_is_printed(at_work: WindowRig, settled: Settled):
    give(at_work, settled, "b")
    column = at_work.queue.column
    assert column.is_showing_given
    assert column.given.number == "B001"
    assert column.given.said == "号票已送到打印机。"
    assert at_work.printing.slips == ["B001"]


def test_a_printer_fault_leaves_the_number_valid_and_says_so(at_work: WindowRig, settled: Settled):
    at_work.printing.fault = PrintingError("printing.spooler_silent")
    give(at_work, settled, "b")
    assert "号有效，照常排队" in at_work.queue.column.given.said
    assert len(at_work.queue.view.line) == 1
    at_work.printing.fault = None
    press(at_work, settled, Command.REPRINT_SLIP)
    assert at_work.printing.slips == ["B001"]
    assert at_work.queue.column.given.said == "号票已送到打印机。"


def test_a_slip_that_failed_stays_in_sight_until_it_is_printed(at_work: WindowRig, settled: Settled):
    at_work.printing.fault = PrintingError("printing.spooler_silent")
    give(at_work, settled, "b")
    give(at_work, settled, "b")
    at_work.printing.fault = None
    give(at_work, settled, "b")
    press(at_work, settled, Command.STEP_OUT, Command.CALL_NEXT)

    column = at_work.queue.column
    assert column.unprinted == "号票没打出 B001 等2张：Shift+F3"
    press(at_work, settled, Command.REPRINT_SLIP)
    assert column.unprinted == "号票没打出 B002：Shift+F3"
    press(at_work, settled, Command.REPRINT_SLIP)
    assert at_work.printing.slips == ["B003", "B001", "B002"]
    assert column.unprinted == ""


def test_a_slip_that_nobody_needs_is_let_be(at_work: WindowRig, settled: Settled):
    at_work.printing.fault = PrintingError("printing.spooler_silent")
    give(at_work, settled, "b")
    press(at_work, settled, Command.REPRINT_SLIP)
    assert at_work.queue.column.unprinted == "号票没打出 B001：Shift+F3"

    press(at_work, settled, Command.LEAVE_SLIP)

    assert at_work.queue.column.unprinted == ""
    assert not at_work.queue.acts.is_open(Command.LEAVE_SLIP)


def test_the_line_comes_back_with_esc_or_the_next_key(at_work: WindowRig, settled: Settled):
    give(at_work, settled, "b")
    press(at_work, settled, Command.STEP_OUT)
    assert not at_work.queue.column.is_showing_given
    press(at_work, settled, Command.REPRINT_SLIP, Command.CALL_NEXT)
    assert not at_work.queue.column.is_showing_given


def at_the_window(rig: WindowRig, settled: Settled, letters: str) -> Ticket:
    """Give a number for these matters and call it."""
    give(rig, settled, letters)
    press(rig, settled, Command.CALL_NEXT)
    return served(rig)


def give(rig: WindowRig, settled: Settled, letters: str) -> None:
    press(rig, settled, Command.ISSUE_TICKET)
    answer(rig, settled, letters, enter=True)
    answer(rig, settled, "", enter=True)


def test_a_call_while_somebody_is_at_the_window_says_what_comes_first(crowd: WindowRig, settled: Settled):
    press(crowd, settled, Command.CALL_NEXT)
    press(crowd, settled, Command.CALL_NEXT)

    assert "还在办理中。办完按 F5" in crowd.queue.column.said


def test_a_call_while_the_window_pauses_says_how_to_go_on(crowd: WindowRig, settled: Settled):
    press(crowd, settled, Command.PAUSE)
    answer(crowd, settled, "1")
    press(crowd, settled, Command.CALL_NEXT)

    assert "按 F7 恢复" in crowd.queue.column.said


def test_f6_sends_the_ticket_at_once_where_the_work_in_front_says_where_to(
    crowd: WindowRig, settled: Settled
):
    take_window(replace(crowd.world.at("07"), storage=crowd.world.storage.inner), crowd.world.press())
    press(crowd, settled, Command.CALL_NEXT)
    ticket = served(crowd)
    crowd.queue.aim_at(("07", "09"))
    press(crowd, settled, Command.TRANSFER)

    assert state_of(crowd, ticket).target == "07"
    assert crowd.queue.column.said == f"{ticket.label} 已转到 07 号窗口。"


def test_f6_says_why_where_nobody_would_call_it_there(crowd: WindowRig, settled: Settled):
    press(crowd, settled, Command.CALL_NEXT)
    ticket = served(crowd)
    crowd.queue.aim_at(("07",))
    press(crowd, settled, Command.TRANSFER)

    assert "07 号窗口今天还没有人上班" in crowd.queue.column.said
    assert state_of(crowd, ticket).state is TicketState.SERVING
