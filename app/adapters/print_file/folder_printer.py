"""A printer that is a folder: every paper becomes a PDF file, at once and for good."""

import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.domain.print_job import PrintingError, SpoolId, SpoolPhase, SpoolState
from app.ports.printer import PrinterInfo, PrintRequest

_UNFIT_FOR_NAMES = re.compile(r'[\x00-\x1f/\\:*?"<>|]')


@dataclass(frozen=True, slots=True)
class FolderPrinter:
    """A `Printer` that writes into `folder`, for the demo day, for trials and for tests."""

    folder: Path
    name: str = "文件夹"

    def submit(self, request: PrintRequest) -> SpoolId:
        """Write the PDF as `<job> <title>.pdf`; a reader never meets a half-written file."""
        if request.printer != self.name:
            raise PrintingError("printing.unknown_printer", printer=request.printer)
        try:
            return SpoolId(self.name, self._write(request))
        except OSError as error:
            raise PrintingError("printing.folder_unwritable", folder=str(self.folder)) from error

    def state(self, spool_id: SpoolId) -> SpoolState:
        """Return done for what lies in the folder, unknown for the rest."""
        found = any(self.folder.glob(f"{spool_id.job:04d} *.pdf"))
        return SpoolState(SpoolPhase.DONE_AT_DEVICE if found else SpoolPhase.UNKNOWN)

    def available(self) -> tuple[PrinterInfo, ...]:
        """Return the folder as the one printer."""
        return (PrinterInfo(name=self.name, description=str(self.folder), is_default=True),)

    def _write(self, request: PrintRequest) -> int:
        self.folder.mkdir(parents=True, exist_ok=True)
        job = 1 + max(
            (int(one.name[:4]) for one in self.folder.glob("[0-9][0-9][0-9][0-9] *.pdf")), default=0
        )
        with tempfile.NamedTemporaryFile(dir=self.folder, suffix=".part", delete=False) as part:
            part.write(request.pdf)
            part.flush()
            os.fsync(part.fileno())
        title = _UNFIT_FOR_NAMES.sub("_", request.title)
        Path(part.name).rename(self.folder / f"{job:04d} {title}.pdf")
        return job
