"""Prints papers and follows their jobs; a printer's fault never touches a case."""

from collections.abc import Sequence
from datetime import datetime

from app.domain.access import AccessEntry, AccessKind
from app.domain.case.case import case_of
from app.domain.case.fallen import RECEIPT
from app.domain.errors import PersonFacing
from app.domain.ledger.operation import Subject
from app.domain.print_job import (
    HandoverUnknown,
    PrintingError,
    PrintJob,
    PrintState,
    SpoolPhase,
    SpoolState,
)
from app.domain.role import Action, Grant
from app.ports.paper_store import PaperRecord
from app.ports.print_job_store import StoredPrintJob
from app.ports.printer import PrintRequest
from app.ports.unit_of_work import UnitOfWork
from app.services.desk import Desk
from app.services.office import Office
from app.services.papers.finish import finish_paper
from app.services.papers.known import known_job, known_paper
from app.services.papers.logged import issued_paper
from app.services.papers.printing_post import printing_original
from app.services.reasons import refuse_numbers
from app.services.still_in_post import refuse_former
from app.services.use_case import use_case

_NOT_KNOWN = frozenset({PrintState.RESERVED, PrintState.UNKNOWN})
_LEFT_BEHIND = SpoolState(SpoolPhase.FORGOTTEN)


class PrintRefused(PersonFacing):
    """This paper may not be printed (again) like this."""


@use_case
def print_paper(office: Office, desk: Desk, paper_id: str, printer: str, *, reason: str = "") -> PrintJob:
    """Print a paper and return its job, spooled; PrintingError says what kept it from the spooler.

    The first time prints the stored bytes; every later time is a 补打: it needs a reason, carries a mark,
    and is logged, without anybody's number (NumberInReason). A void paper is never printed, the original of
    one that does not agree with its case any more neither; whoever neither takes applications in nor issued
    it prints no original.
    A print of which nobody knows whether it came out counts as one, until a clerk has looked. All this is
    asked before anything is drawn or sealed, and again where the job is added. Before anything is spooled
    the number stands in the issue log outside the database. HandoverUnknown: it may be printed or not.
    """
    with office.storage.reading() as unit:
        record, _earlier = _permitted(office, unit, desk, paper_id, reason)
        was_lost = _was_lost(office, unit, record)
        if was_lost:
            _refuse_silent_reprint(unit, desk, record, reason)
    pdf = finish_paper(office, paper_id, desk)
    _log_issue(office, paper_id)
    with office.storage.writing() as unit:
        # Counted in the transaction that adds the job: of two windows at once only one prints the original.
        job, mark = _reserved(office, desk, unit, paper_id, printer, reason, was_lost=was_lost)
        unit.commit()
    if job.is_reprint:
        pdf = office.papers.renderer.reprint_copy(pdf, mark)
    return _submitted(office, job, pdf)


def follow_jobs(office: Office) -> tuple[PrintJob, ...]:
    """Ask the spooler about every open job and return those that changed.

    A job that a killed program left between row and spooler becomes one that a clerk has to settle.
    """
    with office.storage.reading() as unit:
        still_open = unit.print_jobs.still_open()
    forms, now = office.form_jobs.follow(office.printer), office.clock.now()
    answers = [(stored.job, _seen(office, stored, now)) for stored in still_open]
    news = [(job, seen) for job, seen in answers if seen is not None and job.followed(seen) != job]
    return (*forms, *(_told(office, news) if news else ()))


@use_case
def confirm_print(office: Office, desk: Desk, job_id: str, *, came_out: bool) -> PrintJob:
    """Keep and log the answer of a clerk who looked into the tray; only this says whether paper came out.

    After a no the next print is the original again, after a yes it is a 补打. Of a paper to be signed, which
    is printed as often as it takes, nothing is kept: it is only followed no more.
    """
    form = office.form_jobs.answered(job_id, came_out=came_out)
    if form is not None:
        return form
    with office.storage.writing() as unit:
        stored = known_job(unit, job_id)
        record = known_paper(unit, stored.paper_id)
        refuse_former(unit, printing_original(unit, desk, record))
        if stored.job.state is PrintState.RESERVED:
            raise PrintingError("printing.being_handed_over")
        job = stored.job.confirmed() if came_out else stored.job.failed()
        unit.print_jobs.update(job)
        if came_out:
            unit.papers.set_state(stored.paper_id, "confirmed")
        kind = AccessKind.PRINTED if came_out else AccessKind.NOT_PRINTED
        unit.audit.record(_entry(office, desk, kind, record))
        unit.commit()
    return job


def _seen(office: Office, stored: StoredPrintJob, now: datetime) -> SpoolState | None:
    """Return what is known of an open job now; None of one that is just being handed over."""
    if stored.job.spool_id is not None:
        return office.printer.state(stored.job.spool_id)
    return _LEFT_BEHIND if stored.is_left_behind(now) else None


def _told(office: Office, news: Sequence[tuple[PrintJob, SpoolState]]) -> tuple[PrintJob, ...]:
    """Keep what the spooler said, unless the clerk was faster: confirmed is confirmed."""
    changed = []
    with office.storage.writing() as unit:
        for job, seen in news:
            stored = unit.print_jobs.get(job.job_id)
            if stored is not None and stored.job.followed(seen) != stored.job:
                changed.append(stored.job.followed(seen))
                unit.print_jobs.update(changed[-1])
        unit.commit()
    return tuple(changed)


