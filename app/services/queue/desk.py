"""What every queue command needs: the desk it comes from, and the rule that pressing twice does once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from app.domain.hall import Hall
from app.domain.ledger.canonical import Json
from app.domain.ledger.operation import Actor, Moment, Payload, Subject
from app.domain.queue.line import Counter
from app.domain.ticket import QueueError, Ticket, ticket_of
from app.ports.ticket_store import HallDay
from app.ports.unit_of_work import Storage, UnitOfWork
from app.services.business_day import BusinessDay
from app.services.desk import Desk
from app.services.office import Office
from app.services.record import Act, Recorder

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueDesk:
    """Where a command comes from: this hall, this person, and the window in `actor.window`."""

    storage: Storage
    recorder: Recorder
    business_day: BusinessDay
    hall: Hall
    actor: Actor

    @property
    def counter(self) -> Counter:
        """What this window may call; QueueError at a desk that is no window (reception)."""
        window = self.hall.window(self.actor.window)
        if window is None:
            raise QueueError("queue.no_such_window", window=self.actor.window)
        return Counter(window.number, window.letters)

    def now(self) -> int:
        """Return the wall time in epoch seconds: to show how long people wait, never to order them."""
        return int(self.recorder.clock.now().timestamp())

    def today(self, unit: UnitOfWork) -> date:
        """Return the day to show, without moving the business date: a doubtful clock changes nothing."""
        last, clock = unit.business_day.last(), self.recorder.clock.now().date()
        return last if last and self.business_day.is_doubtful(clock, last) else clock

    def on(self, day: date) -> HallDay:
        """Return the scope of one day in this hall."""
        return HallDay(self.hall.id, day)


def queue_desk(office: Office, desk: Desk) -> QueueDesk:
    """Return the queue as the clerk at `desk` works with it."""
    return QueueDesk(
        storage=office.storage,
        recorder=office.recorder,
        business_day=office.business_day,
        hall=office.hall,
        actor=desk.actor,
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """One command while it is carried out: its desk, its transaction, and when it is."""

    desk: QueueDesk
    unit: UnitOfWork
    moment: Moment

    @property
    def today(self) -> HallDay:
        """The scope of the business date."""
        return self.desk.on(self.moment.business_date)

    def record(self, kind: str, visit_id: str, **payload: Json) -> Ticket:
        """Record one fact of a visit and return the ticket after it."""
        return ticket_of(
            self.desk.recorder.record(self.unit, self.act(kind, Subject("visit", visit_id), payload))
        )

    def act(self, kind: str, subject: Subject, payload: Payload) -> Act:
        """Return the act of this desk, now."""
        return Act(kind=kind, subject=subject, payload=payload, actor=self.desk.actor, moment=self.moment)


def once(
    desk: QueueDesk,
    command_id: str,
    command: Callable[[Turn], Result],
    *,
    keep: Callable[[Result], Json],
    again: Callable[[UnitOfWork, Json], Result],
) -> Result:
    """Carry out a command in one transaction; the same `command_id` again changes nothing.

    `keep` says what to remember of the result, `again` gives the first result back from that.
    """
    with desk.storage.writing() as unit:
        known = unit.commands.result(command_id)
        if known is not None:
            return again(unit, known)
        result = command(Turn(desk, unit, desk.business_day.moment(unit)))
        unit.commands.remember(command_id, keep(result))
        unit.commit()
        return result


def carry_out(desk: QueueDesk, command_id: str, command: Callable[[Turn], Ticket]) -> Ticket:
    """Carry out, once, a command on a ticket; repeated, it gives the ticket as it stands by then."""
    return once(desk, command_id, command, keep=lambda ticket: ticket.id, again=known_ticket)


def known_ticket(unit: UnitOfWork, visit_id: Json) -> Ticket:
    """Return a ticket that a command of ours touched before."""
    ticket = unit.tickets.get(str(visit_id))
    if ticket is None:
        raise LookupError(visit_id)
    return ticket
