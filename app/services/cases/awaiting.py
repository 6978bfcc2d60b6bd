"""Finds the cases that wait for papers promised for later (容缺): what falls due, and what is overdue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.case.case import Case, case_of
from app.domain.case.deferral import DeferredPaper
from app.domain.case.state import CaseState
from app.domain.ledger.operation import Subject
from app.ports.unit_of_work import UnitOfWork
from app.services.cases.deferring import PLEDGE
from app.services.office import Office

DAYS_AHEAD = 1
"""From how many working days before its day on a promised paper is spoken of."""


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A case, and those of its promised papers that share one day and are due soon or overdue."""

    case: Case
    until: date
    papers: tuple[DeferredPaper, ...]
    is_overdue: bool


def awaiting(office: Office, unit: UnitOfWork) -> Iterator[Awaiting]:
    """Yield what falls due until the next working day or is overdue, in the order it was promised."""
    today = office.business_day.on_screen()
    horizon = office.calendar.add_working_days(today, DAYS_AHEAD).date
    for case in _promised(office, unit):
        for until in sorted({one.until for one in case.awaited if one.until <= horizon}):
            papers = tuple(one for one in case.awaited if one.until == until)
            yield Awaiting(case, until, papers, until < today)


def _promised(office: Office, unit: UnitOfWork) -> Iterator[Case]:
    """Yield each open case a pledge was issued in, even one voided since: the promise stands."""
    if PLEDGE not in office.papers.types:
        return
    code = f"{office.hall.document_prefix}{office.papers.types[PLEDGE].number_word}"
    pledges = (one for one in unit.papers.under_code(code) if one.type_code == PLEDGE)
    for case_id in dict.fromkeys(one.case_id for one in pledges):
        row = unit.cases.row(case_id)
        if row is not None and not CaseState(row.state).is_over:
            yield case_of(office.recorder.live(unit, Subject("case", case_id)))
