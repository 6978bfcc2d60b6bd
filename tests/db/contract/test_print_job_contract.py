"""What every PrintJobStore promises: a fault or a restart loses no job."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from ledger_lines import Line
from sqlalchemy.exc import IntegrityError

from app.domain.print_job import PrinterFault, PrintJob, SpoolId, SpoolPhase, SpoolState
from app.ports.paper_store import PaperRecord
from app.ports.print_job_store import StoredPrintJob
from app.ports.unit_of_work import Storage, UnitOfWork
from tests.db.contract.test_paper_contract import reserved

ASKED = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)


def job(paper: PaperRecord, place: int = 1) -> StoredPrintJob:
    asked = PrintJob(job_id=f"j-{place}", document_number=paper.number, printer="柜台", copies=2)
    return StoredPrintJob(asked, paper.id, ASKED + timedelta(minutes=place))


def three_jobs(unit: UnitOfWork, line: Line) -> tuple[PaperRecord, list[StoredPrintJob]]:
    paper = reserved(unit, line)
    jobs = [job(paper, place) for place in (1, 2, 3)]
    for one in jobs:
        unit.print_jobs.add(one)
    return paper, jobs


def test_a_job_comes_back_as_it_was_asked_for(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        _, jobs = three_jobs(unit, line)
        unit.commit()

    with storage.reading() as unit:
        assert unit.print_jobs.get("j-2") == jobs[1]
        assert unit.print_jobs.get("no such job") is None


def test_what_became_of_a_job_is_kept(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        _, jobs = three_jobs(unit, line)
        spooled = jobs[0].job.spooled(SpoolId("柜台", 41))
        waits = spooled.followed(SpoolState(SpoolPhase.WAITING, (PrinterFault.MEDIA_EMPTY,)))
        unit.print_jobs.update(waits)
        unit.commit()

    with storage.reading() as unit:
        assert unit.print_jobs.get("j-1") == replace(jobs[0], job=waits)
        assert unit.print_jobs.get("j-2") == jobs[1]


def test_open_jobs_come_oldest_first_and_recent_ones_newest_first(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        _, jobs = three_jobs(unit, line)
        failed = replace(jobs[1], job=jobs[1].job.failed())
        unit.print_jobs.update(failed.job)

        assert list(unit.print_jobs.still_open()) == [jobs[0], jobs[2]]
        assert list(unit.print_jobs.recent(limit=2)) == [jobs[2], failed]


def test_a_paper_is_printed_in_vain_while_none_of_its_jobs_left_a_sheet(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        paper, jobs = three_jobs(unit, line)
        for one in jobs[:2]:
            unit.print_jobs.update(one.job.failed())
        assert list(unit.print_jobs.fruitless()) == [], "the third may still come out"

        last = replace(jobs[2], job=jobs[2].job.cancelled())
        unit.print_jobs.update(last.job)
        assert list(unit.print_jobs.fruitless()) == [last]

        again = job(paper, 4)
        unit.print_jobs.add(again)
        unit.print_jobs.update(again.job.spooled(SpoolId("柜台", 44)))
        assert list(unit.print_jobs.fruitless()) == []

        unit.print_jobs.update(again.job.failed())
        unit.papers.mark_void(paper.id)
        assert list(unit.print_jobs.fruitless()) == []


def test_the_jobs_of_a_paper_come_in_order(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        paper, jobs = three_jobs(unit, line)

        assert list(unit.print_jobs.of_paper(paper.id)) == jobs
        assert list(unit.print_jobs.of_paper("another paper")) == []


def test_no_job_is_asked_for_twice_or_for_no_paper(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        paper, jobs = three_jobs(unit, line)
        with pytest.raises(IntegrityError):
            unit.print_jobs.add(jobs[0])
    with storage.writing() as unit, pytest.raises(IntegrityError):
        unit.print_jobs.add(replace(job(paper), paper_id="no such paper"))
