"""Ends an application because the applicant takes it back (撤回申请)."""

from app.domain.ledger.operation import Base
from app.domain.role import Action
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.cases.deciding import decide
from app.services.cases.intake import IntakeRefused
from app.services.desk import Desk
from app.services.office import Office
from app.services.use_case import use_case


@use_case
def withdraw_case(
    office: Office, desk: Desk, command_id: str, case_id: str, base: Base, reason: str
) -> CaseDone:
    """Take an undecided application back at the applicant's wish; the reason stays in the case.

    IntakeRefused without a reason, CaseConflict when the case is no longer as seen at `base`.
    """
    desk = desk.acting(Action.DRAFT)
    if not reason.strip():
        raise IntakeRefused("case.withdrawal_needs_reason")

    def withdrawn(turn: CaseTurn) -> CaseDone:
        wish = {"withdrawal_reason": reason.strip()}
        return CaseDone(decide(turn, turn.case(case_id), "case.withdrawn.v1", wish, base), ())

    return carry_out(office, desk, command_id, withdrawn)
