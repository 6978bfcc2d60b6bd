"""Voids a paper (作废): a supervisor's act; the number stays used."""

from app.domain.access import AccessEntry, AccessKind
from app.domain.role import Action
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.desk import Desk
from app.services.office import Office
from app.services.papers.known import known_paper
from app.services.papers.print_paper import PrintRefused
from app.services.use_case import use_case


@use_case
def void_paper(office: Office, desk: Desk, command_id: str, paper_id: str, reason: str) -> CaseDone:
    """Void a paper with a reason; its number is never used again.

    `verify` tells it where it may ask this hall's database; the file itself stays as genuine as it was.
    """
    desk = desk.acting(Action.VOID)
    if not reason.strip():
        raise PrintRefused("case.void_needs_reason")
    return carry_out(office, desk, command_id, lambda turn: _void(turn, paper_id, reason))


def _void(turn: CaseTurn, paper_id: str, reason: str) -> CaseDone:
    record = known_paper(turn.unit, paper_id)
    if record.is_void:
        raise PrintRefused("case.paper_is_void", number=record.number)
    turn.unit.papers.mark_void(paper_id)
    case = turn.record("paper.voided.v1", record.case_id, {"paper": paper_id, "reason": reason})
    turn.unit.audit.record(
        AccessEntry(
            kind=AccessKind.VOID,
            clerk_id=turn.desk.clerk.id,
            at=turn.moment.wall_time,
            window=turn.desk.window,
            case_id=record.case_id,
            fields=(record.number,),
            reason=reason,
        )
    )
    return CaseDone(case, ())
