"""Answers the questions of a form that only the hall's own cases can answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.case.case import Case, case_of
from app.domain.case.state import CaseState
from app.domain.form.sheet import FormSheet
from app.domain.item import ServiceItem
from app.domain.ledger.operation import Subject
from app.ports.case_index import CaseRow
from app.ports.unit_of_work import UnitOfWork
from app.services.office import Office

NOT_IN_FORCE = {CaseState.REFUSED, CaseState.WITHDRAWN, CaseState.MERGED}
MOST_SITES = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's surroundings: where to look, the sheet it is about, and the case it may belong to."""

    office: Office
    unit: UnitOfWork
    item: ServiceItem
    sheet: FormSheet
    case_id: str | None = None

    def own_cases(self) -> list[CaseRow]:
        """Return the applicant's other cases of this item that are not refused, withdrawn or merged."""
        number = self.sheet.value("cert_no")
        rows = self.unit.cases.same_applicant(number, self.item.id) if isinstance(number, str) else ()
        return [row for row in rows if row.id != self.case_id and CaseState(row.state) not in NOT_IN_FORCE]


Question = Callable[[Asked], bool]


def ask_external(
    office: Office, unit: UnitOfWork, item: ServiceItem, sheet: FormSheet, *, case_id: str | None = None
) -> frozenset[str]:
    """Answer every question the sheet is ready to ask and return the paths whose problems changed.

    `case_id` is the case the sheet already belongs to: an application does not stand in its own way.
    """
    changed: frozenset[str] = frozenset()
    for check in sheet.external_questions():
        wrong = QUESTIONS[check.name](Asked(office, unit, item, sheet, case_id))
        changed |= sheet.answer_external(check, wrong=wrong)
    return changed


def _has_active_registration(asked: Asked) -> bool:
    """One active registration a person (社会保险法 58)."""
    return bool(asked.own_cases())


def _has_valid_card(asked: Asked) -> bool:
    """One valid 优待证 a person; replacing a lost one is another kind of application."""
    return asked.sheet.value("apply_kind") == "首次申领" and bool(asked.own_cases())


def _is_unknown_here(_asked: Asked) -> bool:
    """Never wrong: only the county's social security register knows, and no exchange with it exists yet."""
    return False


def _overlaps_another_site(asked: Asked) -> bool:
    """The same place for overlapping times was already granted or is being decided."""
    rows = asked.unit.cases.of_item(asked.item.id, limit=MOST_SITES)
    live = asked.office.recorder.live
    others = (row for row in rows if row.id != asked.case_id)
    cases = (case_of(live(asked.unit, Subject("case", row.id))) for row in others)
    return any(_overlaps(case, asked.sheet) for case in cases if case.state not in NOT_IN_FORCE)


def _overlaps(case: Case, sheet: FormSheet) -> bool:
    same_place = all(
        case.answers.get(key) == sheet.value(key) for key in ("site_region", "road_name", "site")
    )
    since, until = sheet.value("since"), sheet.value("until")
    if not same_place or not isinstance(since, datetime) or not isinstance(until, datetime):
        return False
    begun, ended = (_moment(case.answers.get(key)) for key in ("since", "until"))
    return begun is not None and ended is not None and begun < until and since < ended


def _moment(value: object) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else None


QUESTIONS: Mapping[str, Question] = {
    "active_registration": _has_active_registration,
    "employee_pension": _is_unknown_here,
    "valid_card": _has_valid_card,
    "overlapping_site": _overlaps_another_site,
}
"""The questions a catalogue may name; a new one is one function and one line."""
