"""Reads everything that `ledger check` compares."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.domain.ledger.fold import SubjectState
from app.domain.ledger.log import LogEntry
from app.domain.ledger.operation import Subject
from db.access_audit import AccessAuditRows
from db.authority_store import AuthorityRows
from db.paper_check import papers_unlike


@dataclass(frozen=True, slots=True)
class DerivedRows:
    """How one kind of subject is turned into rows, and how those rows are read back."""

    row: Callable[[Connection, SubjectState], Mapping[str, Any]]
    stored: Callable[[Connection], Mapping[str, Mapping[str, Any]]]


class SqlLedgerAudit:
    """Implements the LedgerAudit port in one reading transaction."""

    def __init__(self, connection: Connection, derived: Mapping[str, DerivedRows]) -> None:
        """Take the connection and the derived rows by kind of subject."""
        self._connection = connection
        self._authority = AuthorityRows(connection, {})
        self._derived = derived

    def entries(self) -> Sequence[LogEntry]:
        """Return the whole log in order."""
        return self._authority.entries()

    def states(self) -> Mapping[Subject, SubjectState]:
        """Return every stored state."""
        return self._authority.states()

    def rows_unlike(self, states: Mapping[Subject, SubjectState]) -> Sequence[str]:
        """Return the subjects and papers whose rows differ from their state, too many or too few included."""
        rows = [name for kind, rows in self._derived.items() for name in self._unlike(kind, rows, states)]
        return [*rows, *papers_unlike(self._connection, states)]

    def broken_access_links(self) -> Sequence[int]:
        """Return the first broken place of the access audit, if any."""
        place = AccessAuditRows(self._connection).first_break()
        return [] if place is None else [place]

    def _unlike(self, kind: str, rows: DerivedRows, states: Mapping[Subject, SubjectState]) -> list[str]:
        stored = rows.stored(self._connection)
        wanted = {
            subject.id: dict(rows.row(self._connection, state))
            for subject, state in states.items()
            if subject.kind == kind and state.version
        }
        return [
            f"{kind} {name}"
            for name in sorted(wanted.keys() | stored.keys())
            if wanted.get(name) != stored.get(name)
        ]
