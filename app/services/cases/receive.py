"""Receives an application (收件): the case begins, and the applicant gets a 收件凭证."""

from collections.abc import Mapping
from typing import Any

from app.domain.case.case import WAIVED, Case, CaseItem
from app.domain.case.deadlines import answer_due
from app.domain.case.deferral import VERIFIED
from app.domain.case.reuse import REUSED, ReusablePaper
from app.domain.item import ServiceItem
from app.domain.keepable import is_readable
from app.domain.ledger.canonical import Json
from app.domain.paper import Applicant, CaseFacts
from app.domain.paper_wording import paper_date
from app.domain.role import Action
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.cases.acceptable import must_stay_acceptable, refuse_other_applicant
from app.services.cases.applicant import applicant_of
from app.services.cases.carrying import forget_changed, record_carried
from app.services.cases.delivering import record_delivery, refuse_other_way
from app.services.cases.elsewhere import record_elsewhere, refuse_elsewhere
from app.services.cases.form_papers import carry_prints, prints_of_draft
from app.services.cases.intake import (
    HandedIn,
    Intake,
    IntakeRefused,
    item_taken,
    material_of,
    refuse_unfit,
    sheet_of,
)
from app.services.cases.lapsing import record_lapses
from app.services.cases.pages_into_case import captured, let_go_of_unnamed, record_pages, refuse_unknown_pages
from app.services.cases.reuse import record_reused
from app.services.cases.same_person import record_same_person
from app.services.desk import Desk
from app.services.numbering import next_case_number
from app.services.office import Office
from app.services.papers.drawable import Placed, cells, refuse_undrawable
from app.services.papers.facts import PaperOrder, shown_applicant
from app.services.papers.reserve import reserve_paper
from app.services.use_case import use_case

RECEIPT = "SJ"
_NOTHING = "—"


@use_case
def receive_case(office: Office, desk: Desk, command_id: str, intake: Intake) -> CaseDone:
    """Take an application in, complete or not, and issue the 收件凭证: it says when an answer is due.

    Nothing is judged here beyond the applicant's name: whoever hands papers in gets a voucher.
    """
    desk = desk.acting(Action.DRAFT)

    def received(turn: CaseTurn) -> CaseDone:
        rows = material_rows(item_taken(turn, intake), intake.materials)
        refuse_undrawable(office.papers, cells(office.papers, RECEIPT, rows))
        case, item = open_case(turn, intake)
        due = answer_due(turn.moment.business_date, office.calendar)
        facts = CaseFacts(received_at=case.received_at, acceptance_due=due.date)
        order = PaperOrder(type_code=RECEIPT, case=facts, table_rows=rows)
        paper = reserve_paper(turn, case, item, order)
        return CaseDone(turn.case(case.id), (paper,))

    return carry_out(office, desk, command_id, received)


def open_case(turn: CaseTurn, intake: Intake) -> tuple[Case, ServiceItem]:
    """Begin a case with its answers and papers; shared by every way of taking in.

    IntakeRefused without a readable name, PaperError with one that no font of ours has: every paper of a
    case must say who applied. IntakeRefused at a window that does not serve the item, without a reason.
    The opening holds nothing personal, so that a later erasure of the answers keeps the case.
    """
    office, moment = turn.office, turn.moment
    item = office.catalog.version(intake.item_id, intake.item_version)
    refuse_elsewhere(turn, item, intake)
    refuse_other_way(turn, item, intake)
    sheet = sheet_of(office, item, intake.answers, moment)
    applicant = applicant_of(sheet)
    if not is_readable(applicant.name):
        raise IntakeRefused("case.applicant_missing")
    refuse_undrawable(office.papers, _applicant_texts(shown_applicant(applicant, office)))
    pages = captured(turn, item, intake, sheet.answers())
    number = next_case_number(
        office.recorder.township, turn.unit, office.hall.area_code, moment.business_date
    )
    case_id = office.ids.operation_id()
    opening = {
        "item": _item_payload(item),
        "case_number": str(number),
        "query_code": office.ids.query_code(),
        "visit": intake.visit_id,
    }
    turn.record("case.opened.v1", case_id, opening)
    written = {"changes": sheet.answers(), "applicant": applicant.to_json()}
    turn.record("case.answered.v1", case_id, written)
    record_elsewhere(turn, turn.case(case_id), item, intake)
    record_delivery(turn, turn.case(case_id), item, intake)
    record_same_person(turn, turn.case(case_id), intake.same_as)
    record_carried(turn, turn.case(case_id), intake.carried)
    carry_prints(turn, case_id, prints_of_draft(turn, intake.draft_id))
    _record_materials(turn, case_id, item, intake.materials)
    record_pages(turn, turn.case(case_id), pages)
    if intake.draft_id is not None:
        turn.unit.drafts.finish(intake.draft_id)
    return turn.case(case_id), item


