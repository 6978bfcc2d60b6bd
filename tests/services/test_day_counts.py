"""The 台账 counts what the ledger holds: each thing once, under its state, for this day and this hall."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from counter import ELDER_CARD, PENSION, STREET, accepted, at_window, intake, street_stall
from hall import SUPERVISOR, Bench, new_bench

from app.bootstrap.opening import OpenHall
from app.domain.ticket import CloseReason, ServiceResult
from app.services.cases.receive import receive_case
from app.services.cases.withdraw import withdraw_case
from app.services.day_counts import day_counts
from app.services.papers.void_paper import void_paper
from app.services.queue.abandon import abandon
from app.services.queue.call_next import call_next
from app.services.queue.desk import QueueDesk, queue_desk
from app.services.queue.enquire import record_enquiry, record_walk_in
from app.services.queue.finish import end_item, finish
from app.services.queue.issue import Wish, issue_ticket
from app.services.queue.pass_ticket import pass_ticket


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return new_bench(tmp_path / "关田镇")


@pytest.fixture
def hall(bench: Bench) -> Iterator[OpenHall]:
    with bench.open() as hall:
        yield hall


def counts(hall: OpenHall) -> dict[str, int]:
    return {count.words: count.number for count in day_counts(hall.office)}


def queue(hall: OpenHall) -> QueueDesk:
    return queue_desk(hall.office, at_window())


def take(hall: OpenHall, many: int) -> None:
    for _ in range(many):
        issue_ticket(queue(hall), hall.office.ids.operation_id(), [Wish("B", "社保")])


def test_a_hall_that_never_had_a_day_counts_nothing(hall: OpenHall) -> None:
    assert day_counts(hall.office) == ()


def test_tickets_are_counted_once_and_under_their_state(hall: OpenHall) -> None:
    # Given five tickets: one served, one passed, one gone, two waiting
    take(hall, 5)
    desk = queue(hall)
    served = call_next(desk, "first")
    assert served is not None
    finish(desk, "done", served, ServiceResult.DONE)
    passed = call_next(desk, "second")
    assert passed is not None
    pass_ticket(desk, "passed", passed)
    gone = call_next(desk, "third")
    assert gone is not None
    abandon(desk, "gone", gone, CloseReason.LEFT)

    # Then the day says so, and the parts add up to the whole
    found = counts(hall)
    assert found["取号"] == 5
    parts = {words: number for words, number in found.items() if words.startswith("号票·")}
    assert parts == {"号票·等候": 2, "号票·过号": 1, "号票·已办结": 1, "号票·已关闭": 1}


def test_cases_and_papers_are_counted_by_what_became_of_them(hall: OpenHall) -> None:
    # Given an instant item, an accepted one, one received and one taken back
    accepted(hall, PENSION, "pension")
    street = accepted(hall, STREET, "street", **street_stall(1))
    receive_case(hall.office, at_window(), "received", intake(hall.office, ELDER_CARD))
    back = receive_case(hall.office, at_window(), "back", intake(hall.office, STREET, **street_stall(2)))
    withdraw_case(hall.office, at_window(), "withdraw", back.case.id, back.case.base, "不办了")
    # and one paper voided
    void_paper(hall.office, at_window(clerk=SUPERVISOR), "void", street.papers[0].id, "地址写错")

    found = counts(hall)

    assert found["收件"] == 4
    parts = {words: number for words, number in found.items() if words.startswith("办件·")}
    assert sum(parts.values()) == 4
    assert parts["办件·撤回申请"] == 1
    assert (found["出具文书"], found["作废文书"]) == (4, 1)


def test_a_question_and_a_case_of_one_ticket_are_one_of_each(hall: OpenHall) -> None:
    # Given somebody who asks about one item with a ticket and applies for another
    take(hall, 1)
    desk = queue(hall)
    ticket = call_next(desk, "call")
    assert ticket is not None
    record_enquiry(desk, "ask", ticket, "临时占道经营许可", "F01")
    accepted(hall, PENSION, "pension")
    end_item(desk, "end", ticket.id, ServiceResult.CASE)

    # Then the day has one enquiry and one case
    found = counts(hall)
    assert (found["咨询"], found["收件"], found["号票·已办结"]) == (1, 1, 1)


def test_an_enquiry_is_counted_once_though_it_is_recorded_and_ended_as_one(hall: OpenHall) -> None:
    take(hall, 2)
    desk = queue(hall)
    for press in ("first", "second"):
        ticket = call_next(desk, press)
        assert ticket is not None
        if press == "first":
            record_enquiry(desk, f"{press} asks", ticket, "临时占道经营许可", "F01")
        end_item(desk, f"{press} ends", ticket.id, ServiceResult.ENQUIRY)

    assert counts(hall)["咨询"] == 2


def test_who_asks_without_a_ticket_is_counted_at_whatever_window(hall: OpenHall) -> None:
    for window in ("03", "04", "04"):
        desk = queue_desk(hall.office, at_window(window))
        record_walk_in(desk, hall.office.ids.operation_id(), "临时占道经营许可", "F01")

    assert (counts(hall)["咨询"], counts(hall)["取号"]) == (3, 0)


def test_a_case_counts_on_the_day_it_was_taken_in_only(bench: Bench, hall: OpenHall) -> None:
    accepted(hall, STREET, "yesterday", **street_stall(1))
    bench.clock.advance(days=1)
    accepted(hall, STREET, "today", **street_stall(2))

    found = counts(hall)

    assert (found["收件"], found["出具文书"]) == (1, 1)


def test_states_nothing_is_in_are_not_listed(hall: OpenHall) -> None:
    take(hall, 1)

    assert [count.words for count in day_counts(hall.office)] == [
        "取号",
        "号票·等候",
        "咨询",
        "收件",
        "出具文书",
        "作废文书",
    ]


def test_counting_changes_nothing(hall: OpenHall) -> None:
    take(hall, 2)

    assert day_counts(hall.office) == day_counts(hall.office)
    with hall.office.storage.reading() as unit:
        assert len(unit.operations.pending()) == 0
