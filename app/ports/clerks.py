"""Where the people who work at the windows are kept."""

from typing import Protocol

from app.domain.clerk import Clerk


class Clerks(Protocol):
    """The named clerks of the hall; none is ever deleted, because papers name them."""

    def save(self, clerk: Clerk) -> None:
        """Add the clerk, or put the new facts in place of the old ones of the same id."""
        ...

    def find(self, clerk_id: str) -> Clerk | None:
        """Return the clerk with this id, if there is one."""
        ...

    def find_by_staff_number(self, staff_number: str) -> Clerk | None:
        """Return the clerk with this 工号, if there is one."""
        ...

    def all(self) -> tuple[Clerk, ...]:
        """Return every clerk, by 工号."""
        ...
