"""Compares the rows derived from cases and visits with their states, and the name index with its rows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import NoResultFound

from app.domain.ledger.finding import Finding, finding
from app.domain.ledger.fold import MALFORMED, SubjectState
from app.domain.ledger.operation import Subject
from db.raw_rows import Raw, as_stored, raw_pairs, raw_rows
from db.tables.cases import NAME_INDEX, cases


@dataclass(frozen=True, slots=True)
class DerivedRows:
    """How one kind of subject is turned into a row of `table`; `free` columns are the table's own."""

    table: Table
    row: Callable[[Connection, SubjectState], Mapping[str, Any]]
    free: frozenset[str] = field(default_factory=frozenset)


def rows_unlike(
    connection: Connection, kind: str, derived: DerivedRows, states: Mapping[Subject, SubjectState]
) -> Iterator[Finding]:
    """Yield the subjects whose row differs from their state, is missing, or should not be there."""
    stored = {row["id"]: row for row in raw_rows(connection, derived.table)}
    for subject, state in states.items():
        if subject.kind == kind and state.version:
            yield from _unlike(connection, derived, state, stored.pop(subject.id, None))
    yield from (finding("row_extra", Subject(kind, name), table=derived.table.name) for name in stored)


def name_findings(connection: Connection) -> Iterator[Finding]:
    """Yield the cases that would not be found by the name they have, and names that lead to no case."""
    indexed = dict(raw_pairs(connection, f"SELECT rowid, name FROM {NAME_INDEX}"))
    for row in raw_rows(connection, cases):
        if indexed.pop(row["row"], None) != row["spaced_name"]:
            yield finding("name_index_differs", Subject("case", row["id"]))
    if indexed:
        yield finding("name_index_extra", count=len(indexed))


def _unlike(
    connection: Connection, derived: DerivedRows, state: SubjectState, row: Raw | None
) -> Iterator[Finding]:
    try:
        wanted = as_stored(derived.table, derived.row(connection, state), connection)
    except (*MALFORMED, NoResultFound):
        yield finding("row_impossible", state.subject)
        return
    if row is None:
        yield finding("row_missing", state.subject, table=derived.table.name)
        return
    columns = [name for name in row if name not in derived.free and row[name] != wanted.get(name)]
    if columns:
        yield finding(
            "row_differs", state.subject, table=derived.table.name, columns="、".join(sorted(columns))
        )
