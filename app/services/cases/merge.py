"""Merges two cases of one person and one item (疑似重复) into the one a person chose."""

from app.domain.case.case import Case
from app.domain.case.same_person import other_cases
from app.domain.case.state import CaseState
from app.domain.identity.citizen_id import spellings
from app.domain.ledger.operation import Base
from app.domain.role import Action
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.cases.deciding import decide
from app.services.cases.intake import IntakeRefused
from app.services.desk import Desk
from app.services.office import Office
from app.services.use_case import use_case

_DISTANCE = {CaseState.ACCEPTED: 1, CaseState.RETURNED: 1, CaseState.FORWARDED: 2}
"""How far an undecided case stands; received ones, asked for supplements or not, stand at nought."""


@use_case
def merge_cases(office: Office, desk: Desk, command_id: str, case_id: str, base: Base, into: str) -> CaseDone:
    """Let the case `case_id` end in the case `into`; papers already handed out stay and lead to it.

    IntakeRefused when they are not of the same person and item, the other one has ended already, or stands
    less far: what was decided and printed would lead to a case in which nothing is decided.
    """
    desk = desk.acting(Action.DRAFT)

    def merged(turn: CaseTurn) -> CaseDone:
        loser, winner = turn.case(case_id), turn.case(into)
        if not are_twins(loser, winner) or winner.state.is_over:
            raise IntakeRefused("case.not_twins", number=winner.case_number)
        if _DISTANCE.get(loser.state, 0) > _DISTANCE.get(winner.state, 0):
            raise IntakeRefused(
                "case.merge_other_way",
                number=loser.case_number,
                state=loser.state.label,
                into=winner.case_number,
            )
        return CaseDone(decide(turn, loser, "case.merged.v1", {"into": into}, base), ())

    return carry_out(office, desk, command_id, merged)


def are_twins(one: Case, other: Case) -> bool:
    """Say whether two cases look like one application entered twice: same person, same item."""
    return _is_one_person(one, other) and one.item.id == other.item.id and one.id != other.id


def _is_one_person(one: Case, other: Case) -> bool:
    """By number, in either spelling of it, or since somebody confirmed it of these two cases."""
    numbers = spellings(one.applicant.id_number) if one.applicant.id_number else ()
    return other.applicant.id_number in numbers or other.id in other_cases(one.facts)
