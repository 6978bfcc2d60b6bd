"""Sends a ticket on to another business or window (转移)."""

from collections.abc import Sequence

from app.domain.role import Action
from app.domain.ticket import QueueError, Ticket, TicketState
from app.services.queue.desk import QueueDesk, Turn, carry_out
from app.services.queue.directing import route_to_counters
from app.services.queue.guards import as_seen, reason_given, served_here
from app.services.use_case import use_case


@use_case
def transfer_to_letter(desk: QueueDesk, command_id: str, seen: Ticket, letter: str, *, reason: str) -> Ticket:
    """Let the ticket wait for another business; it keeps its number and its age in line."""
    return carry_out(
        desk,
        Action.CALL,
        command_id,
        lambda turn: _transfer(turn, seen, route=letter, target="", reason=reason),
    )


@use_case
def transfer_to_window(desk: QueueDesk, command_id: str, seen: Ticket, window: str, *, reason: str) -> Ticket:
    """Send the ticket to one window, which calls it before all others."""
    return carry_out(
        desk,
        Action.CALL,
        command_id,
        lambda turn: _transfer(turn, seen, route=seen.route, target=window, reason=reason),
    )


@use_case
def transfer_to_counters(
    desk: QueueDesk, command_id: str, seen: Ticket, counters: Sequence[str], *, reason: str
) -> Ticket:
    """Send the ticket to the windows that alone serve its item, by their numbers (一乡一策).

    To the letter that only they call, if there is one, else to the staffed one with the shortest line.
    QueueError while nobody sits at any of them.
    """

    def sent(turn: Turn) -> Ticket:
        route, target = route_to_counters(turn, counters, seen.route)
        return _transfer(turn, seen, route=route, target=target, reason=reason)

    return carry_out(desk, Action.CALL, command_id, sent)


def _transfer(turn: Turn, seen: Ticket, *, route: str, target: str, reason: str) -> Ticket:
    hall = turn.desk.hall
    if target and hall.window(target) is None:
        raise QueueError("queue.no_such_window", window=target)
    if not hall.windows_on(route):
        raise QueueError("queue.no_window_for_letter", letter=route)
    ticket = as_seen(turn, seen)
    if ticket.state is not TicketState.WAITING:
        served_here(turn, seen)
    given = reason_given(reason)
    return turn.record("visit.transferred.v1", ticket.id, route=route, target=target, reason=given)
