"""From what CUPS says of a job and its queue to a phase and the faults behind it."""

from collections.abc import Iterator, Mapping
from enum import IntEnum
from types import MappingProxyType

from app.adapters.print_cups.ipp import Attributes
from app.domain.print_job import PrinterFault, SpoolPhase, SpoolState, faults_of


class _Job(IntEnum):
    """The job-state values of RFC 8011 5.3.7."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


_PHASES: Mapping[int, SpoolPhase] = MappingProxyType(
    {
        _Job.PENDING: SpoolPhase.PENDING,
        _Job.HELD: SpoolPhase.WAITING,
        _Job.PROCESSING: SpoolPhase.PRINTING,
        _Job.STOPPED: SpoolPhase.WAITING,
        _Job.CANCELED: SpoolPhase.CANCELLED,
        _Job.ABORTED: SpoolPhase.FAILED,
        _Job.COMPLETED: SpoolPhase.DONE_AT_DEVICE,
    }
)
_PRINTER_STOPPED = 5
_UNFINISHED = frozenset({SpoolPhase.PENDING, SpoolPhase.PRINTING, SpoolPhase.WAITING})

# Some backends of CUPS 2.4 report these in words only, with the reasons left at "none" (measured).
_FAULTS_BY_MESSAGE: tuple[tuple[str, PrinterFault], ...] = (
    ("may not exist or is unavailable", PrinterFault.UNREACHABLE),
    ("unreachable", PrinterFault.UNREACHABLE),
    ("not responding", PrinterFault.UNREACHABLE),
    ("unable to locate printer", PrinterFault.UNREACHABLE),
    ("offline", PrinterFault.OFFLINE),
    ("turned off", PrinterFault.OFFLINE),
)


def spool_state(job: Attributes, queue: Attributes) -> SpoolState:
    """Return the state of a job; a fault turns pending and printing into waiting."""
    phase = _PHASES.get(_number(job, "job-state"), SpoolPhase.UNKNOWN)
    message = text_of(job, "job-printer-state-message")
    if phase not in _UNFINISHED:
        return SpoolState(phase, (), message)
    faults = _faults(job, "job-printer-state") or faults_of_queue(queue)
    if phase is SpoolPhase.WAITING and not faults:
        faults = (PrinterFault.NEEDS_ATTENTION,)
    return SpoolState(SpoolPhase.WAITING if faults else phase, faults, message)


def faults_of_queue(queue: Attributes) -> tuple[PrinterFault, ...]:
    """Return what keeps a queue from printing; empty if nothing is known to."""
    faults = _faults(queue, "printer-state")
    if not faults and _number(queue, "printer-state") == _PRINTER_STOPPED:
        return (PrinterFault.PAUSED,)
    return faults


def text_of(attributes: Attributes, name: str) -> str:
    """Return the first value of a text attribute, or nothing."""
    return next((value for value in attributes.get(name, []) if isinstance(value, str)), "")


def _faults(attributes: Attributes, of: str) -> tuple[PrinterFault, ...]:
    keywords = (value for value in attributes.get(f"{of}-reasons", []) if isinstance(value, str))
    return faults_of(keywords) or tuple(_told_in(text_of(attributes, f"{of}-message")))


def _told_in(message: str) -> Iterator[PrinterFault]:
    for words, fault in _FAULTS_BY_MESSAGE:
        if words in message.lower():
            yield fault
            return


def _number(attributes: Attributes, name: str) -> int:
    return next((value for value in attributes.get(name, []) if isinstance(value, int)), 0)
