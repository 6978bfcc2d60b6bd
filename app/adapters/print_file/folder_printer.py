"""A printer that is a folder: every paper becomes a PDF file, at once and for good."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from app.disk.durable import sync_folder
from app.domain.print_job import HandoverUnknown, PrintingError, SpoolId, SpoolPhase, SpoolState
from app.ports.printer import PrinterInfo, PrintRequest

_UNFIT_FOR_NAMES = re.compile(r'[\x00-\x1f/\\:*?"<>|]')
_PAPER = re.compile(r"([0-9]+) .*\.pdf", re.DOTALL)
_PART = ".part"


@dataclass(frozen=True, slots=True)
class FolderPrinter:
    """A `Printer` that writes into `folder`, for the demo day, for trials and for tests."""

    folder: Path
    name: str = "文件夹"

    def submit(self, request: PrintRequest) -> SpoolId:
        """Write the PDF as `<job> <title>.pdf`, safe against power loss; nobody meets a half-written one."""
        if request.printer != self.name:
            raise PrintingError("printing.unknown_printer", printer=request.printer)
        try:
            job = self._written(request)
        except OSError as error:
            raise PrintingError("printing.folder_unwritable", folder=str(self.folder)) from error
        try:
            sync_folder(self.folder)
        except OSError as error:
            raise HandoverUnknown(
                "printing.outcome_unknown", printer=self.name, number=request.title
            ) from error
        return SpoolId(self.name, job)

    def state(self, spool_id: SpoolId) -> SpoolState:
        """Return done for what lies in the folder; what does not was taken away."""
        found = spool_id.job in self._jobs()
        return SpoolState(SpoolPhase.DONE_AT_DEVICE if found else SpoolPhase.FORGOTTEN)

    def available(self) -> tuple[PrinterInfo, ...]:
        """Return the folder as the one printer."""
        return (PrinterInfo(name=self.name, description=str(self.folder), is_default=True),)

    def _written(self, request: PrintRequest) -> int:
        """Write the paper under the next free number and return it; after an OSError nothing is left."""
        self.folder.mkdir(parents=True, exist_ok=True)
        job, part = self._claimed()
        try:
            with part.open("wb") as file:
                file.write(request.pdf)
                file.flush()
                os.fsync(file.fileno())
            part.rename(self.folder / f"{job:04d} {_UNFIT_FOR_NAMES.sub('_', request.title)}.pdf")
        except OSError:
            part.unlink(missing_ok=True)
            raise
        return job

    def _claimed(self) -> tuple[int, Path]:
        """Take a number for this process alone: by the one file of that name that can be made."""
        job = max(self._jobs(), default=0)
        while True:
            job += 1
            part = self.folder / f"{job:04d}{_PART}"
            try:
                part.touch(exist_ok=False)
            except FileExistsError:
                continue
            # Another process may have printed under it and let go of it between our look and our claim.
            if job not in self._jobs():
                return job, part
            part.unlink()

    def _jobs(self) -> set[int]:
        if not self.folder.is_dir():
            return set()
        return {int(found[1]) for one in self.folder.iterdir() if (found := _PAPER.fullmatch(one.name))}
