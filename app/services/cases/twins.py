"""Finds cases that look like one application entered twice: same person, same item (疑似重复)."""

from app.domain.case.state import CaseState
from app.ports.case_index import CaseRow
from app.ports.unit_of_work import UnitOfWork


def open_twins(unit: UnitOfWork, id_number: str, item_id: str, besides: str = "") -> tuple[CaseRow, ...]:
    """Return the cases a person has under way for an item, `besides` the one with that id."""
    if not id_number:
        return ()
    rows = unit.cases.same_applicant(id_number, item_id)
    return tuple(row for row in rows if row.id != besides and not CaseState(row.state).is_over)
