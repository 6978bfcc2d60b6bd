"""A print job: its states, what may follow what, and the printer's faults in our own terms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum
from types import MappingProxyType

from app.domain.errors import PersonFacing

HANDING_OVER_AT_MOST = timedelta(seconds=45)
"""Longer than any adapter tries: a job still reserved after it was left behind by a program that ended."""


class PrintingError(PersonFacing):
    """The paper was refused before anything was spooled; the case itself is already saved."""


class HandoverUnknown(PrintingError):
    """Nobody knows whether the spooler took the paper: it may be printed, and a clerk has to look."""


class PrintState(Enum):
    """Where a print job stands; only the clerk can say that paper came out, or did not.

    UNKNOWN may have been printed. FAILED was not: refused before it was spooled, or the clerk said so.
    """

    RESERVED = "reserved"
    SPOOLED = "spooled"
    PRINTING = "printing"
    WAITING = "waiting"
    DONE_AT_DEVICE = "done_at_device"
    UNKNOWN = "unknown"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class PrinterFault(Enum):
    """What keeps a printer from printing; the value is the tail of the code in words/printing.toml."""

    MEDIA_EMPTY = "media_empty"
    MEDIA_JAM = "media_jam"
    MARKER_EMPTY = "marker_empty"
    COVER_OPEN = "cover_open"
    OUTPUT_FULL = "output_full"
    OFFLINE = "offline"
    UNREACHABLE = "unreachable"
    PAUSED = "paused"
    REJECTING = "rejecting"
    SPOOLER_SILENT = "spooler_silent"
    NEEDS_ATTENTION = "needs_attention"

    @property
    def code(self) -> str:
        """The code of the sentence that tells the clerk what to do."""
        return f"printing.{self.value}"


class SpoolPhase(Enum):
    """What the spooler says of a job; UNKNOWN is its silence, which is neither success nor failure.

    FORGOTTEN: it answers, and has no such job (any more).
    """

    PENDING = "pending"
    PRINTING = "printing"
    WAITING = "waiting"
    DONE_AT_DEVICE = "done_at_device"
    FAILED = "failed"
    CANCELLED = "cancelled"
    FORGOTTEN = "forgotten"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SpoolId:
    """A job as its spooler names it."""

    printer: str
    job: int


@dataclass(frozen=True, slots=True)
class SpoolState:
    """One answer of the spooler; `message` is its own text, for our log and never for a clerk."""

    phase: SpoolPhase
    faults: tuple[PrinterFault, ...] = ()
    message: str = ""


# Keywords of RFC 8011 5.4.12 and the IANA registry, and those CUPS backends report; severity cut off.
_FAULTS: Mapping[str, PrinterFault] = MappingProxyType(
    {
        "media-empty": PrinterFault.MEDIA_EMPTY,
        "media-needed": PrinterFault.MEDIA_EMPTY,
        "input-tray-missing": PrinterFault.MEDIA_EMPTY,
        "media-jam": PrinterFault.MEDIA_JAM,
        "toner-empty": PrinterFault.MARKER_EMPTY,
        "marker-supply-empty": PrinterFault.MARKER_EMPTY,
        "cover-open": PrinterFault.COVER_OPEN,
        "door-open": PrinterFault.COVER_OPEN,
        "interlock-open": PrinterFault.COVER_OPEN,
        "output-area-full": PrinterFault.OUTPUT_FULL,
        "offline": PrinterFault.OFFLINE,
        "shutdown": PrinterFault.OFFLINE,
        "timed-out": PrinterFault.UNREACHABLE,
        "connecting-to-device": PrinterFault.UNREACHABLE,
        "paused": PrinterFault.PAUSED,
        "moving-to-paused": PrinterFault.PAUSED,
        "other": PrinterFault.NEEDS_ATTENTION,
    }
)
_SEVERITIES = ("-error", "-report", "-warning")


def faults_of(keywords: Iterable[str]) -> tuple[PrinterFault, ...]:
    """Return the faults behind a printer's state reasons, each once, in their order.

    Mere hints (toner low) and `none` are no faults and are left out; an unknown error is not.
    """
    found = (_fault_of(keyword) for keyword in keywords)
    return tuple(dict.fromkeys(fault for fault in found if fault))


def _fault_of(keyword: str) -> PrinterFault | None:
    stem = keyword
    for severity in _SEVERITIES:
        stem = stem.removesuffix(severity)
    unknown = PrinterFault.NEEDS_ATTENTION if keyword.endswith("-error") else None
    return _FAULTS.get(stem, unknown)


_SAID = frozenset({PrintState.CONFIRMED, PrintState.FAILED, PrintState.CANCELLED})
_SEEN = frozenset({PrintState.PRINTING, PrintState.WAITING, PrintState.DONE_AT_DEVICE, PrintState.UNKNOWN})
NEXT: Mapping[PrintState, frozenset[PrintState]] = MappingProxyType(
    {
        PrintState.RESERVED: frozenset(
            {PrintState.SPOOLED, PrintState.UNKNOWN, PrintState.FAILED, PrintState.CANCELLED}
        ),
        # The clerk may hold the sheet in hand before the spooler has noticed.
        PrintState.SPOOLED: _SEEN | _SAID,
        PrintState.PRINTING: (_SEEN | _SAID) - {PrintState.PRINTING},
        PrintState.WAITING: (_SEEN | _SAID | {PrintState.SPOOLED}) - {PrintState.WAITING},
        PrintState.DONE_AT_DEVICE: frozenset({PrintState.CONFIRMED, PrintState.FAILED}),
        # A spooler that was asked again may remember after all.
        PrintState.UNKNOWN: (_SEEN | _SAID | {PrintState.SPOOLED}) - {PrintState.UNKNOWN},
        PrintState.CONFIRMED: frozenset(),
        PrintState.FAILED: frozenset(),
        PrintState.CANCELLED: frozenset(),
    }
)
"""What may follow what. A failed or cancelled job stays so: printing again is a new job, and logged."""

_STATE_OF_PHASE: Mapping[SpoolPhase, PrintState] = MappingProxyType(
    {
        SpoolPhase.PENDING: PrintState.SPOOLED,
        SpoolPhase.PRINTING: PrintState.PRINTING,
        SpoolPhase.WAITING: PrintState.WAITING,
        SpoolPhase.DONE_AT_DEVICE: PrintState.DONE_AT_DEVICE,
        # A job that was aborted, cancelled or forgotten may have left a sheet in the tray before that.
        SpoolPhase.FAILED: PrintState.UNKNOWN,
        SpoolPhase.CANCELLED: PrintState.UNKNOWN,
        SpoolPhase.FORGOTTEN: PrintState.UNKNOWN,
    }
)
NO_PAPER = frozenset({PrintState.FAILED, PrintState.CANCELLED})
"""States in which no sheet exists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """One attempt to bring one paper to one printer; `document_number` is its 文号."""

    job_id: str
    document_number: str
    printer: str
    copies: int = 1
    is_reprint: bool = False
    state: PrintState = PrintState.RESERVED
    spool_id: SpoolId | None = None
    faults: tuple[PrinterFault, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether anything can still happen to it."""
        return bool(NEXT[self.state])

    @property
    def needs_answer(self) -> bool:
        """Whether a clerk has to look into the printer's tray and say whether paper came out."""
        return self.state in {PrintState.DONE_AT_DEVICE, PrintState.UNKNOWN}

    @property
    def may_be_on_paper(self) -> bool:
        """Whether a sheet of it may exist: the next print is then a 补打."""
        return self.state not in NO_PAPER

    def spooled(self, spool_id: SpoolId) -> "PrintJob":
        """Return the job after the spooler took it."""
        return replace(self._moved(PrintState.SPOOLED), spool_id=spool_id)

    def followed(self, seen: SpoolState) -> "PrintJob":
        """Return the job after an answer of the spooler; late or repeated answers change nothing.

        Silence keeps the state and only adds the fault, since the sheet may well be coming out.
        """
        target = _STATE_OF_PHASE.get(seen.phase, self.state)
        if target is self.state:
            return replace(self, faults=seen.faults) if self.is_open else self
        if target not in NEXT[self.state]:
            return self
        return replace(self, state=target, faults=seen.faults)

    def unknown(self) -> "PrintJob":
        """Return the job after a handover of which nobody knows how far it came."""
        return self._moved(PrintState.UNKNOWN)

    def handed_over(self, outcome: "PrintJob") -> "PrintJob":
        """Return the job, as it now is, after its handover ended with `outcome`, however late that comes.

        A sheet in a clerk's hand is known better. A clerk's no was said too early when a sheet may come out
        after all: it is a question again, and never silently taken as spooled.
        """
        if outcome.state in NEXT[self.state]:
            return outcome
        if self.state in NO_PAPER and outcome.may_be_on_paper:
            return replace(outcome, state=PrintState.UNKNOWN)
        return self

    def confirmed(self) -> "PrintJob":
        """Return the job after the clerk answered 打印成功？ with yes."""
        return replace(self._moved(PrintState.CONFIRMED), faults=())

    def failed(self) -> "PrintJob":
        """Return the job after the clerk answered no, or the spooler refused it."""
        return self._moved(PrintState.FAILED)

    def cancelled(self) -> "PrintJob":
        """Return the job after the clerk gave it up."""
        return self._moved(PrintState.CANCELLED)

    def _moved(self, target: PrintState) -> "PrintJob":
        if target not in NEXT[self.state]:
            raise PrintingError("printing.not_possible_now", state=self.state.value, wanted=target.value)
        return replace(self, state=target)
