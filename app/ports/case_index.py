"""Finding cases: the rows derived from their states, and the search over them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """What a list shows of a case; names are shown masked by the window."""

    id: str
    case_number: str
    item_id: str
    item_name: str
    state: str
    applicant: str
    applicant_id_tail: str
    received_on: str
    due_on: str | None
    window: str
    paper_numbers: str


class CaseIndex(Protocol):
    """Search over the cases of this hall; what a person browses is capped, what a law asks is not."""

    def search(self, text: str, *, limit: int) -> Sequence[CaseRow]:
        """Find by name (two characters do), initials, ID number or prefix, 办件编号, 查询码, 文号."""
        ...

    def recent(self, *, limit: int) -> Sequence[CaseRow]:
        """Return the newest cases."""
        ...

    def of_day(self, day: str) -> Sequence[CaseRow]:
        """Return the cases received on an ISO day, newest first."""
        ...

    def due_by(self, day: str, *, limit: int) -> Sequence[CaseRow]:
        """Return the open cases due on or before an ISO day."""
        ...

    def row(self, case_id: str) -> CaseRow | None:
        """Return one row."""
        ...

    def same_applicant(self, id_number: str, item_id: str) -> Sequence[CaseRow]:
        """Return every case of one person for one item: 疑似重复, one active registration."""
        ...

    def of_applicant(self, id_number: str) -> Sequence[CaseRow]:
        """Return every case under one number, old or new spelling (15 or 18 digits), newest first."""
        ...

    def of_name(self, name: str) -> Sequence[CaseRow]:
        """Return every case of applicants called exactly so, newest first, whoever each of them is."""
        ...

    def holding(self, item_id: str, text: str) -> Sequence[CaseRow]:
        """Return every case of an item whose state holds a text anywhere, newest first and without a cap.

        What the law allows once must not be missed because it was long ago; the caller looks where it stands.
        """
        ...

    def received_after(self, item_id: str, day: str) -> Sequence[CaseRow]:
        """Return every case of an item received later than an ISO day, newest first."""
        ...

    def unanswered(self, day: str) -> Sequence[CaseRow]:
        """Return every case received before an ISO day that is neither accepted nor ended, oldest first."""
        ...
