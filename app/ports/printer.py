"""The printers of this machine."""

from dataclasses import dataclass
from typing import Protocol

from app.domain.print_job import PrinterFault, SpoolId, SpoolState


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintRequest:
    """What to print where; `title` shows in queues and on displays: the 文号, never a name."""

    printer: str
    pdf: bytes
    title: str
    copies: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterInfo:
    """A printer to choose from, and what keeps it from printing right now."""

    name: str
    description: str = ""
    is_default: bool = False
    is_accepting: bool = True
    faults: tuple[PrinterFault, ...] = ()


class Printer(Protocol):
    """A spooler. It tells what it knows; that paper came out only the clerk can say."""

    def submit(self, request: PrintRequest) -> SpoolId:
        """Hand a paper over; PrintingError (unknown_printer, rejecting …) if nothing was spooled for certain.

        HandoverUnknown where it may be printed or not: only a person who looks can say.
        """
        ...

    def state(self, spool_id: SpoolId) -> SpoolState:
        """Return where a job stands: UNKNOWN in silence, FORGOTTEN if it is lost, never an exception."""
        ...

    def available(self) -> tuple[PrinterInfo, ...]:
        """Return the printers there are; empty when there are none or the spooler is silent."""
        ...