def _permitted(
    office: Office, unit: UnitOfWork, desk: Desk, paper_id: str, reason: str
) -> tuple[PaperRecord, int]:
    """Return the paper and how often it may be on paper already; refused where it may not be printed."""
    record = known_paper(unit, paper_id)
    if record.is_void:
        raise PrintRefused("case.paper_is_void", number=record.number)
    refuse_numbers(reason)
    earlier = [one.job for one in unit.print_jobs.of_paper(paper_id) if one.job.may_be_on_paper]
    post = (
        desk.acting(Action.REPRINT, Grant.WITH_REASON) if earlier else printing_original(unit, desk, record)
    )
    refuse_former(unit, post)
    if not earlier:
        _refuse_fallen(office, unit, record)
    if earlier and not reason.strip():
        open_question = any(job.state in _NOT_KNOWN for job in earlier)
        code = "case.print_unsettled" if open_question else "case.reprint_needs_reason"
        raise PrintRefused(code, number=record.number)
    return record, len(earlier)


def _refuse_fallen(office: Office, unit: UnitOfWork, record: PaperRecord) -> None:
    """What is untrue by now is not handed out for the first time; money taken is receipted anyway."""
    case = case_of(office.recorder.live(unit, Subject("case", record.case_id)))
    fallen = {paper.id for paper in case.papers if paper.fall is not None and paper.type_code != RECEIPT}
    if record.id in fallen:
        raise PrintRefused("case.paper_fell", number=record.number, state=case.state.label)


def _was_lost(office: Office, unit: UnitOfWork, record: PaperRecord) -> bool:
    """Say whether the issue log has a print of which this database knows nothing.

    The database was put back since, or the program stopped before the printer had it: nobody can tell, so
    it counts as printed.
    """
    if unit.print_jobs.of_paper(record.id):
        return False
    return any(line.op_id == record.issued_op for line in office.papers.issue_log.read())


def _refuse_silent_reprint(unit: UnitOfWork, desk: Desk, record: PaperRecord, reason: str) -> None:
    refuse_former(unit, desk.acting(Action.REPRINT, Grant.WITH_REASON))
    if not reason.strip():
        raise PrintRefused("case.reprint_needs_reason", number=record.number)


def _log_issue(office: Office, paper_id: str) -> None:
    """Put the number outside the database, safe against power loss; twice does no harm."""
    with office.storage.reading() as unit:
        paper = issued_paper(unit, known_paper(unit, paper_id))
    office.papers.issue_log.append(paper)


def _reserved(
    office: Office,
    desk: Desk,
    unit: UnitOfWork,
    paper_id: str,
    printer: str,
    reason: str,
    *,
    was_lost: bool,
) -> tuple[PrintJob, str]:
    """Add the job and its trace to the audit; return it with the mark its sheet carries, if any.

    Asks again what may be printed: another window may have printed or voided it while it was drawn.
    """
    record, known = _permitted(office, unit, desk, paper_id, reason)
    earlier = max(known, int(was_lost))
    job = PrintJob(
        job_id=office.ids.operation_id(),
        document_number=record.number,
        printer=printer,
        is_reprint=earlier > 0,
    )
    unit.print_jobs.add(StoredPrintJob(job, record.id, office.clock.now()))
    kind = AccessKind.REPRINT if job.is_reprint else AccessKind.PRINT
    unit.audit.record(_entry(office, desk, kind, record, reason))
    return job, _reprint_mark(office, unit, earlier) if job.is_reprint else ""


def _entry(
    office: Office, desk: Desk, kind: AccessKind, record: PaperRecord, reason: str = ""
) -> AccessEntry:
    return AccessEntry(
        kind=kind,
        clerk_id=desk.clerk.id,
        at=office.clock.now(),
        window=desk.window,
        case_id=record.case_id,
        fields=(record.number,),
        reason=reason,
    )


def _reprint_mark(office: Office, unit: UnitOfWork, earlier: int) -> str:
    """Return what is laid over a 补打, dated by the legal day."""
    day = office.business_day.moment(unit).business_date
    return f"补打 第{earlier}次 {day.year}年{day.month}月{day.day}日"


def _submitted(office: Office, job: PrintJob, pdf: bytes) -> PrintJob:
    request = PrintRequest(printer=job.printer, pdf=pdf, title=job.document_number, copies=job.copies)
    try:
        after = job.spooled(office.printer.submit(request))
    except HandoverUnknown:
        _kept(office, job.unknown(), paper_state=None)
        raise
    except PrintingError:
        # The case and the number are safe; the job stays visible with what keeps it.
        _kept(office, job.failed(), paper_state=None)
        raise
    return _kept(office, after, paper_state="spooled")


def _kept(office: Office, outcome: PrintJob, *, paper_state: str | None) -> PrintJob:
    """Keep how the handover ended and return the job as it then stands: a clerk may have been faster."""
    with office.storage.writing() as unit:
        stored = unit.print_jobs.get(outcome.job_id)
        if stored is None:
            return outcome
        job = stored.job.handed_over(outcome)
        unit.print_jobs.update(job)
        record = known_paper(unit, stored.paper_id)
        if paper_state is not None and record.state == "sealed":
            unit.papers.set_state(record.id, paper_state)
        unit.commit()
    return job
