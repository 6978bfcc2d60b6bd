"""Tells once everything that is missing (一次性告知), and takes the supplements in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.domain.case.case import Case
from app.domain.case.state import CaseState
from app.domain.item import ServiceItem
from app.domain.ledger.operation import Base
from app.domain.paper import CaseFacts
from app.domain.role import Action
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.cases.deciding import decide, refuse_answer_too_late
from app.services.cases.handed_in_later import receipt_for_promised, receipt_for_supplements
from app.services.cases.intake import HandedIn, Intake, IntakeRefused, item_taken, refuse_unneeded, sheet_of
from app.services.cases.receive import change_answers, open_case, record_materials
from app.services.cases.still_asked import Asked, still_asked
from app.services.desk import Desk
from app.services.office import Office
from app.services.papers.drawable import cells, refuse_undrawable
from app.services.papers.facts import PaperOrder
from app.services.papers.reserve import reserve_paper
from app.services.use_case import Typed, use_case

NOTICE = "BZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement(Typed):
    """One line of the notice: which paper, what is wrong with it, what is wanted, on what ground."""

    material: str
    problem: str
    requirement: str
    basis: str

    def row(self) -> tuple[str, ...]:
        """Return the line as the notice prints it."""
        return (self.material, self.problem, self.requirement, self.basis)


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion(Typed):
    """What came after a notice: papers, and the form as it now reads (None: as it was).

    `is_vouched`: the clerk has looked at the lines that only a person can judge.
    """

    brought: tuple[HandedIn, ...] = ()
    answers: Mapping[str, Any] | None = None
    is_vouched: bool = False


@use_case
def request_supplement_of_intake(
    office: Office, desk: Desk, command_id: str, intake: Intake, supplements: tuple[Supplement, ...]
) -> CaseDone:
    """Take in what there is and hand over the 一次性告知书; it counts as served on the spot."""
    desk = desk.acting(Action.SUPPLEMENT)
    _check(office, supplements)

    def requested(turn: CaseTurn) -> CaseDone:
        item_taken(turn, intake)
        case, item = open_case(turn, intake)
        return _request(turn, case, item, case.base, supplements, "")

    return carry_out(office, desk, command_id, requested)


@use_case
def request_supplement(
    office: Office,
    desk: Desk,
    command_id: str,
    case_id: str,
    base: Base,
    supplements: tuple[Supplement, ...],
    *,
    why_again: str = "",
) -> CaseDone:
    """Ask for supplements of a case received earlier.

    A second, different notice for what could have been named before is a violation (行政许可法 32(4)): it
    needs `why_again`, which stays in the case. DeemedRefused once the case counts as accepted by law.
    """
    desk = desk.acting(Action.SUPPLEMENT)
    _check(office, supplements)

    def requested(turn: CaseTurn) -> CaseDone:
        case = turn.case(case_id)
        if any(paper.type_code == NOTICE for paper in case.papers) and not why_again.strip():
            raise IntakeRefused("case.second_notice_needs_reason")
        item = office.catalog.version(case.item.id, case.item.version)
        refuse_answer_too_late(turn, case, item)
        refuse_unneeded(sheet_of(office, item, case.answers, turn.moment))
        return _request(turn, case, item, base, supplements, why_again)

    return carry_out(office, desk, command_id, requested)


@use_case
def supplements_complete(
    office: Office,
    desk: Desk,
    command_id: str,
    case_id: str,
    base: Base,
    came: Completion,
) -> CaseDone:
    """Take in what was asked for, with the form as it now reads: the clock of acceptance starts anew.

    What came is kept while something is still amiss, and the case goes on waiting for the rest.
    IntakeRefused where nothing came at all and the notice still asks for something, by name.
    """
    desk = desk.acting(Action.SUPPLEMENT)

    def completed(turn: CaseTurn) -> CaseDone:
        case = turn.case(case_id)
        if case.state is not CaseState.SUPPLEMENT_REQUIRED:
            _take_in(turn, decide(turn, case, "case.supplemented.v1", {}, base), came)
            return CaseDone(turn.case(case_id), receipt_for_promised(turn, case, came.brought))
        now = case.answers if came.answers is None else came.answers
        left = still_asked(office, case, turn.moment.business_date, brought=came.brought, answers=now)
        is_open = left.is_open(is_vouched=came.is_vouched)
        if is_open:
            _refuse_empty_handed(left)
            _take_in(turn, replace(case, base=base), came)
        else:
            _take_in(turn, decide(turn, case, "case.supplemented.v1", {}, base), came)
        papers = receipt_for_supplements(turn, case, came.brought, left if is_open else None)
        return CaseDone(turn.case(case_id), papers)

    return carry_out(office, desk, command_id, completed)


def _take_in(turn: CaseTurn, case: Case, came: Completion) -> None:
    record_materials(turn, case, came.brought)
    if came.answers is not None:
        change_answers(turn, case, came.answers)


def _refuse_empty_handed(left: Asked) -> None:
    if not left.is_empty_handed:
        return
    if left.missing:
        raise IntakeRefused("case.supplement_missing", names="、".join(left.missing))
    raise IntakeRefused("case.supplement_unsure", names="、".join(left.unsure))


def _check(office: Office, supplements: tuple[Supplement, ...]) -> None:
    if not supplements:
        raise IntakeRefused("case.supplement_needs_lines")
    if any(not all(part.strip() for part in one.row()) for one in supplements):
        raise IntakeRefused("case.supplement_line_incomplete")
    refuse_undrawable(office.papers, cells(office.papers, NOTICE, (one.row() for one in supplements)))


def _request(
    turn: CaseTurn,
    case: Case,
    item: ServiceItem,
    base: Base,
    supplements: tuple[Supplement, ...],
    why_again: str,
) -> CaseDone:
    lines = [list(one.row()) for one in supplements]
    asked = {
        "supplements": lines,
        "why_again": why_again,
        "held_before": [one.row for one in case.materials],
    }
    after = decide(turn, case, "case.supplement_requested.v1", asked, base)
    order = PaperOrder(
        type_code=NOTICE,
        ground=after.base.after_op,
        case=CaseFacts(received_at=case.received_at),
        table_rows=tuple(one.row() for one in supplements),
    )
    paper = reserve_paper(turn, after, item, order)
    served = {"paper": paper.id, "served_on": turn.moment.business_date.isoformat()}
    return CaseDone(turn.record("paper.served.v1", case.id, served), (paper,))
