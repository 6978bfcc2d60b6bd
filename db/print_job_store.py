"""Print jobs in the encrypted file."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, exists, or_, select, update

from app.domain.print_job import NEXT, NO_PAPER, PrinterFault, PrintJob, PrintState, SpoolId
from app.ports.print_job_store import StoredPrintJob
from db.tables import papers, print_jobs

_OPEN = [state.value for state in PrintState if NEXT[state]]
_WITHOUT_SHEET = [state.value for state in NO_PAPER]


class PrintJobRows:
    """Implements the PrintJobStore port."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def add(self, stored: StoredPrintJob) -> None:
        """Keep a new job."""
        job = stored.job
        row = {
            "job_id": job.job_id,
            "paper_id": stored.paper_id,
            "asked_at": stored.asked_at,
            "document_number": job.document_number,
            "printer": job.printer,
            "copies": job.copies,
            "is_reprint": job.is_reprint,
        }
        self._connection.execute(print_jobs.insert(), {**row, **_moving_part(job)})

    def update(self, job: PrintJob) -> None:
        """Keep the new state of a job."""
        statement = update(print_jobs).where(print_jobs.c.job_id == job.job_id)
        self._connection.execute(statement.values(**_moving_part(job)))

    def get(self, job_id: str) -> StoredPrintJob | None:
        """Return one job, or None."""
        found = self._stored(select(print_jobs).where(print_jobs.c.job_id == job_id))
        return found[0] if found else None

    def still_open(self) -> Sequence[StoredPrintJob]:
        """Return the jobs something can still happen to, oldest first."""
        return self._stored(
            select(print_jobs).where(print_jobs.c.state.in_(_OPEN)).order_by(print_jobs.c.seq)
        )

    def fruitless(self) -> Sequence[StoredPrintJob]:
        """Return the last job of each valid paper that was to be printed and lies on no sheet."""
        other = print_jobs.alias()
        is_outdone = exists().where(
            other.c.paper_id == print_jobs.c.paper_id,
            or_(other.c.seq > print_jobs.c.seq, other.c.state.not_in(_WITHOUT_SHEET)),
        )
        is_valid = exists().where(papers.c.id == print_jobs.c.paper_id, papers.c.is_void.is_(False))
        wanted = (print_jobs.c.state.in_(_WITHOUT_SHEET), ~is_outdone, is_valid)
        return self._stored(select(print_jobs).where(*wanted).order_by(print_jobs.c.seq))

    def recent(self, *, limit: int) -> Sequence[StoredPrintJob]:
        """Return the newest jobs."""
        return self._stored(select(print_jobs).order_by(print_jobs.c.seq.desc()).limit(limit))

    def of_paper(self, paper_id: str) -> Sequence[StoredPrintJob]:
        """Return the jobs of one paper in order."""
        return self._stored(
            select(print_jobs).where(print_jobs.c.paper_id == paper_id).order_by(print_jobs.c.seq)
        )

    def _stored(self, query: Select[Any]) -> list[StoredPrintJob]:
        return [
            StoredPrintJob(_job(row), row.paper_id, row.asked_at) for row in self._connection.execute(query)
        ]


def _moving_part(job: PrintJob) -> dict[str, object]:
    return {
        "state": job.state.value,
        "spool_printer": job.spool_id.printer if job.spool_id else None,
        "spool_job": job.spool_id.job if job.spool_id else None,
        "faults": [fault.value for fault in job.faults],
    }


def _job(row: Row[Any]) -> PrintJob:
    return PrintJob(
        job_id=row.job_id,
        document_number=row.document_number,
        printer=row.printer,
        copies=row.copies,
        is_reprint=row.is_reprint,
        state=PrintState(row.state),
        spool_id=None if row.spool_job is None else SpoolId(row.spool_printer, row.spool_job),
        faults=tuple(PrinterFault(fault) for fault in row.faults),
    )
