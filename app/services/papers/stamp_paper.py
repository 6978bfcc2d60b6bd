"""Notes that a seal was pressed by hand on a printed paper (已盖章): only then does it count as issued."""

from app.domain.case.stamped import PAPER_STAMPED
from app.domain.role import Action
from app.ports.paper_store import STAMPED, TAKEN_BACK, PaperRecord
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.desk import Desk
from app.services.office import Office
from app.services.papers.known import known_paper
from app.services.papers.print_paper import PrintRefused
from app.services.papers.seal_use import seal_use, signed_by, stamping_remark
from app.services.use_case import use_case


@use_case
def stamp_paper(office: Office, desk: Desk, command_id: str, paper_id: str) -> CaseDone:
    """Note that the sheet of a paper was stamped: one operation, and its row in the 用印登记, by this clerk.

    PrintRefused for a paper that is void, that has its seal printed along or takes none, of which nobody said
    yet that it came out, or that was noted already. After a 补打 came out the new sheet waits for its own.
    """
    desk = desk.acting(Action.USE_SEAL)
    return carry_out(office, desk, command_id, lambda turn: _stamp(turn, paper_id))


def _stamp(turn: CaseTurn, paper_id: str) -> CaseDone:
    record = known_paper(turn.unit, paper_id)
    seal = turn.office.papers.cabinet.for_paper(record.type_code)
    if seal is None or not record.takes_seal_by_hand:
        raise PrintRefused("stamping.not_by_hand", number=record.number)
    _refuse_unready(record)
    turn.unit.papers.set_state(record.id, STAMPED)
    clerk, remark = signed_by(turn.desk.clerk), stamping_remark(seal, "手工盖章")
    turn.unit.papers.register_seal_use(seal_use(record, seal, turn.stated_at, clerk, remark))
    pressed = {"paper": record.id, "seal": seal.design.name}
    return CaseDone(turn.record(PAPER_STAMPED, record.case_id, pressed), ())


def _refuse_unready(record: PaperRecord) -> None:
    if record.is_void:
        raise PrintRefused("case.paper_is_void", number=record.number)
    if record.state == TAKEN_BACK:
        raise PrintRefused("stamping.original_only", number=record.number)
    if record.state == STAMPED:
        raise PrintRefused("stamping.noted_already", number=record.number)
    if not record.waits_for_stamp:
        raise PrintRefused("stamping.not_printed", number=record.number)
