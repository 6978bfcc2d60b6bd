"""Calls the ticket at this window once more (重呼)."""

from app.domain.role import Action
from app.domain.ticket import Ticket
from app.services.queue.desk import QueueDesk, carry_out
from app.services.queue.guards import served_here
from app.services.use_case import use_case


@use_case
def recall(desk: QueueDesk, command_id: str, seen: Ticket) -> Ticket:
    """Call again; the times of the first call stay."""
    return carry_out(
        desk,
        Action.CALL,
        command_id,
        lambda turn: turn.record("visit.recalled.v1", served_here(turn, seen).id),
    )
