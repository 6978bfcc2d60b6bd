"""Finds the cases that count as accepted because nobody answered in time (视为受理, 行政许可法 32(4))."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.domain.case.case import case_of
from app.domain.case.deadlines import deemed_accepted_on, is_licence
from app.domain.case.state import CaseState
from app.domain.ledger.operation import Subject
from app.ports.case_index import CaseRow
from app.ports.unit_of_work import UnitOfWork
from app.services.office import Office
from app.services.use_case import use_case

_UNANSWERED = frozenset({CaseState.REGISTERED.value, CaseState.SUPPLEMENT_REQUIRED.value})


@use_case
def deemed_among(office: Office, rows: Sequence[CaseRow]) -> Mapping[str, date]:
    """Return which of these cases count as accepted, by case id, and the day from which each does.

    Derived from what is known now; a notice that was served in time and arrives late takes it back.
    """
    waiting = [row for row in rows if row.state in _UNANSWERED]
    if not waiting:
        return {}
    with office.storage.writing() as unit:
        today = office.business_day.moment(unit).business_date
        unit.commit()
    with office.storage.reading() as unit:
        found = {row.id: _since(office, unit, row, today) for row in waiting}
    return {case_id: since for case_id, since in found.items() if since is not None}


def _since(office: Office, unit: UnitOfWork, row: CaseRow, today: date) -> date | None:
    case = case_of(office.recorder.live(unit, Subject("case", row.id)))
    item = office.catalog.version(case.item.id, case.item.version)
    return deemed_accepted_on(case.facts, is_licence=is_licence(item), today=today, calendar=office.calendar)
