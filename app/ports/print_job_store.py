"""The print jobs of this hall: rows with states, so that a fault or a restart loses none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.domain.print_job import HANDING_OVER_AT_MOST, PrintJob, PrintState


@dataclass(frozen=True, slots=True)
class StoredPrintJob:
    """A print job with the paper it prints and the moment it was asked for."""

    job: PrintJob
    paper_id: str
    asked_at: datetime

    def is_left_behind(self, now: datetime) -> bool:
        """Say whether the program that was handing it over ended in between; `now` may be before, too."""
        return self.job.state is PrintState.RESERVED and abs(now - self.asked_at) > HANDING_OVER_AT_MOST


class PrintJobStore(Protocol):
    """Print jobs inside one transaction."""

    def add(self, stored: StoredPrintJob) -> None:
        """Keep a new job before anything is sent to a printer."""
        ...

    def update(self, job: PrintJob) -> None:
        """Keep the new state of a job."""
        ...

    def get(self, job_id: str) -> StoredPrintJob | None:
        """Return one job, or None."""
        ...

    def still_open(self) -> Sequence[StoredPrintJob]:
        """Return the jobs something can still happen to, oldest first."""
        ...

    def fruitless(self) -> Sequence[StoredPrintJob]:
        """Return the last job of each valid paper whose jobs all ended without a sheet, oldest first."""
        ...

    def recent(self, *, limit: int) -> Sequence[StoredPrintJob]:
        """Return the newest jobs."""
        ...

    def of_paper(self, paper_id: str) -> Sequence[StoredPrintJob]:
        """Return the jobs of one paper in order: the first is the print, the others are 补打."""
        ...
