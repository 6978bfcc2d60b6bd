"""Calls the next ticket to this window (叫号)."""

from collections.abc import Mapping

from app.domain.ledger.canonical import Json
from app.domain.queue.policy import Choice, choose, memory
from app.domain.role import Action
from app.domain.ticket import QueueError, Ticket
from app.ports.unit_of_work import UnitOfWork
from app.services.queue.desk import QueueDesk, Turn, known_ticket, once
from app.services.queue.guards import window_free
from app.services.use_case import use_case


@use_case
def call_next(desk: QueueDesk, command_id: str) -> Ticket | None:
    """Call whoever is next by the hall's policy and return the ticket; None when nobody waits.

    Refused while this window is paused or still serves somebody.
    """
    return once(desk, Action.CALL, command_id, _call_next, keep=_kept, again=_again)


def call_to_window(turn: Turn, visit_id: str, call: int, reason: str = "") -> Ticket:
    """Record that a ticket was called to this window, as its call number `call` of the day."""
    window = turn.desk.window
    return turn.record("visit.called.v1", visit_id, window=window, call=call, reason=reason)


def ready_to_call(turn: Turn) -> None:
    """Refuse while this window is paused or serves somebody."""
    if turn.shift.is_paused:
        raise QueueError("queue.window_paused", window=turn.desk.window, reason=turn.shift.pause_reason)
    window_free(turn)


def _call_next(turn: Turn) -> Ticket | None:
    ready_to_call(turn)
    desk = turn.desk
    heads = turn.unit.tickets.heads(turn.today, desk.counter)
    recent = turn.unit.tickets.last_calls(turn.today, desk.window, memory(desk.hall.policy))
    choice: Choice | None = choose(desk.hall.policy, heads, [past.is_priority for past in recent], desk.now())
    if choice is None:
        return None
    return call_to_window(turn, choice.ticket.id, recent[0].call + 1 if recent else 1)


def _kept(ticket: Ticket | None) -> Json:
    return {"called": None if ticket is None else ticket.id}


def _again(unit: UnitOfWork, kept: Json) -> Ticket | None:
    called = kept["called"] if isinstance(kept, Mapping) else None
    return None if called is None else known_ticket(unit, called)
