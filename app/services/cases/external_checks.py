"""Answers the questions of a form that only the hall's own cases can answer."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self

from app.domain.case.case import Case, case_of
from app.domain.case.state import CaseState
from app.domain.cash.papers import RED_RECEIPT
from app.domain.errors import PersonFacing
from app.domain.form.compiled import Form
from app.domain.form.model import ExternalCheck, Rival
from app.domain.form.sheet import Answers, FormSheet
from app.domain.form.values import Kind, write_answer
from app.domain.item import ServiceItem
from app.domain.ledger.operation import Subject
from app.ports.case_index import CaseRow
from app.ports.unit_of_work import UnitOfWork
from app.services.cases.ending_terms import ENDING_TERMS, Term, day_in, terms_in
from app.services.cases.same_person import NOBODY, rows_of_person
from app.services.office import Office

NOT_IN_FORCE = {CaseState.REFUSED, CaseState.WITHDRAWN, CaseState.MERGED, CaseState.TERMINATED}
RELATIONS = "relations"
"""The code list of family relations (GB/T 4761)."""


class ExternalUnknown(PersonFacing):
    """An item of the county's own asks a question that this version of the program does not know."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's surroundings: where to look, the sheet it is about, and the case it may belong to.

    `reads` are the fields the item's author named for the question, `rival` the other item it looks at;
    `same_as` cases a clerk confirmed to be of the applicant.
    """

    office: Office
    unit: UnitOfWork
    item: ServiceItem
    sheet: FormSheet
    today: date
    case_id: str | None = None
    reads: tuple[str, ...] = ()
    rival: Rival | None = None
    same_as: frozenset[str] = NOBODY

    def about(self, check: ExternalCheck) -> Self:
        """Return what is asked, for one question of the sheet."""
        return replace(self, reads=check.reads, rival=check.rival)

    def own_cases(self) -> list[CaseRow]:
        """Return the applicant's other cases of this item that are in force: not refused, ended or merged."""
        return self.own_cases_of(self.item.id)

    def own_cases_of(self, *items: str) -> list[CaseRow]:
        """Return the same of other items."""
        number = self.sheet.value("cert_no")
        whose = number if isinstance(number, str) else ""
        rows = rows_of_person(self.office, self.unit, whose, self.same_as) if whose else ()
        return [row for row in rows if row.item_id in items and self._is_in_force(row)]

    def cases_with(self, text: str) -> Iterator[Case]:
        """Yield the other cases of this item, whoever applied, that are in force and hold `text` somewhere.

        However many there are and however old: what is paid once is paid once. The asker reads the answers.
        """
        for row in self.unit.cases.holding(self.item.id, text):
            if self._is_in_force(row):
                yield self.case(row)

    def case(self, row: CaseRow) -> Case:
        """Return the case of a row as it stands."""
        return case_of(self.office.recorder.live(self.unit, Subject("case", row.id)))

    def _is_in_force(self, row: CaseRow) -> bool:
        return row.id != self.case_id and CaseState(row.state) not in NOT_IN_FORCE


Question = Callable[[Asked], bool]


def ask_external(
    office: Office,
    unit: UnitOfWork,
    item: ServiceItem,
    sheet: FormSheet,
    *,
    today: date,
    case_id: str | None = None,
    same_as: frozenset[str] = NOBODY,
) -> frozenset[str]:
    """Answer every question the sheet is ready to ask and return the paths whose problems changed.

    `today` is the legal day. `case_id` is the case the sheet already belongs to: an application does not
    stand in its own way. `same_as` are cases confirmed to be of its applicant. ExternalUnknown where the item
    asks what this program cannot answer.
    """
    changed: frozenset[str] = frozenset()
    asked = Asked(office, unit, item, sheet, today, case_id, same_as=same_as)
    for check in sheet.external_questions():
        question = QUESTIONS.get(check.name)
        if question is None:
            raise ExternalUnknown("case.external_unknown", item=item.name, name=check.name)
        changed |= sheet.answer_external(check, wrong=question(asked.about(check)))
    return changed


def _has_active_registration(asked: Asked) -> bool:
    """One active registration a person (社会保险法 58)."""
    return bool(asked.own_cases())


def _has_open_application(asked: Asked) -> bool:
    """One application at a time; what was decided before is no obstacle, as a benefit may have ended."""
    return any(not CaseState(row.state).is_over for row in asked.own_cases())


def _is_unknown_here(_asked: Asked) -> bool:
    """Never wrong: only the county's insurance register knows, and no exchange with it exists yet."""
    return False


def _overlaps_another_site(asked: Asked) -> bool:
    """The same place for overlapping times was already granted or is being decided."""
    *place, since, until = asked.reads
    here = {key: asked.sheet.value(key) for key in place}
    return any(
        all(case.answers.get(key) == value for key, value in here.items())
        and _overlaps(case, asked.sheet, since, until)
        for case in asked.cases_with(_longest(here.values()))
    )


