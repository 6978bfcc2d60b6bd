"""Lets a passed ticket wait again (过号恢复)."""

from app.domain.queue.line import place_behind
from app.domain.role import Action
from app.domain.ticket import QueueError, Ticket, TicketState
from app.services.queue.desk import QueueDesk, Turn, carry_out
from app.services.queue.guards import callable_today
from app.services.use_case import use_case


@use_case
def reactivate(desk: QueueDesk, command_id: str, seen: Ticket) -> Ticket:
    """Put a passed ticket back in line, as many places behind as the hall's policy says."""
    return carry_out(desk, Action.CALL, command_id, lambda turn: _reactivate(turn, seen))


def _reactivate(turn: Turn, seen: Ticket) -> Ticket:
    ticket, policy = callable_today(turn, seen), turn.desk.hall.policy
    if ticket.state is not TicketState.PASSED:
        raise QueueError("queue.not_passed", ticket=ticket.label, state=ticket.state.label)
    if ticket.passes > policy.passes_allowed:
        raise QueueError("queue.passed_too_often", ticket=ticket.label, allowed=policy.passes_allowed)
    places = turn.unit.tickets.places(turn.today, ticket, policy.passed_behind)
    return turn.record("visit.reactivated.v1", ticket.id, position=place_behind(ticket, places))
