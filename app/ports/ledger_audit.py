"""What `ledger check` reads: everything at once, outside the daily path, and nothing believed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.ledger.chain import Head, Source
from app.domain.ledger.finding import Finding
from app.domain.ledger.fold import SubjectState
from app.domain.ledger.operation import Subject
from app.domain.ledger.stored import StoredEntry, StoredOperation, StoredState


@dataclass(frozen=True, slots=True)
class Person:
    """A clerk by name, and every post that clerk has or was ever given, as stored words."""

    name: str
    posts: frozenset[str]


class LedgerAudit(Protocol):
    """The rows of a hall's file as they lie there. No call raises, whatever stands in a row."""

    def own_device(self) -> str:
        """Return the device whose file this is; empty where that is not noted any more."""
        ...

    def operations(self) -> Sequence[StoredOperation]:
        """Return every operation."""
        ...

    def entries(self) -> Sequence[StoredEntry]:
        """Return the whole log."""
        ...

    def heads(self) -> Mapping[Source, Head]:
        """Return the end of each chain as the authority noted it."""
        ...

    def states(self) -> Sequence[StoredState]:
        """Return every stored state."""
        ...

    def series(self) -> Mapping[str, int]:
        """Return the last serial of each series as it was counted."""
        ...

    def row_findings(
        self, states: Mapping[Subject, SubjectState], issued: Mapping[str, str]
    ) -> Iterable[Finding]:
        """Return the rows that differ from what the states say: too many, too few or changed.

        `issued` names for every paper the operation that brought it into its case.
        """
        ...

    def people(self) -> Mapping[str, Person]:
        """Return the clerks of the hall by their ids; who cannot be read is left out."""
        ...

    def broken_access_links(self) -> Sequence[int]:
        """Return the place of the first broken link of the access audit, if any."""
        ...