def _is_in_another_household(asked: Asked) -> bool:
    """One person counts in one household of a benefit only (双重领取)."""
    form = asked.sheet.form
    own = household_of(asked.sheet.answers(), form)
    return any(
        person in household_of(case.answers, form) for person in own for case in asked.cases_with(person)
    )


def household_of(answers: Answers, form: Form) -> frozenset[str]:
    """Return the numbers of the applicant and of everybody in the tables that tell a household.

    Such a table asks for the relation by GB/T 4761 and the identity number, whatever its columns are called.
    """
    rows = ((column, row) for table, column in _household_columns(form) for row in answers.get(table, ()))
    numbers = (answers.get("cert_no"), *(row.get(column) for column, row in rows))
    return frozenset(number for number in numbers if number)


def _household_columns(form: Form) -> Iterator[tuple[str, str]]:
    for table in form.tables.values():
        if any(column.choices_from == RELATIONS for column in table.columns):
            yield from ((table.key, one.key) for one in table.columns if one.kind is Kind.ID_NUMBER)


def _was_helped_for_this_cause(asked: Asked) -> bool:
    """临时救助 is given once a calendar year for the same cause (a county rule under 国发〔2014〕47号)."""
    _who, cause = asked.reads
    wanted, own = asked.sheet.value(cause), (asked.case(row) for row in asked.own_cases())
    return any(
        case.answers.get(cause) == wanted and case.received_on.year == asked.today.year for case in own
    )


def _given_before(asked: Asked) -> bool:
    """Another case of this item, whoever applied, has the same answers in every field the question reads."""
    wanted = {key: write_answer(asked.sheet.value(key)) for key in asked.reads}
    return any(
        all(case.answers.get(key) == value for key, value in wanted.items())
        for case in asked.cases_with(_longest(wanted.values()))
    )


def _was_collected(asked: Asked) -> bool:
    """The same bill was paid before; what was reversed since (红冲) is not."""
    wanted = {key: write_answer(asked.sheet.value(key)) for key in asked.reads}
    return any(
        all(case.answers.get(key) == value for key, value in wanted.items())
        for case in asked.cases_with(_longest(wanted.values()))
        if not any(paper.type_code == RED_RECEIPT for paper in case.papers)
    )


def _has_rival_record(asked: Asked) -> bool:
    """The newest record of two items that shut each other out is the other's, and was not ended since.

    失业登记 and 就业登记: the newer one counts (就业服务与就业管理规定 62, 65).
    """
    rival = asked.rival
    if rival is None:
        return False
    both = (asked.item.id, rival.item)
    newest = max(
        map(asked.case, asked.own_cases_of(*both)), key=lambda case: (case.received_at, case.id), default=None
    )
    if newest is None or newest.item.id != rival.item:
        return False
    return newest.answers.get(rival.field) not in rival.ended_by


def _renews_late(asked: Asked) -> bool:
    """The applicant's own permit for this place ends too soon for a renewal in time (行政许可法 50)."""
    numbers = {asked.sheet.value(key) for key in ("cert_no", "org_uscc") if key in asked.sheet.form.fields}
    here = {key: asked.sheet.value(key) for key in asked.reads}
    terms = terms_in(asked.office.catalog.tables.get(ENDING_TERMS), asked.today)
    return any(
        term.renew_days and _ends_within(case, term, asked.today)
        for term in terms
        if term.item == asked.item.id
        for case in asked.cases_with(_longest(here.values()))
        if case.applicant.id_number in numbers
        and all(case.answers.get(key) == value for key, value in here.items())
    )


def _ends_within(case: Case, term: Term, today: date) -> bool:
    ends = day_in(case, term.field)
    return ends is not None and 0 <= (ends - today).days < term.renew_days


def _overlaps(case: Case, sheet: FormSheet, since: str, until: str) -> bool:
    begins, ends = sheet.value(since), sheet.value(until)
    if not isinstance(begins, datetime) or not isinstance(ends, datetime):
        return False
    begun, ended = (_moment(case.answers.get(key)) for key in (since, until))
    return begun is not None and ended is not None and begun < ends and begins < ended


def _longest(values: Iterable[object]) -> str:
    """Return the text that tells most cases apart."""
    return max((value for value in values if isinstance(value, str)), key=len, default="")


def _moment(value: object) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else None


QUESTIONS: Mapping[str, Question] = {
    "active_registration": _has_active_registration,
    "open_application": _has_open_application,
    "employee_pension": _is_unknown_here,
    "valid_card": _has_active_registration,
    "employee_medical": _is_unknown_here,
    "overlapping_site": _overlaps_another_site,
    "renewal_late": _renews_late,
    "child_allowance_year": _given_before,
    "fare_year": _given_before,
    "machine_claimed": _given_before,
    "first_again": _given_before,
    "confirmed_year": _given_before,
    "collected_period": _was_collected,
    "registered_unemployed": _has_rival_record,
    "registered_employed": _has_rival_record,
    "household_elsewhere": _is_in_another_household,
    "paid_for_deceased": _given_before,
    "helped_this_year": _was_helped_for_this_cause,
}
"""The questions a catalogue may name; a new one is one function and one line."""
