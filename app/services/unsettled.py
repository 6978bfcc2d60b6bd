"""Lists what waits for a person: misfits, papers, open prints, what waits in cases, wrong files."""

from collections.abc import Iterator, Sequence

from app.domain import masking
from app.domain.ledger.log import LogEntry
from app.domain.paper_wording import paper_date
from app.domain.print_job import PrintState
from app.ports.print_job_store import StoredPrintJob
from app.ports.unit_of_work import UnitOfWork
from app.services.case_matters import case_matters
from app.services.cases.old_drafts import old_drafts
from app.services.form_jobs import in_doubt
from app.services.live_data import faults_of_files
from app.services.matters import Matter, Unsettled
from app.services.office import Office

_WAITS = frozenset({PrintState.DONE_AT_DEVICE, PrintState.UNKNOWN, PrintState.WAITING})


def unsettled(office: Office) -> Sequence[Unsettled]:
    """Return everything that waits for a person, oldest first within its kind; changes nothing."""
    with office.storage.reading() as unit:
        found = (*_operations(unit), *_papers(unit), *_prints(office, unit), *_forms(office))
        return (*found, *case_matters(office, unit), *_drafts(office, unit), *_files(office))


def _operations(unit: UnitOfWork) -> Iterator[Unsettled]:
    for entry in unit.authority.held():
        label, code = _label(unit, entry), f"ledger.{entry.reason}"
        yield Unsettled(id=entry.op_id, matter=Matter.OPERATION, label=label, code=code)


def _label(unit: UnitOfWork, entry: LogEntry) -> str:
    """Name the case or the ticket an operation is about, as a clerk knows it."""
    subject = entry.subject
    if subject.kind == "case" and (row := unit.cases.row(subject.id)) is not None:
        return row.case_number
    if subject.kind == "visit" and (ticket := unit.tickets.get(subject.id)) is not None:
        return ticket.label
    return ""


def _papers(unit: UnitOfWork) -> Iterator[Unsettled]:
    for paper in unit.papers.unfinished():
        if not paper.is_void:
            code = "window.paper_unfinished"
            yield Unsettled(id=paper.id, matter=Matter.PAPER, label=paper.number, code=code)

    for paper in unit.papers.unstamped():
        yield Unsettled(id=paper.id, matter=Matter.PAPER, label=paper.number, code="stamping.waits")


def _prints(office: Office, unit: UnitOfWork) -> Iterator[Unsettled]:
    now = office.clock.now()
    for stored in unit.print_jobs.still_open():
        job = stored.job
        state = PrintState.UNKNOWN if stored.is_left_behind(now) else job.state
        if state in _WAITS:
            code = f"window.print_{'twice' if _is_second(unit, stored) else state.value}"
            yield Unsettled(id=job.job_id, matter=Matter.PRINT, label=job.document_number, code=code)

    for stored in unit.print_jobs.fruitless():
        job = stored.job
        yield Unsettled(
            id=job.job_id, matter=Matter.PAPER, label=job.document_number, code="window.print_failed"
        )


def _forms(office: Office) -> Iterator[Unsettled]:
    """Yield the papers to be signed that are stuck in a printer, or of which nobody knows."""
    for job in in_doubt(office.form_jobs.open()):
        code = f"window.form_{job.state.value}"
        yield Unsettled(id=job.job_id, matter=Matter.PRINT, label=job.document_number, code=code)


def _is_second(unit: UnitOfWork, stored: StoredPrintJob) -> bool:
    """Say whether an original may have come out beside this one: a clerk's no was said before this sheet."""
    job = stored.job
    return not job.is_reprint and any(
        one.job.may_be_on_paper and not one.job.is_reprint and one.job.job_id != job.job_id
        for one in unit.print_jobs.of_paper(stored.paper_id)
    )


def _drafts(office: Office, unit: UnitOfWork) -> Iterator[Unsettled]:
    """Yield the drafts that nobody went on with for long; a supervisor decides whether they go."""
    for old in old_drafts(office, unit, office.business_day.on_screen()):
        draft, name = old.entry.draft, old.entry.applicant
        yield Unsettled(
            id=draft.id,
            matter=Matter.DRAFT,
            label=old.entry.item_name or draft.item_id,
            code="draft.old",
            facts={
                "clerk": old.clerk or "原来的同事",
                "item": old.entry.item_name or draft.item_id,
                "name": masking.name(name) if name else "还没有填姓名",
                "day": paper_date(draft.started_at.date()),
                "days": old.days,
            },
        )


def _files(office: Office) -> Iterator[Unsettled]:
    for fault in faults_of_files(office):
        file = str(fault.facts.get("file", ""))
        known = f"{fault.code} {file}"
        yield Unsettled(id=known, matter=Matter.FILES, label=file, code=fault.code, facts=fault.facts)
