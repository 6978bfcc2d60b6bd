"""The printers of a CUPS scheduler: papers go in by lp, states come back by IPP."""

import os
import re
import subprocess
from collections.abc import Sequence
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
from app.domain.print_job import (
    HandoverUnknown,
    PrinterFault,
    PrintingError,
    SpoolId,
    SpoolPhase,
    SpoolState,
)
from app.ports.printer import PrinterInfo, PrintRequest

_JOB_NUMBER = re.compile(r"-(\d+) \(")
SYSTEM_SOCKET = "/run/cups/cups.sock"
# What lp passes on in English (LC_ALL=C) when the scheduler did not even begin a job (CUPS scheduler/ipp.c).
_REFUSALS = (b"is not accepting jobs", b"printer or class does not exist", b"unknown destination")
_SILENT = SpoolState(SpoolPhase.UNKNOWN, (PrinterFault.SPOOLER_SILENT,))


@dataclass(frozen=True, slots=True)
class CupsPrinter:
    """A `Printer` over one scheduler; the machine's own is `Scheduler(SYSTEM_SOCKET)`.

    `patience`: seconds until lp is stopped; with the question before it below HANDING_OVER_AT_MOST.
    """

    scheduler: Scheduler
    patience: float = 20.0

    def submit(self, request: PrintRequest) -> SpoolId:
        """Hand a paper to lp; the PDF goes through a pipe, so no plain copy is left in a folder of ours."""
        self._check_takes_jobs(request.printer)
        done = self._handed_over(request)
        found = _JOB_NUMBER.search(done.stdout.decode(errors="replace"))
        if done.returncode == 0 and found is not None:
            return SpoolId(request.printer, int(found.group(1)))
        if done.returncode > 0 and any(words in done.stderr for words in _REFUSALS):
            raise PrintingError("printing.not_taken", printer=request.printer)
        raise _unknown(request)

    def state(self, spool_id: SpoolId) -> SpoolState:
        """Return where a job stands, as of now."""
        try:
            job = self._job(spool_id)
            return spool_state(job, self._queue(spool_id.printer))
        except SchedulerSilentError:
            return _SILENT
        except NotFoundError:
            return SpoolState(SpoolPhase.FORGOTTEN)

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

    def _handed_over(self, request: PrintRequest) -> subprocess.CompletedProcess[bytes]:
        """Run lp to its end; HandoverUnknown where it began and nobody knows how far it came."""
        with _started(self._lp(request)) as lp:
            try:
                said, complained = lp.communicate(request.pdf, timeout=self.patience)
            except (subprocess.TimeoutExpired, OSError) as error:
                lp.kill()
                raise _unknown(request) from error
        return subprocess.CompletedProcess(lp.args, lp.returncode, said, complained)

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
        return self.scheduler.ask_one(Operation.GET_JOB_ATTRIBUTES, *asked)

    def _queue(self, printer: str) -> Attributes:
        asked = (Tag.URI, "printer-uri", _uri(printer))
        return self.scheduler.ask_one(Operation.GET_PRINTER_ATTRIBUTES, asked)

    def _default_name(self) -> str:
        try:
            return text_of(self.scheduler.ask_one(Operation.CUPS_GET_DEFAULT), "printer-name")
        except NotFoundError:
            return ""


def _started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start lp; PrintingError when that fails, since nothing was spooled then."""
    pipe = subprocess.PIPE
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment)
    except FileNotFoundError as error:
        raise PrintingError("printing.no_print_command") from error
    except OSError as error:
        raise PrintingError("printing.print_command_unusable") from error


def _unknown(request: PrintRequest) -> HandoverUnknown:
    return HandoverUnknown("printing.outcome_unknown", printer=request.printer, number=request.title)


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
