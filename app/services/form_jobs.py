"""Follows the prints of papers to be signed, as long as the window is open: a jam is seen and can be mended.

They are no 文书: no number, no row, and printing again is simply allowed. So nobody is asked whether one that
the printer finished came out; only a fault, or a print of which nobody knows, is put before the clerk.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

from app.domain.print_job import PrintJob, PrintState, SpoolState
from app.ports.printer import Printer

_OVER = frozenset({PrintState.DONE_AT_DEVICE, PrintState.CONFIRMED, PrintState.FAILED, PrintState.CANCELLED})


@dataclass(slots=True)
class FormJobs:
    """The open ones of this window; shared by its lanes. Their `document_number` is the paper's name."""

    _jobs: dict[str, PrintJob] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def add(self, job: PrintJob) -> None:
        """Follow a job that was handed over."""
        self._keep(job)

    def open(self) -> tuple[PrintJob, ...]:
        """Return what is still on its way or in doubt, oldest first."""
        with self._lock:
            return tuple(self._jobs.values())

    def follow(self, printer: Printer) -> tuple[PrintJob, ...]:
        """Ask the spooler about each and return those that changed; what came out is followed no more."""
        asked = [(job, _seen(printer, job)) for job in self.open()]
        changed = tuple(job.followed(seen) for job, seen in asked if seen and job.followed(seen) != job)
        for job in changed:
            self._keep(job)
        return changed

    def answered(self, job_id: str, *, came_out: bool) -> PrintJob | None:
        """Take a clerk's answer and follow the job no more; None for a job that is none of these."""
        with self._lock:
            job = self._jobs.pop(job_id, None)
        if job is None:
            return None
        return replace(job, state=PrintState.CONFIRMED if came_out else PrintState.FAILED, faults=())

    def _keep(self, job: PrintJob) -> None:
        with self._lock:
            if job.state in _OVER:
                self._jobs.pop(job.job_id, None)
            else:
                self._jobs[job.job_id] = job


def _seen(printer: Printer, job: PrintJob) -> SpoolState | None:
    return None if job.spool_id is None else printer.state(job.spool_id)


def in_doubt(jobs: Sequence[PrintJob]) -> tuple[PrintJob, ...]:
    """Return those a clerk has to look after: the printer waits, or nobody knows whether they came out."""
    return tuple(job for job in jobs if job.state in {PrintState.WAITING, PrintState.UNKNOWN})
