"""Where it is kept who looked at what."""

from collections.abc import Iterator
from typing import Protocol

from app.domain.access import AccessEntry, ChainedEntry


class AccessAudit(Protocol):
    """Append-only and chained; an entry becomes durable with the transaction it is recorded in."""

    def record(self, entry: AccessEntry) -> None:
        """Append `entry` to the chain."""
        ...

    def entries(self, after: int = 0) -> Iterator[ChainedEntry]:
        """Yield the entries after place `after`, oldest first."""
        ...

    def first_break(self) -> int | None:
        """Return the place of the first entry missing or changed, or None for a whole chain."""
        ...
