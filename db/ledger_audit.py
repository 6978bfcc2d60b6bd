"""Reads everything that `ledger check` compares, without believing any of it."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection

from app.domain.ledger.chain import Envelope, Head, Source
from app.domain.ledger.finding import Finding
from app.domain.ledger.fold import SubjectState
from app.domain.ledger.operation import Subject
from app.domain.ledger.stored import StoredEntry, StoredOperation, StoredState
from app.ports.ledger_audit import Person
from db.access_check import audit_break
from db.command_store import command_findings
from db.derived_check import DerivedRows, name_findings, rows_unlike
from db.held_posts import people
from db.paper_check import paper_findings
from db.print_check import print_findings, seal_findings
from db.raw_rows import Raw, raw_rows
from db.tables import authority_log, chain_heads, meta, number_series, operations, subjects


class SqlLedgerAudit:
    """Implements the LedgerAudit port in one reading transaction."""

    def __init__(self, connection: Connection, derived: Mapping[str, DerivedRows]) -> None:
        """Take the connection and the derived rows by kind of subject."""
        self._connection = connection
        self._derived = derived

    def own_device(self) -> str:
        """Return the device whose file this is."""
        facts = {row["key"]: row["value"] for row in raw_rows(self._connection, meta)}
        return str(facts.get("device", ""))

    def operations(self) -> Sequence[StoredOperation]:
        """Return every operation."""
        return [_operation(row) for row in raw_rows(self._connection, operations)]

    def entries(self) -> Sequence[StoredEntry]:
        """Return the whole log."""
        names = ("position", "op_id", "outcome", "reason", "touches", "confirmed_at")
        return [
            StoredEntry(subject=_subject(row), **{name: row[name] for name in names})
            for row in raw_rows(self._connection, authority_log)
        ]

    def heads(self) -> Mapping[Source, Head]:
        """Return the noted end of each chain."""
        rows = raw_rows(self._connection, chain_heads)
        return {Source(row["device"], row["epoch"]): Head(row["seq"], row["link"]) for row in rows}

    def states(self) -> Sequence[StoredState]:
        """Return every stored state."""
        rows = raw_rows(self._connection, subjects)
        return [
            StoredState(subject=Subject(row["kind"], row["id"]), version=row["version"], text=row["state"])
            for row in rows
        ]

    def series(self) -> Mapping[str, int]:
        """Return what was counted."""
        return {row["series"]: row["last"] for row in raw_rows(self._connection, number_series)}

    def row_findings(
        self, states: Mapping[Subject, SubjectState], issued: Mapping[str, str]
    ) -> Iterator[Finding]:
        """Yield the derived rows, papers, stampings and print jobs that do not fit the states."""
        for kind, derived in self._derived.items():
            yield from rows_unlike(self._connection, kind, derived, states)
        yield from name_findings(self._connection)
        yield from paper_findings(self._connection, states, issued)
        yield from seal_findings(self._connection)
        yield from print_findings(self._connection)
        yield from command_findings(self._connection)

    def people(self) -> Mapping[str, Person]:
        """Return who the clerks are and what they ever were."""
        return people(self._connection)

    def broken_access_links(self) -> Sequence[int]:
        """Return the first broken place of the access audit, if any."""
        place = audit_break(self._connection)
        return [] if place is None else [place]


def _operation(row: Raw) -> StoredOperation:
    source = Source(row["device"], row["epoch"])
    return StoredOperation(
        op_id=row["op_id"],
        subject=_subject(row),
        envelope=Envelope(source, row["seq"], row["link"], row["body_hash"]),
        **{name: row[name] for name in ("body", "payload", "salt", "receipt")},
    )


def _subject(row: Raw) -> Subject:
    return Subject(row["subject_kind"], row["subject_id"])
