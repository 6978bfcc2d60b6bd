"""Prints papers and follows their jobs; a printer's fault never touches a case."""

from collections.abc import Sequence

from app.domain.access import AccessEntry, AccessKind
from app.domain.errors import PersonFacing
from app.domain.print_job import PrintingError, PrintJob, PrintState, SpoolState
from app.domain.role import Action
from app.ports.issue_log import IssuedPaper
from app.ports.paper_store import PaperRecord
from app.ports.print_job_store import StoredPrintJob
from app.ports.printer import PrintRequest
from app.ports.unit_of_work import UnitOfWork
from app.services.desk import Desk
from app.services.office import Office
from app.services.papers.finish import finish_paper
from app.services.papers.known import known_job, known_paper
from app.services.use_case import use_case

_NO_PAPER = frozenset({PrintState.FAILED, PrintState.CANCELLED})


class PrintRefused(PersonFacing):
    """This paper may not be printed (again) like this."""


@use_case
def print_paper(office: Office, desk: Desk, paper_id: str, printer: str, *, reason: str = "") -> PrintJob:
    """Print a paper and return its job, spooled or with the fault that kept it from the spooler.

    The first time prints the stored bytes; every later time is a 补打: it needs a reason, carries a mark,
    and is logged. A void paper is never printed; whoever may not take applications in prints no original.
    Before anything is spooled the number stands in the issue log outside the database.
    """
    _refuse_void(office, paper_id)
    pdf = finish_paper(office, paper_id)
    _log_issue(office, paper_id)
    with office.storage.writing() as unit:
        # Counted in the transaction that adds the job: of two windows at once only one prints the original.
        job, mark = _reserved(office, desk, unit, paper_id, printer, reason)
        unit.commit()
    if job.is_reprint:
        pdf = office.papers.renderer.reprint_copy(pdf, mark)
    return _submitted(office, job, pdf)


def follow_jobs(office: Office) -> tuple[PrintJob, ...]:
    """Ask the spooler about every open job and return those that changed."""
    with office.storage.reading() as unit:
        open_jobs = [stored.job for stored in unit.print_jobs.still_open()]
    answers = [(job, office.printer.state(job.spool_id)) for job in open_jobs if job.spool_id]
    news = [(job, seen) for job, seen in answers if job.followed(seen) != job]
    return _told(office, news) if news else ()


@use_case
def confirm_print(office: Office, job_id: str, *, came_out: bool) -> PrintJob:
    """Keep the clerk's answer to 打印成功?; only this says that paper came out."""
    with office.storage.writing() as unit:
        stored = known_job(unit, job_id)
        job = stored.job.confirmed() if came_out else stored.job.failed()
        unit.print_jobs.update(job)
        if came_out:
            unit.papers.set_state(stored.paper_id, "confirmed")
        unit.commit()
    return job


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


def _refuse_void(office: Office, paper_id: str) -> None:
    """Refuse before anything is drawn: no seal goes on what no longer counts."""
    with office.storage.reading() as unit:
        _counting_paper(unit, paper_id)


def _log_issue(office: Office, paper_id: str) -> None:
    """Put the number outside the database, safe against power loss; twice does no harm."""
    with office.storage.reading() as unit:
        record = known_paper(unit, paper_id)
        envelope = unit.operations.envelope(record.issued_op)
    office.papers.issue_log.append(
        IssuedPaper(
            series=record.series,
            number=record.serial,
            body_hash=envelope.body_hash,
            op_id=record.issued_op,
            epoch=envelope.source.epoch,
            seq=envelope.seq,
        )
    )


def _reserved(
    office: Office, desk: Desk, unit: UnitOfWork, paper_id: str, printer: str, reason: str
) -> tuple[PrintJob, str]:
    """Add the job and its trace to the audit; return it with the mark its sheet carries, if any.

    Asks again whether the paper still counts: another window may have voided it while it was drawn.
    """
    record = _counting_paper(unit, paper_id)
    earlier = sum(1 for one in unit.print_jobs.of_paper(paper_id) if one.job.state not in _NO_PAPER)
    desk.needs(Action.REPRINT if earlier else Action.DRAFT)
    mark = _reprint_mark(office, unit, record, earlier, reason) if earlier else ""
    job = PrintJob(
        job_id=office.ids.operation_id(),
        document_number=record.number,
        printer=printer,
        is_reprint=earlier > 0,
    )
    now = office.clock.now()
    unit.print_jobs.add(StoredPrintJob(job, record.id, now))
    unit.audit.record(
        AccessEntry(
            kind=AccessKind.REPRINT if job.is_reprint else AccessKind.PRINT,
            clerk_id=desk.clerk.id,
            at=now,
            window=desk.window,
            case_id=record.case_id,
            fields=(record.number,),
            reason=reason,
        )
    )
    return job, mark


def _reprint_mark(office: Office, unit: UnitOfWork, record: PaperRecord, earlier: int, reason: str) -> str:
    """Return what is laid over a 补打, dated by the legal day; refused without a reason."""
    if not reason.strip():
        raise PrintRefused("case.reprint_needs_reason", number=record.number)
    day = office.business_day.moment(unit).business_date
    return f"补打 第{earlier}次 {day.year}年{day.month}月{day.day}日"


def _counting_paper(unit: UnitOfWork, paper_id: str) -> PaperRecord:
    record = known_paper(unit, paper_id)
    if record.is_void:
        raise PrintRefused("case.paper_is_void", number=record.number)
    return record


def _submitted(office: Office, job: PrintJob, pdf: bytes) -> PrintJob:
    request = PrintRequest(printer=job.printer, pdf=pdf, title=job.document_number, copies=job.copies)
    try:
        after = job.spooled(office.printer.submit(request))
    except PrintingError:
        # The case and the number are safe; the job stays visible with what keeps it.
        _kept(office, job.failed(), paper_state=None)
        raise
    _kept(office, after, paper_state="spooled")
    return after


def _kept(office: Office, job: PrintJob, *, paper_state: str | None) -> None:
    with office.storage.writing() as unit:
        unit.print_jobs.update(job)
        stored = unit.print_jobs.get(job.job_id)
        if stored is not None and paper_state is not None:
            record = unit.papers.get(stored.paper_id)
            if record is not None and record.state == "sealed":
                unit.papers.set_state(stored.paper_id, paper_state)
        unit.commit()
