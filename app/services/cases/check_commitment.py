"""Checks afterwards what a case rests on by commitment (核查), and decides on one that was found false.

国办发〔2020〕42号: what rests on a false commitment is revoked by a decision of its own, which the agency
writes; here stand its number and reason, so that nobody relies on the case any more.
"""

from dataclasses import dataclass

from app.domain.case.case import Case
from app.domain.case.commitments import Finding, MadeCommitment, commitments_of
from app.domain.ledger.operation import Base
from app.domain.role import Action
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.cases.deciding import decide
from app.services.cases.intake import IntakeRefused
from app.services.desk import Desk
from app.services.office import Office
from app.services.use_case import Typed, use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation(Typed):
    """Which commitment was false, why the case falls with it, and the 文号 of the decision that says so."""

    key: str
    reason: str
    decision: str


@use_case
def check_commitment(
    office: Office, desk: Desk, command_id: str, case_id: str, key: str, finding: Finding, found: str
) -> CaseDone:
    """Note what a check of one commitment found and how; any number of checks may follow each other.

    IntakeRefused without words on how it was checked, or for a commitment the case does not rest on, or rests
    on no more since corrected answers do not need the certificate.
    """
    desk = desk.acting(Action.CHECK_COMMITMENT)
    if not found.strip():
        raise IntakeRefused("commitment.found_missing")

    def checked(turn: CaseTurn) -> CaseDone:
        made = _commitment(turn.case(case_id), key)
        if made.has_lapsed and made.finding is None:
            raise IntakeRefused("commitment.not_needed", name=made.name)
        said = {"material": key, "finding": finding.value, "found": found.strip()}
        return CaseDone(turn.record("commitment.checked.v1", case_id, said), ())

    return carry_out(office, desk, command_id, checked)


@use_case
def let_commitment_stand(
    office: Office, desk: Desk, command_id: str, case_id: str, key: str, reason: str
) -> CaseDone:
    """Let a case stand though a commitment was found false, such as where the result needs it no more.

    A supervisor's act. IntakeRefused without a reason, or while nothing false waits for a decision.
    """
    desk = desk.acting(Action.REVOKE)
    _refuse_unreasoned(reason)

    def let_stand(turn: CaseTurn) -> CaseDone:
        _false_one(turn.case(case_id), key)
        said = {"material": key, "reason": reason.strip()}
        return CaseDone(turn.record("commitment.let_stand.v1", case_id, said), ())

    return carry_out(office, desk, command_id, let_stand)


@use_case
def revoke_case(
    office: Office, desk: Desk, command_id: str, case_id: str, base: Base, revocation: Revocation
) -> CaseDone:
    """Note that a case as it was seen at `base` is revoked by a decision.

    A supervisor's act. IntakeRefused without reason or number, or while nothing false waits for a decision;
    CaseConflict when the case changed meanwhile.
    """
    desk = desk.acting(Action.REVOKE)
    _refuse_unreasoned(revocation.reason)
    if not revocation.decision.strip():
        raise IntakeRefused("commitment.decision_missing")

    def revoked(turn: CaseTurn) -> CaseDone:
        case = turn.case(case_id)
        _false_one(case, revocation.key)
        said = {
            "material": revocation.key,
            "reason": revocation.reason.strip(),
            "decision": revocation.decision.strip(),
        }
        return CaseDone(decide(turn, case, "case.revoked.v1", said, base), ())

    return carry_out(office, desk, command_id, revoked)


def _commitment(case: Case, key: str) -> MadeCommitment:
    found = next((one for one in commitments_of(case.facts) if one.key == key), None)
    if found is None:
        raise IntakeRefused("commitment.unknown", number=case.case_number)
    return found


def _false_one(case: Case, key: str) -> MadeCommitment:
    made = _commitment(case, key)
    if not made.waits:
        raise IntakeRefused("commitment.nothing_to_decide", number=case.case_number, name=made.name)
    return made


def _refuse_unreasoned(reason: str) -> None:
    if not reason.strip():
        raise IntakeRefused("commitment.reason_missing")
