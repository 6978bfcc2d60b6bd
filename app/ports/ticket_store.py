"""Finding tickets: the rows derived from the states of visits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.domain.queue.line import Counter
from app.domain.queue.policy import Heads
from app.domain.ticket import Ticket


@dataclass(frozen=True, slots=True)
class HallDay:
    """One day of one hall: the scope of every list of tickets."""

    hall: str
    day: date


@dataclass(frozen=True, slots=True)
class PastCall:
    """One call of a window: its order among that window's calls of the day, and of which class it was."""

    call: int
    is_priority: bool


class TicketStore(Protocol):
    """The tickets, inside one transaction; written only through the ledger."""

    def get(self, visit_id: str) -> Ticket | None:
        """Return one ticket."""
        ...

    def serving_at(self, hall: str, window: str) -> Ticket | None:
        """Return the ticket a window is serving, of whatever day, or None."""
        ...

    def heads(self, of: HallDay, counter: Counter) -> Heads:
        """Return the first waiting ticket of each lane a window may call from."""
        ...

    def last_calls(self, of: HallDay, window: str, limit: int) -> Sequence[PastCall]:
        """Return the last calls of a window, newest first."""
        ...

    def places(self, of: HallDay, ticket: Ticket, limit: int) -> Sequence[int]:
        """Return the first `limit` positions of the lane that `ticket` would wait in, in order."""
        ...

    def of_day(self, of: HallDay) -> Sequence[Ticket]:
        """Return all tickets that may be called on a day, in order of arrival."""
        ...

    def unfinished_until(self, of: HallDay) -> Sequence[Ticket]:
        """Return the tickets of that day and earlier that are not over, in order of arrival."""
        ...
