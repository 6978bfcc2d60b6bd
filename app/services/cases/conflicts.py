"""Shows what two people wanted for one case, and keeps what a third decides."""

from app.domain.ledger.conflict import Conflict
from app.domain.ledger.ledger_kinds import SETTLED, Keep, settlement
from app.domain.ledger.operation import Subject
from app.domain.role import Action
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.cases.acceptable import must_stay_acceptable, refuse_other_applicant
from app.services.cases.intake import IntakeRefused
from app.services.desk import Desk
from app.services.office import Office
from app.services.use_case import use_case


@use_case
def settle_conflict(
    office: Office, desk: Desk, command_id: str, case_id: str, op_id: str, keep: Keep
) -> CaseDone:
    """Keep one side of a conflict; IntakeRefused when it was settled meanwhile or the case is elsewhere.

    Refused as well when the side kept would undo what an acceptance or a paper rests on.
    """
    desk = desk.acting(Action.ACCEPT)

    def settled(turn: CaseTurn) -> CaseDone:
        conflict = _conflict(turn, case_id, op_id)
        if conflict.decided_by not in (None, desk.place):
            raise IntakeRefused("ledger.no_custody")
        before = turn.case(case_id)
        after = turn.record(SETTLED, case_id, settlement(op_id, keep))
        refuse_other_applicant(before, after.applicant)
        must_stay_acceptable(turn, before, after)
        return CaseDone(after, ())

    return carry_out(office, desk, command_id, settled)


def _conflict(turn: CaseTurn, case_id: str, op_id: str) -> Conflict:
    known = turn.office.recorder.township.conflicts(turn.unit.authority, Subject("case", case_id))
    found = next((conflict for conflict in known if conflict.op_id == op_id), None)
    if found is None:
        raise IntakeRefused("case.conflict_settled")
    return found
