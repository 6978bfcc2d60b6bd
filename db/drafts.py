"""Keeps half-filled forms in rows, one for each change."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from app.domain.draft import Draft, FieldChange, LoadedDraft
from db.tables.drafts import draft_journal, drafts


class DraftRows:
    """The `DraftStore` port on one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the connection whose transaction the caller opened."""
        self._connection = connection

    def start(self, draft: Draft) -> None:
        """Begin an empty draft."""
        self._connection.execute(insert(drafts).values(_to_row(draft)))

    def append(self, draft_id: str, changes: Iterable[FieldChange]) -> None:
        """Add one burst of typed changes, in order."""
        first = self._last_seq(draft_id) + 1
        rows = [
            {"draft_id": draft_id, "seq": seq, "path": change.path, "value": change.value}
            for seq, change in enumerate(changes, start=first)
        ]
        if rows:
            self._connection.execute(insert(draft_journal), rows)

    def load(self, draft_id: str) -> LoadedDraft | None:
        """Return the draft with its latest answers, or None when it is finished or unknown."""
        row = self._connection.execute(select(drafts).where(drafts.c.id == draft_id)).one_or_none()
        if row is None:
            return None
        journal = (
            select(draft_journal.c.path, draft_journal.c.value)
            .where(draft_journal.c.draft_id == draft_id)
            .order_by(draft_journal.c.seq)
        )
        latest = dict(self._connection.execute(journal).all())
        answers = {path: value for path, value in latest.items() if value is not None}
        return LoadedDraft(_to_draft(row), answers)

    def list_open(self, clerk_id: str) -> tuple[Draft, ...]:
        """Return the drafts this clerk has not finished, oldest first."""
        statement = (
            select(drafts).where(drafts.c.clerk_id == clerk_id).order_by(drafts.c.started_at, drafts.c.id)
        )
        return tuple(_to_draft(row) for row in self._connection.execute(statement))

    def begun_before(self, day: date) -> tuple[Draft, ...]:
        """Return every clerk's unfinished drafts that were begun before a day, oldest first."""
        found = self._connection.execute(select(drafts).order_by(drafts.c.started_at, drafts.c.id))
        # By the day as the hall's clock tells it: moments are kept in another zone.
        return tuple(draft for draft in map(_to_draft, found) if draft.started_at.date() < day)

    def finish(self, draft_id: str) -> None:
        """Forget a draft that was accepted or given up, with everything typed into it."""
        self._connection.execute(delete(drafts).where(drafts.c.id == draft_id))

    def _last_seq(self, draft_id: str) -> int:
        statement = select(func.max(draft_journal.c.seq)).where(draft_journal.c.draft_id == draft_id)
        return self._connection.execute(statement).scalar() or 0


def _to_row(draft: Draft) -> dict[str, object]:
    return {
        "id": draft.id,
        "clerk_id": draft.clerk_id,
        "window_number": draft.window,
        "item_id": draft.item_id,
        "item_version": draft.item_version,
        "ticket_id": draft.ticket_id,
        "started_at": draft.started_at,
    }


def _to_draft(row: Row[Any]) -> Draft:
    return Draft(
        id=row.id,
        clerk_id=row.clerk_id,
        window=row.window_number,
        item_id=row.item_id,
        item_version=row.item_version,
        ticket_id=row.ticket_id,
        started_at=row.started_at,
    )
