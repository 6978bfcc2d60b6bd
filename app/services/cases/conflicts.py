"""Shows what two people wanted for one case, and keeps what a third decides."""

from dataclasses import replace
from datetime import date

from app.domain.case.case import Case
from app.domain.case.deadlines import answer_due
from app.domain.case.deemed import recorded_deemed
from app.domain.ledger.conflict import Conflict
from app.domain.ledger.ledger_kinds import SETTLED, Keep, settlement
from app.domain.ledger.operation import Subject
from app.domain.paper_wording import paper_date
from app.domain.posts import DEEDS
from app.domain.role import Action
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.cases.acceptable import must_stay_acceptable, refuse_other_applicant
from app.services.cases.deemed import DeemedRefused
from app.services.cases.intake import IntakeRefused
from app.services.cases.lapsing import record_lapses
from app.services.desk import Desk
from app.services.office import Office
from app.services.still_in_post import refuse_former
from app.services.use_case import use_case

_ANSWERS_TOO_LATE = frozenset({"case.refused.v1", "case.supplement_requested.v1"})


@use_case
def settle_conflict(
    office: Office, desk: Desk, command_id: str, case_id: str, op_id: str, keep: Keep
) -> CaseDone:
    """Keep one side of a conflict; IntakeRefused when it was settled meanwhile or the case is elsewhere.

    A decision is kept or dropped by whoever may make it by themselves; what would change a case that has
    ended only by a supervisor: NotAllowed. Refused as well when the side kept would undo what an acceptance
    or a paper rests on, and an answer that came after the law had accepted (DeemedRefused).
    """
    desk = desk.acting(Action.ACCEPT)

    def settled(turn: CaseTurn) -> CaseDone:
        conflict, before = _conflict(turn, case_id, op_id), turn.case(case_id)
        if conflict.decided_by not in (None, desk.place):
            raise IntakeRefused("ledger.no_custody")
        turn = _permitted(turn, conflict, before, keep)
        if keep is Keep.MINE:
            _refuse_too_late(turn, conflict, before)
        after = turn.record(SETTLED, case_id, settlement(op_id, keep))
        refuse_other_applicant(before, after.applicant)
        must_stay_acceptable(turn, before, after)
        return CaseDone(record_lapses(turn, after, before), ())

    return carry_out(office, desk, command_id, settled)


def _permitted(turn: CaseTurn, conflict: Conflict, case: Case, keep: Keep) -> CaseTurn:
    """Return the turn in the post that may settle it: what it takes is known only from both sides."""
    would_change_an_end = keep is Keep.MINE and case.state.is_over
    actions = (Action.CHANGE_ENDED,) if would_change_an_end else _actions(conflict)
    desk = turn.desk.acting(actions[0])
    refuse_former(turn.unit, desk)
    return replace(turn, desk=desk)


def _actions(conflict: Conflict) -> tuple[Action, ...]:
    deed = DEEDS.get(conflict.kind)
    return (Action.ACCEPT,) if deed is None else deed.actions


def _refuse_too_late(turn: CaseTurn, conflict: Conflict, case: Case) -> None:
    """Refuse to let an answer stand that was given after the last day for it (行政许可法 32(4)).

    One given in time and arriving late overturns what was recorded meanwhile (HISTORIES 11).
    """
    since = recorded_deemed(case.facts)
    if since is None or conflict.kind not in _ANSWERS_TOO_LATE:
        return
    if _made_on(turn, conflict) > answer_due(since, turn.office.calendar).date:
        raise DeemedRefused("case.deemed_no_way_back", number=case.case_number, since=paper_date(since))


def _made_on(turn: CaseTurn, conflict: Conflict) -> date:
    entry = turn.unit.authority.entry(conflict.op_id)
    assert entry is not None, "a conflict is about an entry of the log"
    return entry.delivered.operation.body.moment.business_date


def _conflict(turn: CaseTurn, case_id: str, op_id: str) -> Conflict:
    known = turn.office.recorder.township.conflicts(turn.unit.authority, Subject("case", case_id))
    found = next((conflict for conflict in known if conflict.op_id == op_id), None)
    if found is None:
        raise IntakeRefused("case.conflict_settled")
    return found
