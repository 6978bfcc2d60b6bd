"""What a clerk has taken in over the counter, and whether it may be accepted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.errors import PersonFacing
from app.domain.form.sheet import FormContext, FormSheet, MaterialNeed, open_sheet
from app.domain.identity.check import Severity
from app.domain.item import ServiceItem
from app.domain.ledger.operation import Moment
from app.services.office import Office
from app.services.use_case import Typed


class IntakeRefused(PersonFacing):
    """What was taken in cannot become what the clerk asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn(Typed):
    """One paper over the counter. `waived_by` names the check that stood in for it (免)."""

    key: str
    form: str
    copies: int = 1
    pages: int = 1
    returned: bool = False
    waived_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake(Typed):
    """Answers and papers of one application, from a draft and a ticket when there were any."""

    item_id: str
    item_version: int
    answers: Mapping[str, Any]
    materials: tuple[HandedIn, ...] = ()
    visit_id: str | None = None
    draft_id: str | None = None


def sheet_of(office: Office, item: ServiceItem, answers: Mapping[str, Any], moment: Moment) -> FormSheet:
    """Return the filled sheet of an application, judged by the business date."""
    context = FormContext(today=moment.business_date, tables=office.catalog.tables)
    return open_sheet(item.form, answers, context)


def check_acceptable(sheet: FormSheet, handed_in: tuple[HandedIn, ...]) -> None:
    """Refuse acceptance while an answer is wrong or a needed paper is neither here nor waived.

    Warnings never refuse: a clerk decides over them.
    """
    errors = [problem for problem in sheet.problems() if problem.severity is Severity.ERROR]
    if errors:
        raise IntakeRefused("case.answers_wrong", count=len(errors), first=errors[0].label)
    missing = missing_materials(sheet.materials(), handed_in)
    if missing:
        names = "、".join(need.material.name for need in missing)
        raise IntakeRefused("case.materials_missing", names=names)


def missing_materials(
    needs: tuple[MaterialNeed, ...], handed_in: tuple[HandedIn, ...]
) -> tuple[MaterialNeed, ...]:
    """Return the needed papers that were not handed in and that the program does not print itself."""
    here = {one.key for one in handed_in}
    return tuple(
        need
        for need in needs
        if need.needed and not need.material.printed_here and need.material.key not in here
    )
