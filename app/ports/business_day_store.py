"""The legal day this hall works in."""

from datetime import date
from typing import Protocol


class BusinessDayStore(Protocol):
    """The last business date, kept because a wrong clock must not move it back."""

    def last(self) -> date | None:
        """Return the last business date worked in, or None on the first day."""
        ...

    def confirmed_under(self) -> date | None:
        """Return what the clock showed when a person stated the last business date; None if nobody did."""
        ...

    def set(self, day: date, *, confirmed_by: str | None, clock: date | None = None) -> None:
        """Move to `day`; `confirmed_by` stated it while the doubtful clock showed `clock`."""
        ...
