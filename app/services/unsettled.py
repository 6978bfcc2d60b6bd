"""Lists what waits for a person: misfits, unmade papers, open prints, late acceptances, promises."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from app.domain.case.commitments import commitments_of
from app.domain.case.state import MAY_LEAVE, CaseState
from app.domain.ledger.log import LogEntry
from app.domain.paper_wording import paper_date
from app.domain.print_job import PrintState
from app.ports.print_job_store import StoredPrintJob
from app.ports.unit_of_work import UnitOfWork
from app.services.cases.after_the_end import accepted_after_the_end
from app.services.cases.awaiting import awaiting
from app.services.cases.committing import COMMITMENT
from app.services.cases.deemed import deemed_waiting
from app.services.cases.with_paper import cases_with_paper
from app.services.live_data import faults_of_files
from app.services.office import Office

_WAITS = frozenset({PrintState.DONE_AT_DEVICE, PrintState.UNKNOWN, PrintState.WAITING})


class Matter(Enum):
    """What kind of thing waits."""

    OPERATION = "operation"
    PAPER = "paper"
    PRINT = "print"
    FILES = "files"
    CASE = "case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """One thing that waits: what it is about (办件编号, 号票, 文号); code and facts of its sentence.

    `case_id` is the case in which a person settles it, empty where there is none.
    """

    id: str
    matter: Matter
    label: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    case_id: str = ""


def unsettled(office: Office) -> Sequence[Unsettled]:
    """Return everything that waits for a person, oldest first within its kind; changes nothing."""
    with office.storage.reading() as unit:
        found = (*_operations(unit), *_papers(unit), *_prints(office, unit))
        cases = (*_after_the_end(office, unit), *_awaited(office, unit), *_deemed(office, unit))
        return (*found, *cases, *_false(office, unit), *_files(office))


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


def _prints(office: Office, unit: UnitOfWork) -> Iterator[Unsettled]:
    now = office.clock.now()
    for stored in unit.print_jobs.still_open():
        job = stored.job
        state = PrintState.UNKNOWN if stored.is_left_behind(now) else job.state
        if state in _WAITS:
            code = f"window.print_{'twice' if _is_second(unit, stored) else state.value}"
            yield Unsettled(id=job.job_id, matter=Matter.PRINT, label=job.document_number, code=code)


def _is_second(unit: UnitOfWork, stored: StoredPrintJob) -> bool:
    """Say whether an original may have come out beside this one: a clerk's no was said before this sheet."""
    job = stored.job
    return not job.is_reprint and any(
        one.job.may_be_on_paper and not one.job.is_reprint and one.job.job_id != job.job_id
        for one in unit.print_jobs.of_paper(stored.paper_id)
    )


def _after_the_end(office: Office, unit: UnitOfWork) -> Iterator[Unsettled]:
    for late in accepted_after_the_end(office, unit):
        yield Unsettled(
            id=late.case.id,
            matter=Matter.CASE,
            label=late.case.case_number,
            code="case.accepted_after_the_end",
            facts={
                "item": late.case.item.name,
                "day": late.ended.last_day,
                "reason": late.ended.reason.value,
            },
            case_id=late.case.id,
        )


def _awaited(office: Office, unit: UnitOfWork) -> Iterator[Unsettled]:
    """Yield the papers promised for later (容缺) that are due or overdue, a line for each case and day."""
    for one in awaiting(office, unit):
        yield Unsettled(
            id=f"{one.case.id} {one.until}",
            matter=Matter.CASE,
            label=one.case.case_number,
            code="deferral.overdue" if one.is_overdue else "deferral.falls_due",
            facts={
                "item": one.case.item.name,
                "day": paper_date(one.until),
                "names": "、".join(paper.name for paper in one.papers),
            },
            case_id=one.case.id,
        )


def _deemed(office: Office, unit: UnitOfWork) -> Iterator[Unsettled]:
    """Yield the cases the law accepted (视为受理) until somebody records it."""
    for case, since in deemed_waiting(office, unit):
        yield Unsettled(
            id=f"{case.id} deemed",
            matter=Matter.CASE,
            label=case.case_number,
            code="case.deemed_waits",
            facts={"item": case.item.name, "since": paper_date(since)},
            case_id=case.id,
        )


def _false(office: Office, unit: UnitOfWork) -> Iterator[Unsettled]:
    """Yield the commitments (告知承诺) that were found false and wait for a supervisor's decision."""
    for case in cases_with_paper(office, unit, COMMITMENT):
        for made in commitments_of(case.facts):
            if made.waits and case.state in MAY_LEAVE[CaseState.REVOKED]:
                yield Unsettled(
                    id=f"{case.id} {made.key}",
                    matter=Matter.CASE,
                    label=case.case_number,
                    code="commitment.waits",
                    facts={"item": case.item.name, "name": made.name, "found": made.found.rstrip("。")},
                )


def _files(office: Office) -> Iterator[Unsettled]:
    for fault in faults_of_files(office):
        file = str(fault.facts.get("file", ""))
        known = f"{fault.code} {file}"
        yield Unsettled(id=known, matter=Matter.FILES, label=file, code=fault.code, facts=fault.facts)
