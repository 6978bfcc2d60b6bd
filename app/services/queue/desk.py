"""What every queue command needs: the desk it comes from, and the right it takes, asked in one place."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TypeVar

from app.domain.hall import Hall
from app.domain.ledger.canonical import Json
from app.domain.ledger.operation import Moment, Payload, Subject
from app.domain.queue.line import Counter
from app.domain.role import Action, Grant
from app.domain.ticket import QueueError, Ticket, ticket_of
from app.domain.visit.shift_kinds import Shift, shift_of, shift_subject
from app.ports.ticket_store import HallDay
from app.ports.unit_of_work import Storage, UnitOfWork
from app.services.business_day import BusinessDay
from app.services.desk import Desk
from app.services.office import Office
from app.services.once import name_of
from app.services.once import once as once_only
from app.services.record import Act, Recorder
from app.services.still_in_post import refuse_former

Result = TypeVar("Result")


def letters_decide(_item: str, _day: date) -> tuple[str, ...]:
    """Return no windows: nothing was claimed for an item."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueDesk:
    """Where a command comes from: this hall, and this person at the window in `desk.window`."""

    storage: Storage
    recorder: Recorder
    business_day: BusinessDay
    halls: Callable[[], Hall]
    desk: Desk
    counters: Callable[[str, date], tuple[str, ...]] = letters_decide
    """The numbers of the windows that alone serve an item on a day, by its id; empty: letters decide."""

    @property
    def hall(self) -> Hall:
        """The hall as it is now: its file may change while the window is open."""
        return self.halls()

    @property
    def window(self) -> str:
        """The number of the window; at reception none of the hall's."""
        return self.desk.window

    @property
    def counter(self) -> Counter:
        """What this window may call; QueueError at a desk that is no window (reception)."""
        window = self.hall.window(self.window)
        if window is None:
            raise QueueError("queue.no_such_window", window=self.window)
        return Counter(window.number, window.routes)

    def now(self) -> int:
        """Return the wall time in epoch seconds: to show how long people wait, never to order them."""
        return int(self.recorder.clock.now().timestamp())

    def today(self, unit: UnitOfWork) -> date:
        """Return the day to show, without moving the business date: a doubtful clock changes nothing."""
        return self.business_day.shown(unit)

    def on(self, day: date) -> HallDay:
        """Return the scope of one day in this hall."""
        return HallDay(self.hall.id, day)


def queue_desk(office: Office, desk: Desk) -> QueueDesk:
    """Return the queue as the clerk at `desk` works with it."""
    return QueueDesk(
        storage=office.storage,
        recorder=office.recorder,
        business_day=office.business_day,
        halls=lambda: office.hall,
        desk=desk,
        counters=partial(_counters, office),
    )


def _counters(office: Office, item_id: str, day: date) -> tuple[str, ...]:
    item = office.catalog.current(item_id, day)
    return item.counters if item is not None else ()


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
        actor = self.desk.desk.actor
        return Act(kind=kind, subject=subject, payload=payload, actor=actor, moment=self.moment)

    @property
    def shift(self) -> Shift:
        """How the desk's window stands today."""
        day = shift_subject(self.desk.hall.id, self.desk.window, self.moment.business_date)
        return shift_of(self.unit.authority.state(day))


def once(
    desk: QueueDesk,
    action: Action,
    command_id: str,
    command: Callable[[Turn], Result],
    *,
    keep: Callable[[Result], Json],
    again: Callable[[UnitOfWork, Json], Result],
) -> Result:
    """Carry out a command in one transaction, by the right it takes; the same id again changes nothing.

    NotAllowed for a clerk without `action`, or no longer in the post (who may still leave the window);
    QueueError for one who has it at the own window alone (or with a reason, which the command itself asks
    for) and whose window was taken over.
    """
    acting = replace(desk, desk=desk.desk.acting(action, Grant.OWN_WINDOW, Grant.WITH_REASON))

    def carried_out(unit: UnitOfWork, moment: Moment) -> Result:
        if action is not Action.TAKE_WINDOW:
            refuse_former(unit, acting.desk)
        turn = Turn(acting, unit, moment)
        _at_own_window(turn)
        return command(turn)

    return once_only(
        desk.storage,
        desk.business_day,
        command_id,
        carried_out,
        name=name_of(command),
        keep=keep,
        again=again,
    )


def carry_out(desk: QueueDesk, action: Action, command_id: str, command: Callable[[Turn], Ticket]) -> Ticket:
    """Carry out, once, a command on a ticket; repeated, it gives the ticket as it stands by then."""
    return once(desk, action, command_id, command, keep=lambda ticket: ticket.id, again=known_ticket)


def _at_own_window(turn: Turn) -> None:
    """Hold whoever may act at the own window alone to it: a colleague may have taken it over since."""
    desk = turn.desk.desk
    if desk.grant is not Grant.FULL and turn.shift.clerk not in {"", desk.clerk.id}:
        raise QueueError("queue.window_taken_over", window=turn.desk.window)


def known_ticket(unit: UnitOfWork, visit_id: Json) -> Ticket:
    """Return a ticket that a command of ours touched before."""
    ticket = unit.tickets.get(str(visit_id))
    if ticket is None:
        raise LookupError(visit_id)
    return ticket
