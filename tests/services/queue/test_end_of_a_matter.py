"""A matter at the window ends with its paper: each 事项 once, the visit with the last of them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from queue_fakes import QueueWorld

from app.domain.ticket import QueueError, ServiceResult, Ticket, TicketState
from app.services.queue.call_next import call_next
from app.services.queue.enquire import record_enquiry
from app.services.queue.finish import add_item, end_item, finish, record_item
from app.services.queue.issue import Wish, issue_ticket
from app.services.queue.pass_ticket import pass_ticket

results = st.sampled_from(list(ServiceResult))


def at_the_window(world: QueueWorld, *names: str) -> Ticket:
    """A ticket with these 事项, called to window 03."""
    issue_ticket(world.at(""), world.press(), [Wish("B", name) for name in names])
    called = call_next(world.at("03"), world.press())
    assert called is not None
    return called


def test_a_visit_of_one_matter_is_finished_with_it(world: QueueWorld) -> None:
    ticket = at_the_window(world, "养老保险")
    world.clock.advance(minutes=7)

    ended = end_item(world.at("03"), world.press(), ticket.id, ServiceResult.CASE, case="case-1")

    assert ended.state is TicketState.FINISHED
    (item,) = ended.items
    assert (item.result, item.case) == (ServiceResult.CASE, "case-1")
    assert ended.service is not None
    assert ended.service.minutes == 7
    assert call_next(world.at("03"), world.press()) is None, "the window is free again"


def test_a_visit_of_two_goes_on_after_the_first(world: QueueWorld) -> None:
    ticket = at_the_window(world, "养老保险", "老年优待证")

    first = end_item(world.at("03"), world.press(), ticket.id, ServiceResult.CASE, case="case-1")
    assert first.state is TicketState.SERVING
    assert [item.name for item in first.open_items] == ["老年优待证"]

    last = end_item(world.at("03"), world.press(), first.id, ServiceResult.REFUSED)
    assert last.state is TicketState.FINISHED
    assert [item.result for item in last.items] == [ServiceResult.CASE, ServiceResult.REFUSED]


def test_what_was_seen_before_the_first_result_may_still_end_the_second(world: QueueWorld) -> None:
    """A result moves the ticket nowhere: the clerk's picture of its place is still right."""
    ticket = at_the_window(world, "养老保险", "老年优待证")
    end_item(world.at("03"), world.press(), ticket.id, ServiceResult.CASE)

    assert (
        end_item(world.at("03"), world.press(), ticket.id, ServiceResult.DONE).state is TicketState.FINISHED
    )


def test_a_matter_thought_of_at_the_window_is_ended_too(world: QueueWorld) -> None:
    ticket = at_the_window(world, "养老保险")
    more = add_item(world.at("03"), world.press(), ticket, "C", "残疾人两项补贴", "B05")

    first = end_item(world.at("03"), world.press(), more.id, ServiceResult.DONE)

    assert [(item.letter, item.item) for item in first.open_items] == [("C", "B05")]
    assert (
        end_item(world.at("03"), world.press(), first.id, ServiceResult.NOT_DONE).state
        is TicketState.FINISHED
    )


def test_finishing_over_open_matters_names_them(world: QueueWorld) -> None:
    ticket = at_the_window(world, "养老保险", "老年优待证", "医保缴费")
    record_item(world.at("03"), world.press(), ticket, "2", ServiceResult.DONE)

    with pytest.raises(QueueError) as refused:
        finish(world.at("03"), world.press(), ticket)

    assert refused.value.code == "queue.items_open"
    assert refused.value.facts == {"ticket": "B001", "items": "养老保险、医保缴费"}


def test_a_row_that_is_not_there_gets_no_result(world: QueueWorld) -> None:
    ticket = at_the_window(world, "养老保险")

    with pytest.raises(QueueError) as refused:
        record_item(world.at("03"), world.press(), ticket, "2", ServiceResult.DONE)

    assert refused.value.code == "queue.no_such_item"
    assert world.ticket(ticket.id) == ticket


