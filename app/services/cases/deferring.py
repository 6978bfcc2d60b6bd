"""Accepts without papers that come later (容缺): which may, by when, whose promise counts, and the pledge."""

from collections.abc import Iterator
from datetime import date

from app.domain.case.case import Case
from app.domain.case.deferral import AGENT, APPLICANT, broken_on
from app.domain.case.deferral_days import deferral_days, is_barred
from app.domain.form.model import MaterialForm
from app.domain.form.sheet import FormSheet
from app.domain.item import ServiceItem
from app.domain.ledger.canonical import Json
from app.domain.paper import CaseFacts
from app.domain.paper_wording import paper_date
from app.ports.paper_store import PaperRecord
from app.services.case_turn import CaseTurn
from app.services.cases.applicant import applicant_of
from app.services.cases.excuses import Deferral
from app.services.cases.intake import HandedIn, IntakeRefused, material_of, missing_materials
from app.services.cases.same_person import cases_of_person
from app.services.papers.drawable import cells, refuse_undrawable
from app.services.papers.facts import PaperOrder
from app.services.papers.reserve import reserve_paper

PLEDGE = "RQ"
_FORMS = {
    MaterialForm.ORIGINAL: "原件",
    MaterialForm.COPY: "复印件",
    MaterialForm.ELECTRONIC: "电子件",
    MaterialForm.KEPT: "原件（留存）",
}
Deferrals = tuple[Deferral, ...]


def refuse_unfit_deferrals(
    turn: CaseTurn,
    item: ServiceItem,
    sheet: FormSheet,
    handed_in: tuple[HandedIn, ...],
    deferred: Deferrals,
    case_id: str | None,
) -> None:
    """Refuse to put off a paper the item does not list for it, that is not missing, or beyond the terms.

    IntakeRefused too for an applicant who let an earlier promise pass.
    """
    if not deferred:
        return
    _refuse_unfit_papers(sheet, handed_in, deferred)
    _refuse_unfit_days(turn, item, deferred)
    _refuse_broken_promise(turn, applicant_of(sheet).id_number, case_id)


def record_deferrals(turn: CaseTurn, case: Case, item: ServiceItem, deferred: Deferrals) -> Case:
    """Record in the case which papers come later, by when and on whose promise; return the case after it."""
    papers: list[Json] = [
        {"key": one.key, "name": material_of(item, one.key).name, "until": one.until.isoformat()}
        for one in deferred
    ]
    promise: dict[str, Json] = {
        "papers": papers,
        "promised_by": AGENT if case.applicant.agent_name else APPLICANT,
        "held_before": [one.row for one in case.materials],
    }
    return turn.record("case.papers_deferred.v1", case.id, promise)


def later_papers(item: ServiceItem, deferred: Deferrals) -> str:
    """Return the papers that come later as the 受理通知书 names them; nothing for none."""
    named = (f"{material_of(item, one.key).name}（{paper_date(one.until)}前）" for one in deferred)
    return "、".join(named)


def refuse_undrawable_pledge(turn: CaseTurn, item: ServiceItem, deferred: Deferrals) -> None:
    """Refuse papers whose names no font has; PaperError before any number is taken."""
    works = turn.office.papers
    refuse_undrawable(works, cells(works, PLEDGE, _rows(item, deferred)))


def reserve_pledge(
    turn: CaseTurn, case: Case, item: ServiceItem, ground: str | None, facts: CaseFacts, deferred: Deferrals
) -> PaperRecord:
    """Issue the 容缺受理告知承诺书 that the applicant signs, on the same decision as the 受理通知书."""
    rows = tuple(_rows(item, deferred))
    order = PaperOrder(type_code=PLEDGE, ground=ground, case=facts, table_rows=rows)
    return reserve_paper(turn, case, item, order)


def _rows(item: ServiceItem, deferred: Deferrals) -> Iterator[tuple[str, ...]]:
    for one in deferred:
        material = material_of(item, one.key)
        forms = "或者".join(_FORMS[form] for form in material.forms)
        yield (material.name, forms, paper_date(one.until))


def _refuse_unfit_papers(sheet: FormSheet, handed_in: tuple[HandedIn, ...], deferred: Deferrals) -> None:
    missing = {need.material.key for need in missing_materials(sheet.materials(), handed_in)}
    needs = {need.material.key: need for need in sheet.materials()}
    for one in deferred:
        need = needs.get(one.key)
        if need is None or not need.deferrable:
            name = one.key if need is None else need.material.name
            raise IntakeRefused("case.not_deferrable", name=name)
        if one.key not in missing:
            raise IntakeRefused("case.deferred_not_missing", name=need.material.name)
        missing.discard(one.key)


def _refuse_unfit_days(turn: CaseTurn, item: ServiceItem, deferred: Deferrals) -> None:
    office, today = turn.office, turn.moment.business_date
    days = deferral_days(office.hall.deferral, item, today, office.calendar)
    for one in deferred:
        name = material_of(item, one.key).name
        if days.last < days.first:
            raise IntakeRefused("deferral.no_time", name=name, last=paper_date(days.last))
        if not days.holds(one.until):
            raise IntakeRefused(
                "deferral.day_out_of_terms",
                name=name,
                day=paper_date(one.until),
                first=paper_date(days.first),
                last=paper_date(days.last),
            )


def _refuse_broken_promise(turn: CaseTurn, id_number: str, case_id: str | None) -> None:
    """Refuse another promise of a person who let one pass; whose number nobody knows cannot be looked up."""
    broken = _broken_promise(turn, id_number, case_id)
    if broken is not None and is_barred(turn.office.hall.deferral, broken[1], turn.moment.business_date):
        raise IntakeRefused("deferral.promise_broken", number=broken[0], day=paper_date(broken[1]))


def _broken_promise(turn: CaseTurn, id_number: str, case_id: str | None) -> tuple[str, date] | None:
    """Return 办件编号 and day of the newest promise a person let pass in any other case, None for none."""
    today = turn.moment.business_date
    cases = [case for case in cases_of_person(turn, id_number) if case.id != case_id]
    broken = [(day, case.case_number) for case in cases if (day := broken_on(case.facts, today)) is not None]
    return max(broken)[::-1] if broken else None
