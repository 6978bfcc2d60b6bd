"""Prints papers and follows their jobs; a printer's fault never touches a case."""

from dataclasses import replace

from app.domain.access import AccessEntry, AccessKind
from app.domain.errors import PersonFacing
from app.domain.print_job import PrintingError, PrintJob, PrintState
from app.domain.role import Action
from app.ports.issue_log import IssuedPaper
from app.ports.paper_store import PaperRecord
from app.ports.print_job_store import StoredPrintJob
from app.ports.printer import PrintRequest
from app.services.desk import Desk
from app.services.office import Office
from app.services.papers.finish import finish_paper

_NO_PAPER = frozenset({PrintState.FAILED, PrintState.CANCELLED})


class PrintRefused(PersonFacing):
    """This paper may not be printed (again) like this."""


def print_paper(office: Office, desk: Desk, paper_id: str, printer: str, *, reason: str = "") -> PrintJob:
    """Print a paper and return its job, spooled or with the fault that kept it from the spooler.

    The first time prints the stored bytes; every later time is a 补打: it needs a reason, carries a mark,
    and is logged. Before anything is spooled the number stands in the issue log outside the database.
    """
    pdf = finish_paper(office, paper_id)
    with office.storage.reading() as unit:
        record = unit.papers.get(paper_id)
        earlier = sum(1 for one in unit.print_jobs.of_paper(paper_id) if one.job.state not in _NO_PAPER)
    assert record is not None
    _check(record, desk, earlier, reason)
    if not earlier:
        _log_issue(office, record)
    else:
        day = office.clock.now().date()
        pdf = office.papers.renderer.reprint_copy(
            pdf, f"补打 第{earlier}次 {day.year}年{day.month}月{day.day}日"
        )
    job = _reserved(office, desk, record, printer, is_reprint=earlier > 0, reason=reason)
    return _submitted(office, job, pdf)


def follow_jobs(office: Office) -> tuple[PrintJob, ...]:
    """Ask the spooler about every open job and return those that changed."""
    with office.storage.reading() as unit:
        open_jobs = [stored.job for stored in unit.print_jobs.still_open() if stored.job.spool_id]
    seen = [(job, job.followed(office.printer.state(job.spool_id))) for job in open_jobs if job.spool_id]
    changed = tuple(after for before, after in seen if after != before)
    if changed:
        with office.storage.writing() as unit:
            for job in changed:
                unit.print_jobs.update(job)
            unit.commit()
    return changed


def confirm_print(office: Office, job_id: str, *, came_out: bool) -> PrintJob:
    """Keep the clerk's answer to 打印成功?; only this says that paper came out."""
    with office.storage.writing() as unit:
        stored = unit.print_jobs.get(job_id)
        assert stored is not None
        job = stored.job.confirmed() if came_out else stored.job.failed()
        unit.print_jobs.update(job)
        if came_out:
            unit.papers.set_state(stored.paper_id, "confirmed")
        unit.commit()
    return job


def _check(record: PaperRecord, desk: Desk, earlier: int, reason: str) -> None:
    if record.is_void:
        raise PrintRefused("case.paper_is_void", number=record.number)
    if earlier:
        desk.needs(Action.REPRINT)
        if not reason.strip():
            raise PrintRefused("case.reprint_needs_reason", number=record.number)


def _log_issue(office: Office, record: PaperRecord) -> None:
    """Put the number outside the database, safe against power loss; twice does no harm."""
    with office.storage.reading() as unit:
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
    office: Office, desk: Desk, record: PaperRecord, printer: str, *, is_reprint: bool, reason: str
) -> PrintJob:
    job = PrintJob(
        job_id=office.ids.operation_id(),
        document_number=record.number,
        printer=printer,
        is_reprint=is_reprint,
    )
    now = office.clock.now()
    with office.storage.writing() as unit:
        unit.print_jobs.add(StoredPrintJob(job, record.id, now))
        unit.audit.record(
            AccessEntry(
                kind=AccessKind.REPRINT if is_reprint else AccessKind.PRINT,
                clerk_id=desk.clerk.id,
                at=now,
                window=desk.window,
                case_id=record.case_id,
                fields=(record.number,),
                reason=reason,
            )
        )
        unit.commit()
    return job


def _submitted(office: Office, job: PrintJob, pdf: bytes) -> PrintJob:
    request = PrintRequest(printer=job.printer, pdf=pdf, title=job.document_number, copies=job.copies)
    try:
        after = job.spooled(office.printer.submit(request))
    except PrintingError:
        # The case and the number are safe; the job stays visible with what keeps it.
        after = replace(job.failed(), faults=job.faults)
        _kept(office, after, paper_state=None)
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
