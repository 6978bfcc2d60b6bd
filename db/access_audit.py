"""Keeps the access audit in append-only rows."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from app.domain.access import GENESIS, AccessEntry, AccessKind, ChainedEntry, first_break, link_after
from db.tables.access_audit import access_audit
from db.tables.meta import meta

AUDIT_HEAD = "audit_head"
"""The fact in `meta` that says where the audit ends: a chain alone does not show that its end is gone."""


class AccessAuditRows:
    """The `AccessAudit` port on one transaction; the write lock keeps the chain in one order."""

    def __init__(self, connection: Connection) -> None:
        """Take the connection whose transaction the caller opened."""
        self._connection = connection

    def record(self, entry: AccessEntry) -> None:
        """Append `entry` to the chain."""
        seq, previous = self._head()
        row = {
            "seq": seq + 1,
            "kind": entry.kind.value,
            "clerk_id": entry.clerk_id,
            "window_number": entry.window,
            "at": entry.at,
            "case_id": entry.case_id,
            "fields": list(entry.fields),
            "reason": entry.reason,
            "link": link_after(previous, seq + 1, entry),
        }
        self._connection.execute(insert(access_audit).values(row))
        self._note_head(head_text(seq + 1, str(row["link"])))

    def entries(self, after: int = 0) -> Iterator[ChainedEntry]:
        """Yield the entries after place `after`, oldest first."""
        statement = select(access_audit).where(access_audit.c.seq > after).order_by(access_audit.c.seq)
        for row in self._connection.execution_options(yield_per=500).execute(statement):
            yield _to_entry(row)

    def first_break(self) -> int | None:
        """Return the place of the first entry missing or changed, or None for a whole chain."""
        return first_break(self.entries())

    def _note_head(self, head: str) -> None:
        noted = upsert(meta).values(key=AUDIT_HEAD, value=head)
        self._connection.execute(noted.on_conflict_do_update(index_elements=["key"], set_={"value": head}))

    def _head(self) -> tuple[int, str]:
        columns = (access_audit.c.seq, access_audit.c.link)
        statement = select(*columns).order_by(access_audit.c.seq.desc()).limit(1)
        row = self._connection.execute(statement).one_or_none()
        return (0, GENESIS) if row is None else (row.seq, row.link)


def head_text(seq: int, link: str) -> str:
    """Return the end of the audit as `meta` keeps it."""
    return f"{seq} {link}"


def _to_entry(row: Row[Any]) -> ChainedEntry:
    entry = AccessEntry(
        kind=AccessKind(row.kind),
        clerk_id=row.clerk_id,
        at=row.at,
        window=row.window_number,
        case_id=row.case_id,
        fields=tuple(row.fields),
        reason=row.reason,
    )
    return ChainedEntry(row.seq, entry, row.link)
