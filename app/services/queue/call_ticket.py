"""Calls one chosen ticket out of order (特呼)."""

from app.domain.role import Action
from app.domain.ticket import Ticket
from app.services.queue.call_next import call_to_window, ready_to_call
from app.services.queue.desk import QueueDesk, Turn, carry_out
from app.services.queue.guards import callable_today, reason_given
from app.services.use_case import use_case


@use_case
def call_ticket(desk: QueueDesk, command_id: str, seen: Ticket, reason: str = "") -> Ticket:
    """Call `seen`, waiting or passed, to this window before its turn.

    A ticket sent to this window by transfer needs no reason, any other does.
    """
    return carry_out(desk, Action.CALL_OUT_OF_TURN, command_id, lambda turn: _call(turn, seen, reason))


def _call(turn: Turn, seen: Ticket, reason: str) -> Ticket:
    ready_to_call(turn)
    ticket = callable_today(turn, seen)
    window = turn.desk.counter.window
    given = reason.strip() if ticket.target == window else reason_given(reason)
    past = turn.unit.tickets.last_calls(turn.today, window, 1)
    return call_to_window(turn, ticket.id, past[0].call + 1 if past else 1, given)
