"""Closes a ticket whose holder has left or never needed it (弃号)."""

from app.domain.role import Action
from app.domain.ticket import CloseReason, QueueError, Ticket, TicketState
from app.services.queue.desk import QueueDesk, Turn, carry_out
from app.services.queue.guards import as_seen, served_here
from app.services.use_case import use_case


@use_case
def abandon(desk: QueueDesk, command_id: str, seen: Ticket, reason: CloseReason) -> Ticket:
    """Close the ticket without service; its number stays used."""
    return carry_out(desk, Action.CALL, command_id, lambda turn: _abandon(turn, seen, reason))


def _abandon(turn: Turn, seen: Ticket, reason: CloseReason) -> Ticket:
    ticket = as_seen(turn, seen)
    if ticket.state.is_over:
        raise QueueError("queue.ticket_moved", ticket=ticket.label, state=ticket.state.label)
    if ticket.state is TicketState.SERVING:
        served_here(turn, seen)
    return turn.record("visit.abandoned.v1", ticket.id, reason=reason.value)
