"""What is already known of a person: answers that may be carried over, and questions about other cases."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.access import AccessEntry, AccessKind
from app.domain.case.carried import AnswerSource
from app.domain.case.case import Case, case_of
from app.domain.case.reuse import ReusablePaper, valid_months
from app.domain.form.compiled import Form
from app.domain.form.copying import MEMBER, copied_rows, copyable
from app.domain.form.functions import add_months
from app.domain.form.lookups import LookupTable
from app.domain.form.sheet import FormContext, FormSheet, open_sheet
from app.domain.item import ServiceItem
from app.domain.ledger.operation import Subject
from app.domain.role import Action
from app.ports.case_index import CaseRow
from app.ports.unit_of_work import UnitOfWork
from app.services.cases.external_checks import QUESTIONS, Asked
from app.services.cases.reuse import reusable_papers
from app.services.cases.same_person import NOBODY, rows_of_person, suspects
from app.services.cases.twins import open_twins
from app.services.desk import Desk
from app.services.office import Office
from app.services.still_in_post import refuse_former
from app.services.use_case import use_case

COPIED_ANSWERS = "copied_answers"
"""The table of the groups of answers that may be carried over, with for how many months."""
_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAnswers:
    """Answers of earlier cases that this form may take over: of each field and table the newest known one.

    `sources` says for each path which case it comes from.
    """

    answers: Mapping[str, Any]
    sources: Mapping[str, AnswerSource]

    @property
    def newest(self) -> AnswerSource:
        """The case received last of those that answer anything."""
        return max(self.sources.values(), key=lambda one: (one.received_on, one.case_number))


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What the hall's cases say: answers to carry over, checks that found fault, and likely doubles."""

    known: KnownAnswers | None
    wrong_checks: frozenset[str]
    twins: tuple[CaseRow, ...] = ()
    reusable: Mapping[str, ReusablePaper] = field(default_factory=dict)
    """By the key of the material: what the hall has of this person and need not be brought again."""
    suspects: tuple[CaseRow, ...] = ()
    """Cases under another number of somebody with the same name and birth date (疑似同一人)."""


@use_case
def known_person(
    office: Office,
    desk: Desk,
    item: ServiceItem,
    id_number: str,
    answers: Mapping[str, Any],
    *,
    same_as: frozenset[str] = NOBODY,
) -> KnownPerson:
    """Look a person's earlier cases up, for whoever may take applications in (NotAllowed).

    `same_as` are cases under another number that the clerk confirmed to be of this person.

    Shows nothing yet, so nothing is logged; runs while somebody types, so it writes nothing either.
    """
    desk = desk.acting(Action.DRAFT)
    with office.storage.reading() as unit:
        refuse_former(unit, desk)
        today = office.business_day.shown(unit)
        sheet = open_sheet(item.form, answers, FormContext(today=today, tables=office.catalog.tables))
        rows = rows_of_person(office, unit, id_number, same_as)
        name, birth = _text(sheet, "name"), _day(sheet, "birth")
        return KnownPerson(
            _known(office, unit, item, rows, today),
            _wrong(Asked(office, unit, item, sheet, today, same_as=same_as)),
            open_twins(office, unit, id_number, item.id, also=same_as),
            reusable_papers(office, unit, desk.place, item, rows, today),
            suspects(office, unit, name, birth, rows) if id_number else (),
        )


@use_case
def log_carry_over(office: Office, desk: Desk, known: KnownAnswers, paths: frozenset[str]) -> None:
    """Keep that this clerk took answers of earlier cases over: names of fields, never their values.

    Each case has an entry of its own: whoever asks later who looked at it finds this.
    """
    with office.storage.writing() as unit:
        for case_id in dict.fromkeys(known.sources[path].case_id for path in sorted(paths)):
            unit.audit.record(
                AccessEntry(
                    kind=AccessKind.REVEAL,
                    clerk_id=desk.clerk.id,
                    at=office.clock.now(),
                    window=desk.window,
                    case_id=case_id,
                    fields=tuple(sorted(one for one in paths if known.sources[one].case_id == case_id)),
                    reason="带入上次填报",
                )
            )
        unit.commit()


def _known(
    office: Office, unit: UnitOfWork, item: ServiceItem, rows: Iterable[CaseRow], today: date
) -> KnownAnswers | None:
    """Return what the person's cases of the last months say, a newer one before an older one."""
    answers: dict[str, Any] = {}
    sources: dict[str, AnswerSource] = {}
    for case in _earlier_cases(office, unit, rows):
        source = office.catalog.items.get((case.item.id, case.item.version))
        if source is None:
            continue
        whence = AnswerSource(
            case_id=case.id,
            case_number=case.case_number,
            item_name=case.item.name,
            received_on=case.received_on,
        )
        for path, value in _said(office, source.form, item.form, case, today):
            if path not in answers:
                answers[path], sources[path] = value, whence
    return KnownAnswers(answers=answers, sources=sources) if answers else None


def _earlier_cases(office: Office, unit: UnitOfWork, rows: Iterable[CaseRow]) -> Iterator[Case]:
    """Yield the cases of rows that were not erased, in their order."""
    for row in rows:
        case = case_of(office.recorder.live(unit, Subject("case", row.id)))
        if not case.is_erased:
            yield case


def _said(office: Office, source: Form, target: Form, case: Case, today: date) -> Iterator[tuple[str, Any]]:
    """Yield what a case says that a form may take over and that is not too old for its group."""
    table = office.catalog.tables.get(COPIED_ANSWERS)
    for path in copyable(source, target):
        if path in case.answers and _is_fresh(table, target.fields[path].copy, case.received_on, today):
            yield path, case.answers[path]
    if _is_fresh(table, MEMBER, case.received_on, today):
        yield from copied_rows(source, target, case.answers, case.applicant.name).items()


def _is_fresh(table: LookupTable | None, group: str, received_on: date, today: date) -> bool:
    """Say whether an answer is young enough (domain.md 5.5: twelve months, unless the county says fewer)."""
    until = add_months(received_on, valid_months(table, group, today) or _MONTHS)
    return until is None or today <= until


def _wrong(asked: Asked) -> frozenset[str]:
    # What the program cannot answer is said when the case is accepted, not while the form is filled in.
    checks = (check for check in asked.sheet.external_questions() if check.name in QUESTIONS)
    return frozenset(check.name for check in checks if QUESTIONS[check.name](asked.about(check)))


def _text(sheet: FormSheet, path: str) -> str:
    value = sheet.value(path) if path in sheet.form.fields else None
    return value if isinstance(value, str) else ""


def _day(sheet: FormSheet, path: str) -> date | None:
    value = sheet.value(path) if path in sheet.form.fields else None
    return value if isinstance(value, date) else None
