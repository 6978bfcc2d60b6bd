"""What happens to a ticket between call and end."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from queue_fakes import QueueWorld

from app.domain.ticket import CloseReason, QueueError, ServiceResult, Ticket, TicketState
from app.services.queue.abandon import abandon
from app.services.queue.call_next import call_next
from app.services.queue.enquire import record_enquiry
from app.services.queue.finish import add_item, finish, record_item
from app.services.queue.issue import Wish, issue_ticket
from app.services.queue.pass_ticket import pass_ticket
from app.services.queue.reactivate import reactivate
from app.services.queue.recall import recall
from app.services.queue.transfer import transfer_to_letter, transfer_to_window
from app.services.queue.view import queue_view


def called(world: QueueWorld, window: str = "03") -> Ticket:
    ticket = call_next(world.at(window), world.press())
    assert ticket is not None
    return ticket


def test_recalling_keeps_the_time_of_the_first_call(world: QueueWorld) -> None:
    world.issue()
    world.clock.advance(minutes=6)
    first = called(world)
    world.clock.advance(minutes=1)

    again = recall(world.at("03"), world.press(), first)

    assert again.calls == 2
    assert again.first_called_at == first.first_called_at
    assert again.wait is not None
    assert again.wait.seconds == 360


def test_a_later_call_keeps_the_time_of_the_first_call_too(world: QueueWorld) -> None:
    world.issue()
    first = called(world)
    world.clock.advance(minutes=5)
    reactivate(world.at("03"), world.press(), pass_ticket(world.at("03"), world.press(), first))
    world.clock.advance(minutes=5)

    later = called(world, "04")

    assert later.first_called_at == first.first_called_at
    assert later.called_at == first.called_at + 600 if first.called_at else False


def test_a_passed_ticket_comes_back_three_places_behind(world: QueueWorld) -> None:
    world.issue_many(6)
    passed = pass_ticket(world.at("03"), world.press(), called(world))
    assert queue_view(world.at("03")).passed == (passed,)

    reactivate(world.at("03"), world.press(), passed)

    line = [entry.ticket.label for entry in queue_view(world.at("03")).line]
    assert line == ["B002", "B003", "B004", "B001", "B005", "B006"]


def test_a_passed_ticket_comes_back_to_a_short_line_at_its_end(world: QueueWorld) -> None:
    world.issue_many(2)
    passed = pass_ticket(world.at("03"), world.press(), called(world))

    reactivate(world.at("03"), world.press(), passed)

    assert [entry.ticket.label for entry in queue_view(world.at("03")).line] == ["B002", "B001"]


def test_a_ticket_passed_too_often_needs_a_new_number(world: QueueWorld) -> None:
    world.with_policy(passes_allowed=1)
    world.issue()
    once = pass_ticket(world.at("03"), world.press(), called(world))
    reactivate(world.at("03"), world.press(), once)
    twice = pass_ticket(world.at("03"), world.press(), called(world))

    with pytest.raises(QueueError) as refused:
        reactivate(world.at("03"), world.press(), twice)

    assert refused.value.code == "queue.passed_too_often"


def test_a_transfer_changes_the_route_never_the_number(world: QueueWorld) -> None:
    world.issue("B")
    moved = transfer_to_letter(world.at("03"), world.press(), called(world), "C", reason="要办医保")

    assert (moved.label, moved.route, moved.state) == ("B001", "C", TicketState.WAITING)
    assert called(world, "05").id == moved.id


def test_a_transferred_ticket_keeps_its_age_in_the_other_line(world: QueueWorld) -> None:
    world.issue("B")
    world.issue("C")
    transfer_to_letter(world.at("03"), world.press(), called(world), "C", reason="要办医保")

    assert [entry.ticket.label for entry in queue_view(world.at("05")).line] == ["B001", "C001"]


def test_only_the_window_it_was_sent_to_has_it_in_line(world: QueueWorld) -> None:
    world.issue("B")
    transfer_to_window(world.at("03"), world.press(), called(world), "05", reason="要办医保")

    assert len(queue_view(world.at("05")).line) == 1
    assert queue_view(world.at("03")).line == queue_view(world.at("06")).line == ()


@pytest.mark.parametrize(("send", "to"), [(transfer_to_letter, "Q"), (transfer_to_window, "77")])
def test_nobody_is_sent_where_nobody_serves(world: QueueWorld, send: Callable[..., Ticket], to: str) -> None:
    world.issue()
    ticket = called(world)

    with pytest.raises(QueueError):
        send(world.at("03"), world.press(), ticket, to, reason="x")

    assert world.ticket(ticket.id) == ticket


def test_each_item_has_its_own_result_and_time(world: QueueWorld) -> None:
    issue_ticket(world.at(""), world.press(), [Wish("B", "参保登记"), Wish("B", "待遇查询")])
    ticket = called(world)
    world.clock.advance(minutes=8)
    ticket = record_item(world.at("03"), world.press(), ticket, "1", ServiceResult.CASE, case="case-1")
    world.clock.advance(minutes=2)

    done = finish(world.at("03"), world.press(), ticket, ServiceResult.ENQUIRY)

    first, second = done.items
    assert (first.result, first.case) == (ServiceResult.CASE, "case-1")
    assert second.result is ServiceResult.ENQUIRY
    assert (second.ended_at or 0) - (first.ended_at or 0) == 120
    assert done.service is not None
    assert done.service.seconds == 600


def test_a_visit_is_not_finished_over_an_open_item(world: QueueWorld) -> None:
    world.issue()
    ticket = called(world)

    with pytest.raises(QueueError) as refused:
        finish(world.at("03"), world.press(), ticket)

    assert refused.value.facts == {"ticket": "B001", "items": "B类业务"}


def test_an_item_asked_for_at_the_window_is_added(world: QueueWorld) -> None:
    world.issue()

    ticket = add_item(world.at("03"), world.press(), called(world), "B", "社保卡补办")

    assert [item.name for item in ticket.open_items] == ["B类业务", "社保卡补办"]


def test_a_result_for_an_item_that_is_not_there_is_refused(world: QueueWorld) -> None:
    world.issue()
    ticket = called(world)

    with pytest.raises(QueueError) as refused:
        record_item(world.at("03"), world.press(), ticket, "9", ServiceResult.DONE)

    assert refused.value.code == "queue.no_such_item"


def test_an_enquiry_is_kept_with_the_visit(world: QueueWorld) -> None:
    world.issue()
    ticket = record_enquiry(world.at("03"), world.press(), called(world), "医保缴费时间")

    assert world.document(ticket.id)["enquiries"][0]["topic"] == "医保缴费时间"


@pytest.mark.parametrize(
    "act",
    [
        recall,
        pass_ticket,
        partial(finish, rest=ServiceResult.DONE),
        partial(abandon, reason=CloseReason.LEFT),
        partial(transfer_to_letter, letter="C", reason="要办医保"),
    ],
)
def test_another_window_cannot_act_on_a_ticket_being_served(
    world: QueueWorld, act: Callable[..., Ticket]
) -> None:
    world.issue()
    ticket = called(world)
    with pytest.raises(QueueError) as refused:
        act(world.at("04"), world.press(), ticket)

    assert refused.value.code == "queue.with_window"
    assert world.ticket(ticket.id) == ticket


def test_a_command_on_a_picture_gone_stale_is_refused(world: QueueWorld) -> None:
    world.issue()
    seen = called(world)
    desk = world.at("03")
    reactivate(desk, world.press(), pass_ticket(desk, world.press(), seen))
    called(world)

    with pytest.raises(QueueError):
        finish(desk, world.press(), seen, ServiceResult.DONE)


def test_a_printed_slip_makes_no_picture_stale(world: QueueWorld) -> None:
    world.issue()
    seen = called(world)
    record_enquiry(world.at("03"), world.press(), seen, "办公时间")

    assert finish(world.at("03"), world.press(), seen, ServiceResult.DONE).state is TicketState.FINISHED


def test_a_ticket_of_another_hall_is_refused(world: QueueWorld) -> None:
    ticket = world.issue()
    world.hall = replace(world.hall, id="360725100000")

    with pytest.raises(QueueError) as refused:
        abandon(world.at("03"), world.press(), ticket, CloseReason.LEFT)

    assert refused.value.code == "queue.not_our_ticket"


def test_what_is_over_is_not_closed_again(world: QueueWorld) -> None:
    world.issue()
    done = finish(world.at("03"), world.press(), called(world), ServiceResult.DONE)

    with pytest.raises(QueueError):
        abandon(world.at("03"), world.press(), done, CloseReason.LEFT)


def test_a_ticket_that_was_not_passed_is_not_reactivated(world: QueueWorld) -> None:
    ticket = world.issue()

    with pytest.raises(QueueError) as refused:
        reactivate(world.at("03"), world.press(), ticket)

    assert refused.value.code == "queue.not_passed"
