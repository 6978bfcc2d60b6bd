"""Calling: the next, a chosen one, nobody twice, no window two."""

import pytest
from queue_fakes import QueueWorld

from app.domain.ticket import QueueError, ServiceResult, TicketState
from app.services.queue.call_next import call_next
from app.services.queue.call_ticket import call_ticket
from app.services.queue.finish import finish
from app.services.queue.pass_ticket import pass_ticket
from app.services.queue.transfer import transfer_to_window
from app.services.queue.view import queue_view
from app.services.queue.window import pause


def test_the_next_is_the_longest_waiting_of_the_windows_letters(world: QueueWorld) -> None:
    world.issue("C")
    first = world.issue("B")
    world.issue("B")

    called = call_next(world.at("03"), world.press())

    assert called is not None
    assert (called.id, called.state, called.window) == (first.id, TicketState.SERVING, "03")


def test_nobody_waits_nobody_is_called(world: QueueWorld) -> None:
    world.issue("C")

    assert call_next(world.at("03"), world.press()) is None


def test_a_repeated_press_gives_the_first_call_again(world: QueueWorld) -> None:
    world.issue_many(2)

    first = call_next(world.at("03"), "press")
    again = call_next(world.at("03"), "press")

    assert again == first
    assert queue_view(world.at("03")).counts == {TicketState.SERVING: 1, TicketState.WAITING: 1}


def test_a_repeated_press_that_found_nobody_calls_nobody_later(world: QueueWorld) -> None:
    assert call_next(world.at("03"), "press") is None
    world.issue()

    assert call_next(world.at("03"), "press") is None


def test_a_window_that_serves_calls_nobody_else(world: QueueWorld) -> None:
    world.issue_many(2)
    call_next(world.at("03"), world.press())

    with pytest.raises(QueueError) as refused:
        call_next(world.at("03"), world.press())

    assert (refused.value.code, refused.value.facts["ticket"]) == ("queue.window_busy", "B001")


def test_a_ticket_at_another_window_is_refused_by_that_windows_name(world: QueueWorld) -> None:
    ticket = world.issue()
    call_next(world.at("03"), world.press())

    with pytest.raises(QueueError) as refused:
        call_ticket(world.at("04"), world.press(), ticket, "熟人")

    assert refused.value.code == "queue.with_window"
    assert refused.value.facts == {"ticket": "B001", "window": "03号窗口 社保"}


def test_calling_out_of_order_needs_a_reason(world: QueueWorld) -> None:
    _first, second = world.issue_many(2)

    with pytest.raises(QueueError) as refused:
        call_ticket(world.at("03"), world.press(), second, "  ")
    called = call_ticket(world.at("03"), world.press(), second, "赶末班车")

    assert refused.value.code == "queue.reason_needed"
    assert called.id == second.id
    assert world.document(second.id)["events"][-1]["reason"] == "赶末班车"


def test_a_passed_ticket_can_be_called_directly(world: QueueWorld) -> None:
    ticket = world.issue()
    call_next(world.at("03"), world.press())
    passed = pass_ticket(world.at("03"), world.press(), world.ticket(ticket.id))

    assert call_ticket(world.at("04"), world.press(), passed, "人到了").window == "04"


def test_a_ticket_sent_to_a_window_is_called_first_and_without_a_reason(world: QueueWorld) -> None:
    sent, _waiting = world.issue("B"), world.issue("C")
    call_next(world.at("03"), world.press())
    transferred = transfer_to_window(
        world.at("03"), world.press(), world.ticket(sent.id), "05", reason="要先参保"
    )

    following = queue_view(world.at("05")).next
    assert following is not None
    assert following.why.code == "queue.why.directed"
    assert call_ticket(world.at("05"), world.press(), transferred).label == "B001"


def test_a_paused_window_calls_nobody(world: QueueWorld) -> None:
    world.issue()
    pause(world.at("03"), world.press(), "午休")

    with pytest.raises(QueueError) as refused:
        call_next(world.at("03"), world.press())

    assert refused.value.facts == {"window": "03", "reason": "午休"}


def test_a_desk_that_is_no_window_calls_nobody(world: QueueWorld) -> None:
    with pytest.raises(QueueError) as refused:
        call_next(world.at("99"), world.press())

    assert refused.value.code == "queue.no_such_window"


def test_the_list_on_the_screen_is_the_order_of_the_calls(world: QueueWorld) -> None:
    for ground in ("", "", "elderly", "", "disabled", "veteran", "", "elderly"):
        world.issue(ground=ground)
    desk = world.at("03")
    shown = [line.ticket.label for line in queue_view(desk).line]

    called = []
    while (ticket := call_next(desk, world.press())) is not None:
        called.append(ticket.label)
        finish(desk, world.press(), ticket, ServiceResult.DONE)

    assert shown == called == ["VB001", "VB002", "B001", "VB003", "VB004", "B002", "B003", "B004"]


def test_a_new_program_goes_on_with_the_ratio_where_the_old_one_stopped(world: QueueWorld) -> None:
    world.issue_many(2)
    world.issue_many(4, ground="elderly")
    for _ in range(2):
        called = call_next(world.at("03"), world.press())
        assert called is not None
        finish(world.at("03"), world.press(), called, ServiceResult.DONE)

    restarted = QueueWorld(clock=world.clock, ids=world.ids, storage=world.storage)

    following = call_next(restarted.at("03"), "first press after the restart")
    assert following is not None
    assert following.label == "B001"
