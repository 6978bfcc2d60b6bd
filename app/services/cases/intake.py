"""What a clerk has taken in over the counter, and whether it may be accepted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.case.carried import AnswerSource
from app.domain.case.reuse import REUSED, ReusablePaper
from app.domain.errors import PersonFacing
from app.domain.form.model import Material
from app.domain.form.problems import unneeded_in
from app.domain.form.sheet import FormContext, FormSheet, MaterialNeed, open_sheet
from app.domain.identity.check import Severity
from app.domain.item import Catalog, ServiceItem, Status
from app.domain.item_withdrawal import Advice, advise
from app.domain.ledger.operation import Moment
from app.domain.paper_wording import paper_date
from app.services.case_turn import CaseTurn
from app.services.cases.excuses import NO_EXCUSES, Excuses
from app.services.office import Office
from app.services.use_case import Typed


class IntakeRefused(PersonFacing):
    """What was taken in cannot become what the clerk asked for."""


_ENDED = {
    Advice.CARRY_OVER: "case.item_revised",
    Advice.NAME_THE_AUTHORITY: "case.item_taken_back",
    Advice.STOP: "case.item_abolished",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn(Typed):
    """One paper over the counter. `waived_by` names the check that stood in for it (免).

    `reused` is the paper of an earlier case that counts again (材料复用); its copies and pages are those.
    """

    key: str
    form: str
    copies: int = 1
    pages: int = 1
    returned: bool = False
    waived_by: str = ""
    reused: ReusablePaper | None = None


def lent_again(key: str, lent: ReusablePaper) -> HandedIn:
    """Return how a paper of an earlier case is handed in: in the pieces and pages it has there."""
    return HandedIn(key=key, form=REUSED, copies=lent.copies, pages=lent.pages, reused=lent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake(Typed):
    """Answers and papers of one application, from a draft and a ticket when there were any.

    `carried`: which answers came from which earlier case, by field or table.
    `same_as`: cases under another number that the clerk confirmed to be of this applicant.
    `excuses`: why needed papers are not among them, for an acceptance; every other ending ignores it.
    `elsewhere`: why it is taken in at a window its item is not served at; ignored where it is.
    `delivery`: in which way the applicant gets the result, as the item names it; empty for the usual one.
    """

    item_id: str
    item_version: int
    answers: Mapping[str, Any]
    materials: tuple[HandedIn, ...] = ()
    visit_id: str | None = None
    draft_id: str | None = None
    carried: Mapping[str, AnswerSource] = field(default_factory=dict)
    same_as: frozenset[str] = frozenset()
    excuses: Excuses = NO_EXCUSES
    elsewhere: str = ""
    delivery: str = ""


def sheet_of(office: Office, item: ServiceItem, answers: Mapping[str, Any], moment: Moment) -> FormSheet:
    """Return the filled sheet of an application, judged by the business date."""
    context = FormContext(today=moment.business_date, tables=office.catalog.tables)
    return open_sheet(item.form, answers, context)


def item_taken(turn: CaseTurn, intake: Intake) -> ServiceItem:
    """Return the item version of an application that is received today, the day that counts in law.

    IntakeRefused, with the date and the reason, when it takes none today, and where the answers need no
    permit at all. 不予受理 needs no item in force, and is the answer to who applies without need.
    """
    catalog, today = turn.office.catalog, turn.moment.business_date
    item = catalog.version(intake.item_id, intake.item_version)
    refuse_out_of_force(catalog, item, today)
    if item.status is not Status.IN_USE or not item.is_claimed:
        status = item.status.value if item.is_claimed else "未承接"
        raise IntakeRefused("case.item_not_taken", item=item.name, status=status)
    if any(check.basis is not None for check in item.form.definition.checks):
        refuse_unneeded(sheet_of(turn.office, item, intake.answers, turn.moment))
    return item


def refuse_unneeded(sheet: FormSheet) -> None:
    """Refuse what needs no permit (行政许可法 32 第一款第一项): there is nothing to accept or to mend."""
    found = unneeded_in(sheet.problems())
    if found is not None:
        raise IntakeRefused("case.no_permit_needed", **found.facts)


def refuse_out_of_force(catalog: Catalog, item: ServiceItem, received_on: date) -> None:
    """Refuse what is received before the first or after the last day of its item version."""
    refused = out_of_force(catalog, item, received_on)
    if refused is not None:
        raise refused


def out_of_force(catalog: Catalog, item: ServiceItem, received_on: date) -> IntakeRefused | None:
    """Return why an item version takes nothing on a day, with the authority to turn to; None if it does."""
    if received_on < item.valid_from:
        return IntakeRefused("case.item_not_yet", item=item.name, day=paper_date(item.valid_from))
    ended = catalog.withdrawal(item)
    code = _ENDED.get(advise(ended, received_on))
    if ended is None or code is None:
        return None
    facts = {"day": paper_date(ended.last_day), "reason": ended.reason.value}
    return IntakeRefused(code, item=item.name, body=ended.competent_authority or "有权机关", **facts)


def material_of(item: ServiceItem, key: str) -> Material:
    """Return a material of an item by its key; IntakeRefused when the item asks for no such paper."""
    found = next((material for material in item.materials if material.key == key), None)
    if found is None:
        raise IntakeRefused("case.material_unknown", item=item.name, key=key)
    return found


def refuse_unfit(material: Material, handed: HandedIn) -> None:
    """Refuse a paper that is not as the item wants it: its form, its pieces, what stands in for it (免)."""
    if handed.reused is not None and handed != lent_again(handed.key, handed.reused):
        raise IntakeRefused("case.material_form", name=material.name, forms=REUSED)
    forms = {form.value for form in material.forms}
    if handed.waived_by and handed.waived_by not in material.waived_by:
        raise IntakeRefused("case.material_not_waived", name=material.name)
    if not handed.waived_by and handed.reused is None and handed.form not in forms:
        raise IntakeRefused("case.material_form", name=material.name, forms="、".join(sorted(forms)))
    if handed.copies < 1 or handed.pages < 1:
        raise IntakeRefused("case.material_pieces", name=material.name)


def check_acceptable(
    sheet: FormSheet, handed_in: tuple[HandedIn, ...], excused: frozenset[str] = frozenset()
) -> None:
    """Refuse acceptance while an answer is wrong or a needed paper is neither here nor waived nor excused.

    Warnings never refuse: a clerk decides over them.
    """
    refuse_unneeded(sheet)
    errors = [problem for problem in sheet.problems() if problem.severity is Severity.ERROR]
    if errors:
        raise IntakeRefused("case.answers_wrong", count=len(errors), first=errors[0].label)
    missing = missing_materials(sheet.materials(), handed_in, excused)
    if missing:
        names = "、".join(need.material.name for need in missing)
        raise IntakeRefused("case.materials_missing", names=names)


def missing_materials(
    needs: tuple[MaterialNeed, ...],
    handed_in: tuple[HandedIn, ...],
    excused: frozenset[str] = frozenset(),
) -> tuple[MaterialNeed, ...]:
    """Return the needed papers that are neither here nor excused; a printed one is here once it is signed."""
    here = excused | {one.key for one in handed_in}
    return tuple(need for need in needs if need.needed and need.material.key not in here)
