"""Finding tickets: the rows derived from the states of visits."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from app.domain.ticket import Ticket


class TicketStore(Protocol):
    """The tickets of one hall, inside one transaction; written only through the ledger."""

    def get(self, visit_id: str) -> Ticket | None:
        """Return one ticket."""
        ...

    def serving_at(self, window: str) -> Ticket | None:
        """Return the ticket a window is serving, or None."""
        ...

    def of_day(self, day: date) -> Sequence[Ticket]:
        """Return all tickets of a business date, in order of arrival."""
        ...

    def unfinished_before(self, day: date) -> Sequence[Ticket]:
        """Return tickets of earlier days that were neither finished nor closed at day end."""
        ...
