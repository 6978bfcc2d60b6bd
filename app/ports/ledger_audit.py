"""What `ledger check` reads: everything at once, outside the daily path."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from app.domain.ledger.fold import SubjectState
from app.domain.ledger.log import LogEntry
from app.domain.ledger.operation import Subject


class LedgerAudit(Protocol):
    """The whole log, the stored states and the rows derived from them."""

    def entries(self) -> Sequence[LogEntry]:
        """Return the whole log in order."""
        ...

    def states(self) -> Mapping[Subject, SubjectState]:
        """Return every stored state."""
        ...

    def rows_unlike(self, states: Mapping[Subject, SubjectState]) -> Sequence[str]:
        """Return the names of subjects whose derived rows differ from what their state says."""
        ...

    def broken_access_links(self) -> Sequence[int]:
        """Return the place of the first broken link of the access audit, if any."""
        ...
