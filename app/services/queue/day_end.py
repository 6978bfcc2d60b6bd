"""The reviewed end of a day: each open ticket is carried over or closed by a person, none disappears."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from app.domain.ledger.canonical import Json
from app.domain.role import Action
from app.domain.ticket import CloseReason, QueueError, Ticket
from app.ports.unit_of_work import UnitOfWork
from app.services.queue.desk import QueueDesk, Turn, known_ticket, once
from app.services.queue.guards import as_seen
from app.services.use_case import use_case


@dataclass(frozen=True, slots=True)
class OpenTickets:
    """What waits for a decision: left over from earlier days, and still open today.

    `open_until` is when the hall's last session of today ends, None once it has.
    """

    earlier: tuple[Ticket, ...]
    today: tuple[Ticket, ...]
    open_until: time | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of an open ticket: a reason closes it, a date carries it over to that day."""

    seen: Ticket
    fate: CloseReason | date


def open_tickets(desk: QueueDesk) -> OpenTickets:
    """Return the open tickets: the start-of-day review asks about `earlier`, the day's end about all.

    No job needs to have run before: a machine that was off for three days finds them on the fourth.
    """
    with desk.storage.reading() as unit:
        today = desk.today(unit)
        found = unit.tickets.unfinished_until(desk.on(today))
    now = desk.recorder.clock.now().time()
    return OpenTickets(
        tuple(ticket for ticket in found if ticket.serves_on < today),
        tuple(ticket for ticket in found if ticket.serves_on == today),
        desk.hall.open_until(today, now),
    )


def tickets_at_day_end(desk: QueueDesk) -> OpenTickets:
    """Return what the day's end asks about; QueueError for a clerk who may not close a hall that is open."""
    found = open_tickets(desk)
    _refuse_early(desk, found.open_until)
    return found


@use_case
def settle_earlier_days(desk: QueueDesk, command_id: str, decisions: Sequence[Decision]) -> Sequence[Ticket]:
    """Decide what is left over from before today; a carried-over ticket may wait from today on."""
    return _carry_out(desk, command_id, decisions, timedelta(days=1))


@use_case
def close_day(desk: QueueDesk, command_id: str, decisions: Sequence[Decision]) -> Sequence[Ticket]:
    """Decide every open ticket, today's too; QueueError names those without a decision.

    A ticket still at a window is never taken for served: it is closed as 忘记点完成 or carried over.
    Before the hall's last session of the day ends that is a supervisor's act.
    """
    return _carry_out(desk, command_id, decisions, timedelta(0))


def _carry_out(
    desk: QueueDesk, command_id: str, decisions: Sequence[Decision], before: timedelta
) -> Sequence[Ticket]:
    def settle(turn: Turn) -> Sequence[Ticket]:
        through = turn.moment.business_date - before
        if not before:
            now = turn.moment.wall_time.time()
            _refuse_early(turn.desk, turn.desk.hall.open_until(turn.moment.business_date, now))
        _all_decided(turn, decisions, through)
        return [_settle(turn, decision, through) for decision in decisions]

    return once(desk, Action.CALL, command_id, settle, keep=_kept, again=_again)


def _refuse_early(desk: QueueDesk, open_until: time | None) -> None:
    if open_until is not None and not desk.desk.clerk.may(Action.CLOSE_EARLY):
        raise QueueError("queue.hall_still_open", until=f"{open_until:%H:%M}")


def _all_decided(turn: Turn, decisions: Sequence[Decision], through: date) -> None:
    decided = {decision.seen.id for decision in decisions}
    found = turn.unit.tickets.unfinished_until(turn.desk.on(through))
    left = [ticket.label for ticket in found if ticket.id not in decided]
    if left:
        raise QueueError("queue.day_end_undecided", count=len(left), tickets="、".join(left))


def _settle(turn: Turn, decision: Decision, through: date) -> Ticket:
    ticket, fate = as_seen(turn, decision.seen), decision.fate
    if isinstance(fate, CloseReason):
        return turn.record("visit.closed_at_day_end.v1", ticket.id, reason=fate.value)
    if fate <= through:
        raise QueueError("queue.carried_to_the_past", ticket=ticket.label)
    return turn.record("visit.carried_over.v1", ticket.id, to=fate.isoformat())


def _kept(tickets: Sequence[Ticket]) -> Json:
    return {"settled": [ticket.id for ticket in tickets]}


def _again(unit: UnitOfWork, kept: Json) -> Sequence[Ticket]:
    settled = kept["settled"] if isinstance(kept, Mapping) else []
    return [known_ticket(unit, visit) for visit in settled] if isinstance(settled, list) else []
