"""Finds the cases that wait for papers promised for later (容缺): what falls due, and what is overdue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.case.case import Case
from app.domain.case.deferral import DeferredPaper
from app.ports.unit_of_work import UnitOfWork
from app.services.cases.deferring import PLEDGE
from app.services.cases.with_paper import cases_with_paper
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
    for case in cases_with_paper(office, unit, PLEDGE, still_open=True):
        for until in sorted({one.until for one in case.awaited if one.until <= horizon}):
            papers = tuple(one for one in case.awaited if one.until == until)
            yield Awaiting(case, until, papers, until < today)
