"""The printers of a CUPS scheduler: papers go in by lp, states come back by IPP."""

import os
import re
import subprocess
from dataclasses import dataclass
from urllib.parse import quote

from app.adapters.print_cups.faults import faults_of_queue, spool_state, text_of
from app.adapters.print_cups.ipp import (
    Attributes,
    NotFoundError,
    Operation,
    Scheduler,
    SchedulerSilentError,
    Tag,
)
from app.domain.print_job import PrinterFault, PrintingError, SpoolId, SpoolPhase, SpoolState
from app.ports.printer import PrinterInfo, PrintRequest

_JOB_NUMBER = re.compile(r"-(\d+) \(")
SYSTEM_SOCKET = "/run/cups/cups.sock"
_SUBMIT_SECONDS = 20.0
_SILENT = SpoolState(SpoolPhase.UNKNOWN, (PrinterFault.SPOOLER_SILENT,))


@dataclass(frozen=True, slots=True)
class CupsPrinter:
    """A `Printer` over one scheduler; the machine's own is `Scheduler(SYSTEM_SOCKET)`."""

    scheduler: Scheduler

    def submit(self, request: PrintRequest) -> SpoolId:
        """Hand a paper to lp; the PDF goes through a pipe, so no plain copy is left in a folder of ours."""
        self._check_takes_jobs(request.printer)
        try:
            done = subprocess.run(
                self._lp(request),
                input=request.pdf,
                capture_output=True,
                timeout=_SUBMIT_SECONDS,
                check=True,
                env={**os.environ, "LC_ALL": "C"},
            )
        except FileNotFoundError as error:
            raise PrintingError("printing.no_print_command") from error
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
            raise PrintingError("printing.not_taken", printer=request.printer) from error
        found = _JOB_NUMBER.search(done.stdout.decode(errors="replace"))
        if found is None:
            raise PrintingError("printing.not_taken", printer=request.printer)
        return SpoolId(request.printer, int(found.group(1)))

    def state(self, spool_id: SpoolId) -> SpoolState:
        """Return where a job stands, as of now."""
        try:
            job = self._job(spool_id)
            return spool_state(job, self._queue(spool_id.printer))
        except SchedulerSilentError:
            return _SILENT
        except NotFoundError:
            return SpoolState(SpoolPhase.UNKNOWN)

    def available(self) -> tuple[PrinterInfo, ...]:
        """Return the queues of the scheduler."""
        try:
            queues = self.scheduler.ask(Operation.CUPS_GET_PRINTERS)
            default = self._default_name() if queues else ""
        except (SchedulerSilentError, NotFoundError):
            return ()
        return tuple(_info(queue, default) for queue in queues)

    def _check_takes_jobs(self, printer: str) -> None:
        try:
            queue = self._queue(printer)
        except SchedulerSilentError as error:
            raise PrintingError(PrinterFault.SPOOLER_SILENT.code) from error
        except NotFoundError as error:
            raise PrintingError("printing.unknown_printer", printer=printer) from error
        if queue.get("printer-is-accepting-jobs") == [False]:
            raise PrintingError(PrinterFault.REJECTING.code, printer=printer)

    def _lp(self, request: PrintRequest) -> list[str]:
        return [
            "lp",
            "-h",
            self.scheduler.address,
            "-d",
            request.printer,
            "-t",
            request.title,
            "-n",
            str(request.copies),
            "-o",
            "print-scaling=none",
            "-",
        ]

    def _job(self, spool_id: SpoolId) -> Attributes:
        asked = ((Tag.URI, "printer-uri", _uri(spool_id.printer)), (Tag.INTEGER, "job-id", spool_id.job))
        return self.scheduler.ask(Operation.GET_JOB_ATTRIBUTES, *asked)[0]

    def _queue(self, printer: str) -> Attributes:
        return self.scheduler.ask(Operation.GET_PRINTER_ATTRIBUTES, (Tag.URI, "printer-uri", _uri(printer)))[
            0
        ]

    def _default_name(self) -> str:
        try:
            return text_of(self.scheduler.ask(Operation.CUPS_GET_DEFAULT)[0], "printer-name")
        except NotFoundError:
            return ""


def _uri(printer: str) -> str:
    return f"ipp://localhost/printers/{quote(printer)}"


def _info(queue: Attributes, default: str) -> PrinterInfo:
    name = text_of(queue, "printer-name")
    return PrinterInfo(
        name=name,
        description=text_of(queue, "printer-info"),
        is_default=name == default,
        is_accepting=queue.get("printer-is-accepting-jobs") != [False],
        faults=faults_of_queue(queue),
    )
