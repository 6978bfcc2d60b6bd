"""Finds a paper or a print job by its id, or says that this hall has none such."""

from app.domain.errors import PersonFacing
from app.ports.paper_store import PaperRecord
from app.ports.print_job_store import StoredPrintJob
from app.ports.unit_of_work import UnitOfWork


class PaperUnknown(PersonFacing):
    """No paper of this hall: one that a restored database does not have."""


def known_paper(unit: UnitOfWork, paper_id: str) -> PaperRecord:
    """Return a paper of this hall; PaperUnknown."""
    record = unit.papers.get(paper_id)
    if record is None:
        raise PaperUnknown("case.paper_unknown")
    return record


def known_job(unit: UnitOfWork, job_id: str) -> StoredPrintJob:
    """Return a print job of this hall; PaperUnknown."""
    stored = unit.print_jobs.get(job_id)
    if stored is None:
        raise PaperUnknown("case.paper_unknown")
    return stored
