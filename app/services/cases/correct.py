"""Changes a case between its receipt and its decision: answers, later papers, originals given back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.domain.case.case import Case
from app.domain.case.whereabouts import is_away
from app.domain.paper_wording import paper_date
from app.domain.role import Action
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.cases.handed_in_later import receipt_for_promised
from app.services.cases.intake import HandedIn, IntakeRefused
from app.services.cases.lapsing import record_lapses
from app.services.cases.receive import change_answers, record_materials
from app.services.cases.sheets import sheet_in
from app.services.desk import Desk
from app.services.office import Office
from app.services.use_case import use_case


@use_case
def answer_case(
    office: Office,
    desk: Desk,
    command_id: str,
    seen: Case,
    answers: Mapping[str, Any],
    *,
    brought: tuple[HandedIn, ...] = (),
) -> CaseDone:
    """Write the form of a case as it now reads, with the papers brought along.

    Only what differs from the case as it was `seen` is written. A field somebody else changed meanwhile
    makes the whole edit a conflict of the case: both are kept, and the case returned names it among its
    `conflicts` until a person settles it. For a promised paper (容缺) the applicant gets a 收件凭证.
    """
    desk = desk.acting(Action.DRAFT)

    def answered(turn: CaseTurn) -> CaseDone:
        case = turn.case(seen.id)
        _must_be_open(case)
        record_materials(turn, case, brought)
        change_answers(turn, seen, answers)
        papers = receipt_for_promised(turn, case, brought)
        return CaseDone(turn.case(seen.id), papers)

    return carry_out(office, desk, command_id, answered)


@use_case
def receive_materials(
    office: Office, desk: Desk, command_id: str, case_id: str, brought: tuple[HandedIn, ...]
) -> CaseDone:
    """Take in papers handed in after the application; a fact, whatever the state of the case.

    For a paper that was promised for later (容缺) the applicant gets a 收件凭证.
    """
    desk = desk.acting(Action.DRAFT)

    def received(turn: CaseTurn) -> CaseDone:
        before = turn.case(case_id)
        record_materials(turn, before, brought)
        record_lapses(turn, turn.case(case_id))
        papers = receipt_for_promised(turn, before, brought)
        return CaseDone(turn.case(case_id), papers)

    return carry_out(office, desk, command_id, received)


@use_case
def give_back(office: Office, desk: Desk, command_id: str, case_id: str, row: str) -> CaseDone:
    """Give the applicant's paper in `row` back; IntakeRefused when it is not at this hall any more.

    One that was used again (材料复用) lies in the case that lent it; what a check stood in for is no paper;
    what was sent out of the hall has to come back to the window first.
    """
    desk = desk.acting(Action.HAND_OVER)

    def given(turn: CaseTurn) -> CaseDone:
        paper = sheet_in(turn.case(case_id), row, desk)
        if is_away(paper.where):
            day = paper_date(datetime.fromisoformat(paper.since).date())
            raise IntakeRefused("case.material_away", name=paper.name, spot=paper.spot, day=day)
        returned = {"row": row, "what": "returned", "to": "applicant"}
        return CaseDone(turn.record("material.returned.v1", case_id, returned), ())

    return carry_out(office, desk, command_id, given)


def _must_be_open(case: Case) -> None:
    if case.state.is_over:
        raise IntakeRefused("case.is_over", number=case.case_number, state=case.state.label)
