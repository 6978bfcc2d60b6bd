"""Accepts a received case in the act that takes in what came, without what is excused (容缺, 告知承诺)."""

from dataclasses import replace

from app.domain.case.case import Case
from app.domain.role import Action
from app.services.case_turn import CaseConflict, CaseDone, CaseTurn, carry_out
from app.services.cases.accept import accept_received
from app.services.cases.excuses import Excuses
from app.services.cases.receive import change_answers, record_materials
from app.services.cases.supplement import Completion
from app.services.desk import Desk
from app.services.office import Office
from app.services.use_case import use_case


@use_case
def accept_completed(
    office: Office,
    desk: Desk,
    command_id: str,
    seen: Case,
    came: Completion,
    excuses: Excuses,
) -> CaseDone:
    """Take in papers and answers that `came`, and accept the case with them, all of it or nothing.

    `seen` is the case as the clerk had it in front: CaseConflict when its answers or its state are others by
    now. Papers that came meanwhile stand against nothing. IntakeRefused as for any acceptance.
    """
    desk = desk.acting(Action.ACCEPT)

    def accepted(turn: CaseTurn) -> CaseDone:
        case = turn.case(seen.id)
        _refuse_changed(case, seen)
        record_materials(turn, case, came.brought)
        if came.answers is not None:
            change_answers(turn, replace(case, base=seen.base), came.answers)
        now = turn.case(seen.id)
        return accept_received(turn, now, now.base, excuses)

    return carry_out(office, desk, command_id, accepted)


def _refuse_changed(case: Case, seen: Case) -> None:
    """The edit below makes a newer base: what others decided or wrote before it has to be found here."""
    if case.state is not seen.state or case.answers != seen.answers:
        raise CaseConflict("case.changed_meanwhile", number=case.case_number, state=case.state.label)
