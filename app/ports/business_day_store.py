"""The legal day this hall works in."""

from datetime import date
from typing import Protocol


class BusinessDayStore(Protocol):
    """The last business date, kept because a wrong clock must not move it back."""

    def last(self) -> date | None:
        """Return the last business date worked in, or None on the first day."""
        ...

    def confirmed(self) -> date | None:
        """Return today's date as a person confirmed it when the clock was suspect, or None."""
        ...

    def set(self, day: date, *, confirmed_by: str | None) -> None:
        """Move to `day`; `confirmed_by` names the person when the clock alone could not be believed."""
        ...
