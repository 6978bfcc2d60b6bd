"""Finds what was applied for until a day that is near: permits that end, a planting that falls due.

Which date of which item, and how long before, is the county's (`ending_terms`). The hall takes licences in
and does not decide them, so a line says what was applied for; whether it was granted, the decision says.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.case.case import Case, case_of
from app.domain.case.state import CaseState
from app.domain.form.lookups import LookupTable, RowValues
from app.domain.ledger.operation import Subject
from app.ports.unit_of_work import UnitOfWork
from app.services.cases.same_person import rows_of_person
from app.services.office import Office

ENDING_TERMS = "ending_terms"
_COUNTS = frozenset({CaseState.ACCEPTED, CaseState.FORWARDED, CaseState.CLOSED})
"""States in which what was applied for may be in force."""
_GIVEN_UP = frozenset({CaseState.REFUSED, CaseState.WITHDRAWN, CaseState.MERGED, CaseState.TERMINATED})


@dataclass(frozen=True, slots=True)
class Term:
    """One date that is watched: reminded of `days` before it; a renewal is due `renew_days` before it."""

    code: str
    label: str
    item: str
    field: str
    days: int
    renew_days: int


@dataclass(frozen=True, slots=True)
class EndingTerm:
    """A case and the day its term ends."""

    case: Case
    term: Term
    ends: date


def terms_in(table: LookupTable | None, today: date) -> tuple[Term, ...]:
    """Return the dates a county has watched today; none without the table."""
    rows = table.edition(today).rows if table is not None else {}
    return tuple(_term(code, row) for code, row in rows.items())


def ending_soon(office: Office, unit: UnitOfWork) -> Iterator[EndingTerm]:
    """Yield every term that ends within its days, today included, and was not applied for anew since."""
    today = office.business_day.on_screen()
    for term in terms_in(office.catalog.tables.get(ENDING_TERMS), today):
        last = today + timedelta(days=term.days)
        for case in _cases_with_day(office, unit, term.item, today, last):
            ends = day_in(case, term.field)
            if ends is not None and today <= ends <= last and not _is_renewed(office, unit, case):
                yield EndingTerm(case, term, ends)


def day_in(case: Case, field: str) -> date | None:
    """Return the day an answer of a case names, a date or a moment; None for anything else."""
    told = case.answers.get(field)
    try:
        return date.fromisoformat(told[:10]) if isinstance(told, str) else None
    except ValueError:
        return None


def _cases_with_day(office: Office, unit: UnitOfWork, item: str, first: date, last: date) -> Iterator[Case]:
    """Yield the cases of an item that name a day of these months anywhere; the caller looks where."""
    months = {(first + timedelta(days=one)).isoformat()[:7] for one in range((last - first).days + 1)}
    seen: set[str] = set()
    for month in sorted(months):
        for row in unit.cases.holding(item, f"{month}-"):
            if row.id not in seen and CaseState(row.state) in _COUNTS:
                seen.add(row.id)
                yield case_of(office.recorder.live(unit, Subject("case", row.id)))


def _is_renewed(office: Office, unit: UnitOfWork, case: Case) -> bool:
    """Say whether the applicant has applied for the item again since."""
    if not case.applicant.id_number:
        return False
    later = (
        row
        for row in rows_of_person(office, unit, case.applicant.id_number)
        if row.item_id == case.item.id and row.case_number > case.case_number
    )
    return any(CaseState(row.state) not in _GIVEN_UP for row in later)


def _term(code: str, row: RowValues) -> Term:
    texts = {name: str(row.get(name) or "") for name in ("label", "item", "field")}
    return Term(code=code, **texts, days=_count(row, "days"), renew_days=_count(row, "renew_days"))


def _count(row: RowValues, column: str) -> int:
    value = row.get(column)
    return value if isinstance(value, int) else 0