def _applicant_texts(shown: Applicant) -> tuple[Placed, ...]:
    return (
        ("申请人", shown.name),
        ("证件号码", shown.identity),
        ("联系电话", shown.phone),
        ("代理人", shown.agent),
    )


def change_answers(turn: CaseTurn, case: Case, answers: Mapping[str, Any]) -> None:
    """Write what differs between a case as it was seen and its form as it now reads; nothing if nothing does.

    The edit builds on the case as it was seen, so that nobody's answer is written over unread. IntakeRefused
    where papers name another applicant, or an accepted case would no longer be acceptable.
    """
    item = turn.office.catalog.version(case.item.id, case.item.version)
    sheet = sheet_of(turn.office, item, answers, turn.moment)
    now = sheet.answers()
    gone: dict[str, Json] = dict.fromkeys(case.answers.keys() - now.keys())
    changed = gone | {path: value for path, value in now.items() if case.answers.get(path) != value}
    if changed:
        applicant, before = applicant_of(sheet), turn.case(case.id)
        form = item.form.definition
        refuse_other_applicant(before, applicant)
        refuse_unknown_pages(before, form, now)
        written = {"changes": changed, "applicant": applicant.to_json()}
        after = turn.record("case.answered.v1", case.id, written, case.base)
        must_stay_acceptable(turn, before, after)
        record_lapses(turn, after, before)
        let_go_of_unnamed(turn, before, after, form)
        forget_changed(turn, before, after)


def record_materials(turn: CaseTurn, case: Case, brought: tuple[HandedIn, ...]) -> None:
    """Add papers that were brought later to those of a case."""
    item = turn.office.catalog.version(case.item.id, case.item.version)
    _record_materials(turn, case.id, item, brought)


def material_rows(item: ServiceItem, handed_in: tuple[HandedIn, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the lines of the 材料 table of a 收件凭证, in the item's order."""
    order = {material.key: place for place, material in enumerate(item.materials)}
    return tuple(
        (_listed_name(item, one), *_pieces(one), _remark(one))
        for one in sorted(handed_in, key=lambda one: order.get(one.key, 0))
    )


def _pieces(handed: HandedIn) -> tuple[str, str, str]:
    """Return form, copies and pages as the voucher says them; of a waived paper nothing was handed over."""
    if handed.waived_by:
        return (_NOTHING, _NOTHING, _NOTHING)
    return (handed.form, str(handed.copies), str(handed.pages))


def _listed_name(item: ServiceItem, handed: HandedIn) -> str:
    """Return what a paper is called on the voucher; of one used again, also where it lies."""
    name = material_of(item, handed.key).name
    return name if handed.reused is None else f"{name}，{_whence(handed.reused)}"


def _whence(lent: ReusablePaper) -> str:
    return f"取自办件{lent.case_number}，有效至{paper_date(lent.until)}"


def _record_materials(
    turn: CaseTurn, case_id: str, item: ServiceItem, handed_in: tuple[HandedIn, ...]
) -> None:
    for handed in handed_in:
        _record_material(turn, case_id, item, handed)


def _record_material(turn: CaseTurn, case_id: str, item: ServiceItem, handed: HandedIn) -> None:
    """Record one paper under a row of its own: two devices cut off from each other never give the same."""
    material = material_of(item, handed.key)
    refuse_unfit(material, handed)
    if handed.reused is not None:
        record_reused(turn, case_id, material, handed.reused, _whence(handed.reused))
        return
    row = turn.office.ids.operation_id()
    paper: dict[str, Json] = {
        "key": handed.key,
        "name": material.name,
        "form": handed.form,
        "copies": handed.copies,
        "pages": handed.pages,
        "note": _remark(handed),
    }
    if handed.waived_by:
        paper["waived_by"] = handed.waived_by
    received: dict[str, Json] = {"row": row, "what": "received", "paper": paper}
    turn.record("material.received.v1", case_id, received)
    if handed.returned:
        turn.record("material.returned.v1", case_id, {"row": row, "what": "returned", "to": "applicant"})


def _remark(handed: HandedIn) -> str:
    if handed.reused is not None:
        return REUSED
    if handed.waived_by:
        return f"{WAIVED}（{handed.waived_by}）"
    return VERIFIED if handed.returned else "留存"


def _item_payload(item: ServiceItem) -> dict[str, str | int]:
    chosen = CaseItem(id=item.id, version=item.version, name=item.name)
    return {"id": chosen.id, "version": chosen.version, "name": chosen.name}
