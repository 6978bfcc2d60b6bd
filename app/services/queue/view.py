"""What a window sees of the queue: its line in calling order, who is next and why, and the counts."""

from collections import Counter as Tally
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.queue.line import call_order
from app.domain.queue.policy import Why, memory
from app.domain.ticket import Ticket, TicketState
from app.domain.visit.shift_kinds import Shift, shift_of, shift_subject
from app.ports.unit_of_work import UnitOfWork
from app.services.queue.desk import QueueDesk


@dataclass(frozen=True, slots=True)
class InLine:
    """A waiting ticket, how many whole minutes it has waited, and why it stands at this place."""

    ticket: Ticket
    minutes: int
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueView:
    """The queue at one moment, as one window sees it. Lists and counts come from one reading."""

    day: date
    serving: Ticket | None
    line: tuple[InLine, ...]
    passed: tuple[Ticket, ...]
    shift: Shift
    counts: dict[TicketState, int]

    @property
    def next(self) -> InLine | None:
        """Who the next key press calls; `why` says the reason in words."""
        return self.line[0] if self.line else None


def queue_view(desk: QueueDesk) -> QueueView:
    """Return the queue of today as the desk's window sees it; changes nothing."""
    with desk.storage.reading() as unit:
        day, window = desk.today(unit), desk.counter.window
        tickets = unit.tickets.of_day(desk.on(day))
        return QueueView(
            day=day,
            serving=unit.tickets.serving_at(desk.hall.id, window),
            line=_line(desk, unit, tickets, day),
            passed=tuple(ticket for ticket in tickets if ticket.state is TicketState.PASSED),
            shift=shift_of(unit.authority.state(shift_subject(desk.hall.id, window, day))),
            counts=dict(Tally(ticket.state for ticket in tickets)),
        )


def _line(desk: QueueDesk, unit: UnitOfWork, tickets: Sequence[Ticket], day: date) -> tuple[InLine, ...]:
    counter, policy, now = desk.counter, desk.hall.policy, desk.now()
    mine = [ticket for ticket in tickets if counter.may_call(ticket)]
    calls = unit.tickets.last_calls(desk.on(day), counter.window, memory(policy))
    order = call_order(policy, mine, [past.is_priority for past in calls], now)
    return tuple(InLine(choice.ticket, choice.ticket.waiting(now).minutes, choice.why) for choice in order)
