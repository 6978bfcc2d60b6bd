"""What the page of a correction does with F12: completes, changes or accepts the case, or takes papers in."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from app.domain.case.case import Case
from app.domain.case.state import CaseState
from app.services.case_turn import CaseDone
from app.services.cases.accept_completed import accept_completed
from app.services.cases.correct import answer_case, receive_materials
from app.services.cases.excuses import Excuses
from app.services.cases.intake import HandedIn
from app.services.cases.supplement import Completion, supplements_complete
from app.services.desk import Desk
from app.services.office import Office
from ui.panels.cases.correction import Correction
from ui.panels.cases.telling import COMPLETED
from ui.shortcuts import KEYS, Command

Work = Callable[[Office, Desk, str, Case], CaseDone]


def word_of(correction: Correction) -> str:
    """Return what F12 does with a correction as it now stands."""
    if correction.accepts:
        return KEYS[Command.ACCEPT].word
    return "补齐" if correction.case.state is CaseState.SUPPLEMENT_REQUIRED else "保存"


def completing(correction: Correction, *, is_vouched: bool) -> tuple[str, Work]:
    """Return what is said when it is done, and the work itself.

    Whoever sees the papers alone brings no answers: the form stays as it is. `is_vouched`: the clerk has
    looked at what only a person can judge.
    """
    answers, brought = correction.answers(), correction.brought()
    if correction.accepts:
        excuses, came = correction.excuses(), Completion(brought=brought, answers=answers)
        said = "已容缺受理" if excuses.deferred else "已受理"
        return said, partial(_accept, came=came, excuses=excuses)
    if correction.case.state is CaseState.SUPPLEMENT_REQUIRED:
        came = Completion(brought=brought, answers=answers, is_vouched=is_vouched)
        return COMPLETED, partial(_complete, came=came)
    return "已保存", partial(_keep, answers=answers, brought=brought)


def _accept(
    office: Office, desk: Desk, command: str, case: Case, *, came: Completion, excuses: Excuses
) -> CaseDone:
    return accept_completed(office, desk, command, case, came, excuses)


def _complete(office: Office, desk: Desk, command: str, case: Case, *, came: Completion) -> CaseDone:
    return supplements_complete(office, desk, command, case.id, case.base, came)


def _keep(
    office: Office,
    desk: Desk,
    command: str,
    case: Case,
    *,
    answers: Mapping[str, Any] | None,
    brought: tuple[HandedIn, ...],
) -> CaseDone:
    """Keep what was corrected; papers alone are a fact that nothing can stand against."""
    if answers is None or answers == case.answers:
        return receive_materials(office, desk, command, case.id, brought)
    return answer_case(office, desk, command, case, answers, brought=brought)
