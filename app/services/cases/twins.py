"""Finds cases that look like one application entered twice: same person, same item (疑似重复)."""

from collections.abc import Iterable

from app.domain.case.state import CaseState
from app.ports.case_index import CaseRow
from app.ports.unit_of_work import UnitOfWork
from app.services.cases.same_person import NOBODY, rows_of_person
from app.services.office import Office


def open_twins(
    office: Office,
    unit: UnitOfWork,
    id_number: str,
    item_id: str,
    *,
    besides: str = "",
    also: Iterable[str] = NOBODY,
) -> tuple[CaseRow, ...]:
    """Return the cases a person has under way for an item, `besides` the one with that id."""
    if not id_number:
        return ()
    rows = rows_of_person(office, unit, id_number, also)
    return tuple(row for row in rows if row.item_id == item_id and row.id != besides and not _is_over(row))


def _is_over(row: CaseRow) -> bool:
    return CaseState(row.state).is_over
