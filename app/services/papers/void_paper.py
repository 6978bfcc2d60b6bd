"""Voids a paper (作废): a supervisor's act; the number stays used."""

from collections.abc import Mapping

from app.domain.access import AccessEntry, AccessKind
from app.domain.case.case import Case
from app.domain.cash.papers import CASH_PAPERS
from app.domain.print_job import PrintJob, PrintState
from app.domain.role import Action
from app.ports.paper_store import PaperRecord
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.desk import Desk
from app.services.office import Office
from app.services.papers.known import known_paper
from app.services.papers.print_paper import PrintRefused
from app.services.reasons import refuse_numbers
from app.services.use_case import use_case


@use_case
def void_paper(office: Office, desk: Desk, command_id: str, paper_id: str, reason: str) -> CaseDone:
    """Void a paper with a reason; its number is never used again.

    Refused while a window is handing it to a printer: its sheet would come out void. What was spooled before
    may still come out; `sheets_of` names it. A receipt for money is not voided but reversed (红冲).
    `verify` tells it where it may ask this hall's database; the file itself stays as genuine as it was.
    """
    desk = desk.acting(Action.VOID)
    return carry_out(office, desk, command_id, lambda turn: _void(turn, paper_id, reason))


@use_case
def sheets_of(office: Office, paper_id: str) -> tuple[PrintJob, ...]:
    """Return the prints of a paper that may still come out or lie in a tray, to be destroyed there.

    One whose program ended while handing it over is among them.
    """
    with office.storage.reading() as unit:
        return tuple(one.job for one in unit.print_jobs.of_paper(paper_id) if one.job.is_open)


def _void(turn: CaseTurn, paper_id: str, reason: str) -> CaseDone:
    record = known_paper(turn.unit, paper_id)
    if record.is_void:
        raise PrintRefused("case.paper_is_void", number=record.number)
    if record.type_code in CASH_PAPERS:
        raise PrintRefused("cash.void_is_reversal", number=record.number)
    refuse_unvoidable(turn, record, reason)
    return CaseDone(make_void(turn, record, "paper.voided.v1", {"paper": paper_id, "reason": reason}), ())


def make_void(turn: CaseTurn, record: PaperRecord, kind: str, payload: Mapping[str, str]) -> Case:
    """Mark a paper 作废 by an operation of `kind`, leave a trace in the audit, and return its case.

    `payload` says of which paper and why, and by which other one it was replaced, if any.
    """
    turn.unit.papers.mark_void(record.id)
    case = turn.record(kind, record.case_id, payload)
    turn.unit.audit.record(
        AccessEntry(
            kind=AccessKind.VOID,
            clerk_id=turn.desk.clerk.id,
            at=turn.moment.wall_time,
            window=turn.desk.window,
            case_id=record.case_id,
            fields=(record.number,),
            reason=payload["reason"],
        )
    )
    return case


def refuse_unvoidable(turn: CaseTurn, record: PaperRecord, reason: str) -> None:
    """Refuse to void without a reason, or while a window hands the paper to a printer: PrintRefused.

    NumberInReason where the reason holds what may be somebody's number.
    """
    if not reason.strip():
        raise PrintRefused("case.void_needs_reason")
    refuse_numbers(reason)
    now = turn.office.clock.now()
    for stored in turn.unit.print_jobs.of_paper(record.id):
        if stored.job.state is PrintState.RESERVED and not stored.is_left_behind(now):
            raise PrintRefused("case.void_being_printed", number=record.number, printer=stored.job.printer)
