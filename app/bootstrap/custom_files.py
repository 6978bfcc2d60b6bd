"""The local custom of one hall as files: hall, calendar, papers, seals, certificates, keying orders."""

from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path

from app.adapters.data_files.calendars import load_calendar
from app.adapters.data_files.claims import load_claims
from app.adapters.data_files.codes import REGION_HISTORY, load_code_table
from app.adapters.data_files.keying_orders import load_keying_orders
from app.adapters.data_files.paper_types import load_paper_types, refuse_missing
from app.adapters.data_files.reading import DataFileError
from app.adapters.data_files.regions import load_region_history
from app.adapters.data_files.unit_papers import load_unit_papers
from app.adapters.hall_toml.load import load_hall
from app.bootstrap.catalog_files import CLAIMS, chosen, stamps
from app.domain.claims import ClaimFault
from app.domain.hall import Hall
from app.domain.identity.regions import NO_HISTORY, RegionHistory
from app.domain.local_custom import LocalCustom

OWN_FOLDERS = ("hall", "demo")
"""In a hall's own folder: where hall.toml and papers.toml lie now, and where earlier versions read them."""

CERTIFICATES = "certificate_kinds.toml"
CUSTOM_PARTS = (*OWN_FOLDERS, "calendar", "catalog/documents", "codes", "transcription", CLAIMS)
"""What the local custom is read from, in a hall's own folder."""


@dataclass(frozen=True, slots=True)
class HallCustomFiles:
    """Reads what a county wrote for a hall; its `own` folder comes before what the program brought."""

    own: Path
    resources: Path

    def stamp(self) -> Hashable:
        """Return names, sizes and times of all files: whoever saves a file changes one of them."""
        halls = (self._of_the_hall("hall.toml"), self._of_the_hall("papers.toml"), self.own / CLAIMS)
        named = (*halls, self._code_list(CERTIFICATES), self._code_list(REGION_HISTORY))
        return tuple(stamps([*named, *self._calendars(), self._paper_types(), self._keying_orders()]))

    def load(self) -> LocalCustom:
        """Return the local custom as its files now are.

        Raises HallFileError or DataFileError with file and line of the first mistake; a window that the
        claims of the township name has to be one of the hall's.
        """
        found = self._read()
        self._refuse_claimed_windows_gone(found)
        return found

    def _read(self) -> LocalCustom:
        """Return the local custom, whatever the claims say. Raises as `load`."""
        paper_types = load_paper_types(self._paper_types())
        refuse_missing(paper_types)
        unit, cabinet = load_unit_papers(self._of_the_hall("papers.toml"), paper_types)
        certificates = load_code_table(self._code_list(CERTIFICATES))
        shipped, own = (load_calendar(folder) for folder in self._calendars())
        return LocalCustom(
            hall=self.hall(),
            # A year that the State Council publishes later is one more file in the hall's own folder.
            calendar=shipped.overlaid(own),
            paper_types=paper_types,
            unit=unit,
            cabinet=cabinet,
            certificate_names={entry.code: entry.name for entry in certificates.entries},
            keying_orders=load_keying_orders(self._keying_orders()),
            regions=self._regions(),
        )

    def hall(self) -> Hall:
        """Return the hall alone, as its file now is; HallFileError with file and line."""
        return load_hall(self._of_the_hall("hall.toml"))

    def _calendars(self) -> tuple[Path, Path]:
        return self.resources / "calendar", self.own / "calendar"

    def _paper_types(self) -> Path:
        return chosen(self.own, self.resources, "catalog") / "documents"

    def _keying_orders(self) -> Path:
        return chosen(self.own, self.resources, "transcription")

    def _code_list(self, name: str) -> Path:
        return chosen(self.own, self.resources, "codes") / name

    def _regions(self) -> RegionHistory:
        """A county without a history of its own region codes has none told."""
        path = self._code_list(REGION_HISTORY)
        return load_region_history(path) if path.exists() else NO_HISTORY

    def _of_the_hall(self, name: str) -> Path:
        return of_the_hall(self.own, self.resources, name)

    def _refuse_claimed_windows_gone(self, found: LocalCustom) -> None:
        path = self.own / CLAIMS
        for claim in load_claims(path) if path.exists() else ():
            for number in claim.windows:
                if found.hall.window(number) is None:
                    facts = {"item": claim.item, "window": number}
                    raise DataFileError(
                        ClaimFault.UNKNOWN_WINDOW.value, file=path.name, line=claim.line, **facts
                    )


def of_the_hall(own: Path, resources: Path, name: str) -> Path:
    """Return the hall's own file, at the place it had in earlier versions too, or the demo hall's."""
    mine = (own / folder / name for folder in OWN_FOLDERS)
    return next((file for file in mine if file.exists()), resources / "demo" / name)
