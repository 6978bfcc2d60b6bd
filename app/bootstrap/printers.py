"""All printers of this machine as one: those of the spooler, and a folder that is always there."""

from dataclasses import dataclass, replace

from app.adapters.print_cups.cups_printer import SYSTEM_SOCKET, CupsPrinter
from app.adapters.print_cups.ipp import Scheduler
from app.adapters.print_file.folder_printer import FolderPrinter
from app.bootstrap.places import HallHome
from app.domain.print_job import PrintingError, SpoolId, SpoolState
from app.ports.printer import Printer, PrinterInfo, PrintRequest


@dataclass(frozen=True, slots=True)
class AllPrinters:
    """The Printer port over the spooler and a folder, which is the default only where it is alone."""

    spooler: Printer
    folder: FolderPrinter

    def submit(self, request: PrintRequest) -> SpoolId:
        """Hand a paper to whoever has the printer of that name; PrintingError when nobody has."""
        return self._named(request.printer).submit(request)

    def state(self, spool_id: SpoolId) -> SpoolState:
        """Ask whoever took the job."""
        return self._named(spool_id.printer).state(spool_id)

    def available(self) -> tuple[PrinterInfo, ...]:
        """Return every printer, exactly one of them as the default."""
        real, folder = self.spooler.available(), self.folder.available()
        if not real:
            return folder
        if not any(info.is_default for info in real):
            real = (replace(real[0], is_default=True), *real[1:])
        return (*real, *(replace(info, is_default=False) for info in folder))

    def _named(self, name: str) -> Printer:
        return self.folder if name == self.folder.name else self.spooler


def printers_of(home: HallHome) -> AllPrinters:
    """Return the printers a hall works with; papers go to a folder of the hall where there is none."""
    return AllPrinters(CupsPrinter(Scheduler(SYSTEM_SOCKET)), FolderPrinter(home.printed))


def default_printer(printer: Printer, chosen: str) -> str:
    """Return the chosen printer, or the default one while nothing was chosen or it is gone.

    PrintingError printing.no_printer where there is none at all.
    """
    found = sorted(printer.available(), key=lambda info: (info.name != chosen, not info.is_default))
    if not found:
        raise PrintingError("printing.no_printer")
    return found[0].name
