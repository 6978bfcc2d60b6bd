"""Where an authority keeps its log, its states and its counters; all calls happen in one transaction."""

from collections.abc import Iterable
from typing import Protocol

from app.domain.ledger.chain import Envelope, Head, Source
from app.domain.ledger.fold import SubjectState
from app.domain.ledger.log import LogEntry
from app.domain.ledger.operation import Subject


class AuthorityStore(Protocol):
    """The authority's memory, as seen inside one writing transaction."""

    def entry(self, op_id: str) -> LogEntry | None:
        """Return the entry of an operation received before, or None."""
        ...

    def head(self, source: Source) -> Head:
        """Return the end of a device's chain as far as it was received; a fresh head for a new source."""
        ...

    def append(self, entry: LogEntry) -> None:
        """Add an entry at the end of the log and move its source's head."""
        ...

    def advance(self, envelope: Envelope) -> None:
        """Move a source's head over an envelope whose operation stands in the log already.

        Happens when a restored device re-envelopes what had arrived before.
        """
        ...

    def update(self, entry: LogEntry) -> None:
        """Replace the outcome of an entry that waited or was in conflict."""
        ...

    def next_position(self) -> int:
        """Return the next free place in the log, contiguous from 1."""
        ...

    def state(self, subject: Subject) -> SubjectState:
        """Return the confirmed state of a subject, empty if nothing was confirmed."""
        ...

    def save(self, state: SubjectState) -> None:
        """Keep the confirmed state of a subject."""
        ...

    def waiting(self, subject: Subject) -> Iterable[LogEntry]:
        """Return the entries of a subject whose outcome is WAITING, in log order."""
        ...

    def conflicts(self, subject: Subject) -> Iterable[LogEntry]:
        """Return the entries of a subject whose outcome is CONFLICT, in log order."""
        ...

    def held(self) -> Iterable[LogEntry]:
        """Return every entry that waits or is in conflict, in log order."""
        ...

    def not_applied(self, kind: str) -> Iterable[str]:
        """Return the ids of the subjects of a kind of which an operation is held, dropped or rejected."""
        ...

    def lane(self, subject: Subject) -> Iterable[LogEntry]:
        """Return all entries of a subject, in log order."""
        ...

    def erase(self, op_id: str) -> None:
        """Forget the payload and salt of an operation for good; its body and envelope stay."""
        ...

    def next_serial(self, series: str, at_least: int = 1) -> int:
        """Count a series up by one and return the new serial; never twice the same, never backwards.

        `at_least` starts or lifts the series, for example after a restore.
        """
        ...

    def lift_series(self, series: str, used: int) -> None:
        """Note that `used` was given out, so that the series goes on after it; never lowers a series."""
        ...
