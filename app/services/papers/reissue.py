"""Issues a paper again under a new number (重新出具): after it was voided, or in place of one that counts."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.case.case import Case, IssuedPaper
from app.domain.case.state import CaseState
from app.domain.cash.papers import CASH_PAPERS
from app.domain.errors import PersonFacing
from app.domain.paper_record import facts_from
from app.domain.role import Action
from app.ports.paper_store import TAKEN_BACK, PaperRecord
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.desk import Desk
from app.services.office import Office
from app.services.papers.facts import restated
from app.services.papers.known import known_paper
from app.services.papers.reserve import reserve_again
from app.services.papers.void_paper import make_void, refuse_unvoidable
from app.services.still_in_post import refuse_former
from app.services.use_case import use_case

_ISSUES: Mapping[str, Action] = {
    "SJ": Action.DRAFT,
    "SL": Action.ACCEPT,
    "RQ": Action.ACCEPT,
    "BZ": Action.SUPPLEMENT,
    "BS": Action.REFUSE,
    "BJ": Action.ACCEPT,
}
"""Who may give out a void paper again: whoever may issue its kind. Of any other kind a supervisor."""

_LEFT = frozenset({CaseState.WITHDRAWN, CaseState.MERGED, CaseState.REVOKED})
_RETURN = "TJ"
"""Of a case that was terminated only the notice of that is given out again."""


class ReissueRefused(PersonFacing):
    """A paper that is not issued again, and why."""


@use_case
def reissue_paper(
    office: Office, desk: Desk, command_id: str, paper_id: str, *, reason: str = ""
) -> CaseDone:
    """Issue a paper again: the same kind under the next number, naming the number it replaces.

    It rests on the decision of the first and keeps its days and terms; whom it names is as the case has it
    now. One that still counts is replaced in the same act, with a `reason`, by whoever may void; a void one
    by whoever may issue its kind. ReissueRefused for a receipt for money, and where it has a successor, its
    decision fell, its case was taken back or merged, or it is known by its QR alone; PrintRefused as in
    `void_paper`.
    """

    def reissued(turn: CaseTurn) -> CaseDone:
        old = known_paper(turn.unit, paper_id)
        return _reissue(_permitted(turn, old), old, reason)

    return carry_out(office, desk, command_id, reissued)


def _permitted(turn: CaseTurn, old: PaperRecord) -> CaseTurn:
    """Return the turn in the post that may do it: what it takes is known only from the paper."""
    action = _ISSUES.get(old.type_code, Action.VOID) if old.is_void else Action.VOID
    desk = turn.desk.acting(action)
    refuse_former(turn.unit, desk)
    return replace(turn, desk=desk)


def _reissue(turn: CaseTurn, old: PaperRecord, reason: str) -> CaseDone:
    case = turn.case(old.case_id)
    told = next(paper for paper in case.papers if paper.id == old.id)
    _refuse_unfit(case, old, told)
    if not old.is_void:
        refuse_unvoidable(turn, old, reason)
    before = facts_from(turn.unit.papers.facts(old.id))
    facts = restated(turn.office, turn.desk, turn.moment, case, before, old.number)
    kept: Mapping[str, Any] = case.facts["papers"][old.id]
    new = reserve_again(turn, case, facts, ground=kept.get("ground"), replaced=old.id)
    if not old.is_void:
        make_void(turn, old, "paper.superseded.v1", {"paper": old.id, "reason": reason, "by": new.id})
    if told.served_on:
        served = {"paper": new.id, "served_on": turn.moment.business_date.isoformat()}
        turn.record("paper.served.v1", case.id, served)
    return CaseDone(turn.case(case.id), (new,))


def _refuse_unfit(case: Case, old: PaperRecord, told: IssuedPaper) -> None:
    if old.type_code in CASH_PAPERS:
        # Two receipts for one payment would be money taken twice; a spoiled sheet is printed again (补打).
        raise ReissueRefused("cash.receipt_not_again", number=old.number)
    if told.replaced_by:
        raise ReissueRefused("case.reissued_already", number=old.number, by=told.replaced_by)
    if old.state == TAKEN_BACK:
        raise ReissueRefused("case.reissue_taken_back", number=old.number)
    is_terminated = case.state is CaseState.TERMINATED and old.type_code != _RETURN
    if case.state in _LEFT or is_terminated:
        raise ReissueRefused("case.reissue_case_left", number=case.case_number, state=case.state.label)
    if not told.ground_stands:
        raise ReissueRefused("case.reissue_ground_fell", number=old.number)