def test_an_enquiry_ends_nothing(world: QueueWorld) -> None:
    ticket = at_the_window(world, "养老保险")

    asked = record_enquiry(world.at("03"), world.press(), ticket, "异地就医备案")

    assert (asked.state, asked.open_items) == (ticket.state, ticket.open_items)
    enquiries = world.document(ticket.id)["enquiries"]
    assert [enquiry["topic"] for enquiry in enquiries] == ["异地就医备案"]


@settings(max_examples=60, deadline=None)
@given(wanted=st.lists(results, min_size=1, max_size=6), rest=st.none() | results)
def test_every_matter_keeps_the_result_it_was_given(
    wanted: list[ServiceResult], rest: ServiceResult | None
) -> None:
    """Any visit, ended matter by matter or all but the last and the rest at once."""
    world = QueueWorld()
    ticket = at_the_window(world, *(f"事项{place}" for place, _ in enumerate(wanted)))
    singly = wanted if rest is None else wanted[:-1]

    for place, result in enumerate(singly, start=1):
        ticket = end_item(world.at("03"), world.press(), ticket.id, result, case=f"case-{place}")
        assert (ticket.state is TicketState.FINISHED) == (place == len(wanted))
    if rest is not None:
        ticket = finish(world.at("03"), world.press(), ticket, rest)

    given_results = [*singly, *([rest] if rest else [])]
    assert [item.result for item in ticket.items] == given_results
    assert [item.case for item in ticket.items][: len(singly)] == [
        f"case-{n + 1}" for n in range(len(singly))
    ]
    assert ticket.state is TicketState.FINISHED


@settings(max_examples=40, deadline=None)
@given(result=results, presses=st.integers(2, 4))
def test_pressing_again_for_the_same_paper_ends_no_second_matter(result: ServiceResult, presses: int) -> None:
    world = QueueWorld()
    ticket = at_the_window(world, "养老保险", "老年优待证")

    for _ in range(presses):
        ended = end_item(world.at("03"), "one press", ticket.id, result)

    assert [item.result for item in ended.items] == [result, None]
    assert ended.state is TicketState.SERVING


@pytest.mark.parametrize("result", [ServiceResult.CASE, ServiceResult.ENQUIRY])
def test_a_visit_that_is_over_is_left_as_it_is(world: QueueWorld, result: ServiceResult) -> None:
    """A draft of yesterday's visit becomes a case today: its ticket was closed by the day's end."""
    ticket = at_the_window(world, "养老保险")
    over = finish(world.at("03"), world.press(), ticket, ServiceResult.NOT_DONE)
    written = len(world.storage.memory.log)

    assert end_item(world.at("03"), world.press(), ticket.id, result) == over
    assert len(world.storage.memory.log) == written


def test_the_result_goes_to_its_own_visit_and_to_nobody_elses(world: QueueWorld) -> None:
    """The paper comes out late: the next person sits at the window by then."""
    first = at_the_window(world, "养老保险")
    pass_ticket(world.at("03"), world.press(), first)
    second = at_the_window(world, "老年优待证")

    with pytest.raises(QueueError) as refused:
        end_item(world.at("03"), world.press(), first.id, ServiceResult.CASE, case="case-1")

    assert refused.value.code == "queue.ticket_moved"
    assert world.ticket(second.id) == second


@pytest.mark.parametrize("where", ["another window", "another hall"])
def test_a_visit_somewhere_else_is_not_ended_here(world: QueueWorld, where: str) -> None:
    ticket = at_the_window(world, "养老保险")
    if where == "another hall":
        world.hall = replace(world.hall, id="360725106000")

    with pytest.raises(QueueError) as refused:
        end_item(world.at("04" if where == "another window" else "03"), "x", ticket.id, ServiceResult.DONE)

    assert refused.value.facts["ticket"] == "B001"
    assert world.ticket(ticket.id) == ticket


def test_matters_added_on_two_devices_never_share_a_row(world: QueueWorld) -> None:
    ticket = at_the_window(world, "养老保险")

    once = add_item(world.at("03"), world.press(), ticket, "C", "残疾人两项补贴")
    twice = add_item(world.at("03"), world.press(), ticket, "C", "医保缴费")

    rows = [item.row for item in twice.items]
    assert len(set(rows)) == 3
    assert rows[1] == once.items[1].row != "2"
