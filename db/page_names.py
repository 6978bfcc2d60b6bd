"""Looks for the names of captured pages in the states of cases and in the journals of drafts."""

import json
import re
from collections.abc import Collection, Iterator

from sqlalchemy import Connection, Text, func, select, type_coerce

from app.domain.case.page_names import pages_named
from app.domain.draft_pages import SCANS_SLOT, blobs_in, pages_in
from db.drafts import DraftRows
from db.tables import authority_log, draft_journal, operations, subjects

_STATE = type_coerce(subjects.c.state, Text)
_MARK, _TAKEN_OUT = '"blob":"', '"dropped_scans"'
_BLOB = re.compile(r'"blob":"([0-9a-f]{64})"')


class PageNameRows:
    """The `PageNames` port on one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the connection whose transaction the caller opened."""
        self._connection = connection

    def position(self) -> int:
        """Return the place of the newest operation in the one log; 0 for an empty log."""
        return self._connection.execute(select(func.max(authority_log.c.position))).scalar() or 0

    def named(self, among: Collection[str], after: int = 0) -> frozenset[str]:
        """Return those of `among` that a draft names, or a case that changed after place `after`."""
        wanted = frozenset(among)
        # One look for all of them: it reads every case, and a second look costs as much as the first.
        text = next(iter(wanted)) if len(wanted) == 1 else _MARK
        cases = (blob for state in self._states(text, after) for blob in _blobs(state))
        return wanted & (self._of_drafts() | self._of_pending() | frozenset(cases))

    def every(self, after: int = 0) -> frozenset[str]:
        """Return every page that a draft names, or a case that changed after place `after`."""
        cases = (blob for state in self._states(_MARK, after) for blob in _blobs(state))
        return self._of_drafts() | self._of_pending() | frozenset(cases)

    def _states(self, text: str, after: int) -> Iterator[str]:
        query = select(_STATE).where(subjects.c.kind == "case", func.instr(_STATE, text) > 0)
        if after:
            newer = select(authority_log.c.subject_id).where(authority_log.c.position > after)
            query = query.where(subjects.c.id.in_(newer))
        yield from self._connection.execute(query).scalars()

    def _of_drafts(self) -> frozenset[str]:
        captured = draft_journal.c.path.startswith(SCANS_SLOT, autoescape=True)
        ids = self._connection.execute(select(draft_journal.c.draft_id).where(captured).distinct())
        loaded = [DraftRows(self._connection).load(draft_id) for draft_id in ids.scalars()]
        named = (blobs_in(pages_in(one.answers)) for one in loaded if one is not None)
        return frozenset().union(*named)

    def _of_pending(self) -> frozenset[str]:
        """Return what our own operations name that the authority has not put in order yet."""
        unanswered = select(operations.c.payload).where(operations.c.receipt.is_(None))
        payloads = self._connection.execute(unanswered).scalars()
        return frozenset(blob for one in payloads if one for blob in _BLOB.findall(one.decode()))


def _blobs(state: str) -> frozenset[str]:
    """Return what a stored state names; only where something was taken out does it have to be understood."""
    if _TAKEN_OUT not in state:
        return frozenset(_BLOB.findall(state))
    return pages_named(json.loads(state)["document"])
