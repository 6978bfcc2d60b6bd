"""Notes that a ticket's slip was printed (取号单); from the second on it is a 补打."""

from app.domain.role import Action
from app.domain.ticket import Ticket
from app.services.queue.desk import QueueDesk, carry_out
from app.services.use_case import use_case


@use_case
def slip_printed(desk: QueueDesk, command_id: str, ticket: Ticket) -> Ticket:
    """Count one print. The number was given before and holds whether the printer works or not."""
    return carry_out(
        desk, Action.ISSUE_TICKET, command_id, lambda turn: turn.record("visit.slip_printed.v1", ticket.id)
    )
