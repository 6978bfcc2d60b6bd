"""Passes over a ticket whose holder does not come (过号)."""

from app.domain.role import Action
from app.domain.ticket import Ticket
from app.services.queue.desk import QueueDesk, carry_out
from app.services.queue.guards import served_here
from app.services.use_case import use_case


@use_case
def pass_ticket(desk: QueueDesk, command_id: str, seen: Ticket) -> Ticket:
    """Put the ticket at this window among the passed ones; it can come back."""
    return carry_out(
        desk, Action.CALL, command_id, lambda turn: turn.record("visit.passed.v1", served_here(turn, seen).id)
    )
