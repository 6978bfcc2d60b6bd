"""Reads the access audit for the check: a row that cannot be read breaks the chain and stops nothing."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection

from app.domain.access import GENESIS, AccessEntry, AccessKind, ChainedEntry, first_break
from db.access_audit import AUDIT_HEAD, head_text
from db.raw_rows import Raw, as_stored, raw_rows
from db.tables.access_audit import access_audit
from db.tables.meta import meta

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


def audit_break(connection: Connection) -> int | None:
    """Return the first place of the audit that is missing or changed, its end included; None if it is whole.

    A hall of an older program has not noted where its audit ends before the next entry comes.
    """
    chain: Sequence[ChainedEntry] = list(chained_entries(connection))
    place = first_break(chain)
    if place is not None:
        return place
    noted = {row["key"]: row["value"] for row in raw_rows(connection, meta)}.get(AUDIT_HEAD)
    seq, link = (chain[-1].seq, chain[-1].link) if chain else (0, GENESIS)
    return None if noted in {None, head_text(seq, link)} else seq + 1


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
