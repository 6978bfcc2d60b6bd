"""What is already known of a person: answers that may be carried over, and questions about other cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.access import AccessEntry, AccessKind
from app.domain.case.case import Case, case_of
from app.domain.case.reuse import ReusablePaper
from app.domain.form.compiled import Form
from app.domain.form.model import FieldDef
from app.domain.form.sheet import FormContext, open_sheet
from app.domain.item import ServiceItem
from app.domain.ledger.operation import Subject
from app.domain.role import Action
from app.ports.case_index import CaseRow
from app.ports.unit_of_work import UnitOfWork
from app.services.cases.external_checks import QUESTIONS, Asked
from app.services.cases.reuse import reusable_papers
from app.services.cases.twins import open_twins
from app.services.desk import Desk
from app.services.office import Office
from app.services.still_in_post import refuse_former
from app.services.use_case import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAnswers:
    """Answers of an earlier case that this form may take over, and where they come from."""

    case_id: str
    case_number: str
    item_name: str
    received_on: str
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What the hall's cases say: answers to carry over, checks that found fault, and likely doubles."""

    known: KnownAnswers | None
    wrong_checks: frozenset[str]
    twins: tuple[CaseRow, ...] = ()
    reusable: Mapping[str, ReusablePaper] = field(default_factory=dict)
    """By the key of the material: what the hall has of this person and need not be brought again."""


@use_case
def known_person(
    office: Office, desk: Desk, item: ServiceItem, id_number: str, answers: Mapping[str, Any]
) -> KnownPerson:
    """Look a person's earlier cases up, for whoever may take applications in (NotAllowed).

    Shows nothing yet, so nothing is logged; runs while somebody types, so it writes nothing either.
    """
    desk = desk.acting(Action.DRAFT)
    with office.storage.reading() as unit:
        refuse_former(unit, desk)
        today = office.business_day.shown(unit)
        sheet = open_sheet(item.form, answers, FormContext(today=today, tables=office.catalog.tables))
        return KnownPerson(
            _known(office, unit, item, id_number),
            _wrong(Asked(office, unit, item, sheet, today)),
            open_twins(unit, id_number, item.id),
            reusable_papers(office, unit, desk.place, item, id_number, today=today),
        )


@use_case
def log_carry_over(office: Office, desk: Desk, known: KnownAnswers, paths: frozenset[str]) -> None:
    """Keep that this clerk took answers of an earlier case over: names of fields, never their values."""
    with office.storage.writing() as unit:
        unit.audit.record(
            AccessEntry(
                kind=AccessKind.REVEAL,
                clerk_id=desk.clerk.id,
                at=office.clock.now(),
                window=desk.window,
                case_id=known.case_id,
                fields=tuple(sorted(paths)),
                reason="带入上次填报",
            )
        )
        unit.commit()


def copyable(source: Form, target: Form) -> frozenset[str]:
    """Return the fields both forms mark with the same copy group; sensitive ones never (DESIGN §6)."""
    return frozenset(
        key
        for key, field in target.fields.items()
        if key in source.fields and _may_copy(field) and source.fields[key].copy == field.copy
    )


def _may_copy(field: FieldDef) -> bool:
    return bool(field.copy) and not field.sensitive


def _known(office: Office, unit: UnitOfWork, item: ServiceItem, id_number: str) -> KnownAnswers | None:
    case_id = unit.cases.latest_of(id_number) if id_number else None
    if case_id is None:
        return None
    case: Case = case_of(office.recorder.live(unit, Subject("case", case_id)))
    source = office.catalog.items.get((case.item.id, case.item.version))
    if source is None or case.is_erased:
        return None
    paths = copyable(source.form, item.form)
    return KnownAnswers(
        case_id=case.id,
        case_number=case.case_number,
        item_name=case.item.name,
        received_on=case.received_on.isoformat(),
        answers={path: value for path, value in case.answers.items() if path in paths},
    )


def _wrong(asked: Asked) -> frozenset[str]:
    # What the program cannot answer is said when the case is accepted, not while the form is filled in.
    checks = (check for check in asked.sheet.external_questions() if check.name in QUESTIONS)
    return frozenset(check.name for check in checks if QUESTIONS[check.name](asked.about(check)))
