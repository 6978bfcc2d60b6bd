"""Reads the access audit for the check: a row that cannot be read breaks the chain and stops nothing."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import Connection

from app.domain.access import AccessEntry, AccessKind, ChainedEntry
from db.raw_rows import Raw, as_stored, raw_rows
from db.tables.access_audit import access_audit

_UNREADABLE = ChainedEntry(
    0, AccessEntry(kind=AccessKind.LOGIN, clerk_id="", at=datetime.min.replace(tzinfo=UTC)), ""
)
"""Stands at no place of any chain."""


def chained_entries(connection: Connection) -> Iterator[ChainedEntry]:
    """Yield the entries in order of their places."""
    for row in raw_rows(connection, access_audit):
        try:
            yield _entry(row, connection)
        except (ValueError, TypeError, RecursionError):
            yield _UNREADABLE


def _entry(row: Raw, connection: Connection) -> ChainedEntry:
    """Return the entry of a row; ValueError or TypeError where it is not as the program writes it."""
    at, fields = datetime.fromisoformat(row["at"]), json.loads(row["fields"])
    if as_stored(access_audit, {"at": at, "fields": fields}, connection).items() - row.items():
        raise ValueError("not as the program writes it")
    if not isinstance(fields, list) or not all(isinstance(name, str) for name in fields):
        raise TypeError("names of fields expected")
    entry = AccessEntry(
        kind=AccessKind(row["kind"]),
        clerk_id=row["clerk_id"],
        at=at,
        window=row["window_number"],
        case_id=row["case_id"],
        fields=tuple(fields),
        reason=row["reason"],
    )
    return ChainedEntry(row["seq"], entry, row["link"])
