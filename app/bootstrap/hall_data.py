"""Loads what a county maintains as data: hall, catalogue, codes, calendar, papers and seals."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.adapters.data_files.calendars import load_calendar
from app.adapters.data_files.codes import load_code_tables
from app.adapters.data_files.keying_orders import load_keying_orders
from app.adapters.data_files.paper_types import load_paper_types
from app.adapters.data_files.unit_papers import load_unit_papers
from app.adapters.hall_toml.load import load_hall
from app.bootstrap.catalog_files import HallCatalogFiles, chosen
from app.domain.calendar import WorkCalendar
from app.domain.codes import CodeTable
from app.domain.hall import Hall
from app.domain.item import Catalog
from app.domain.paper import IssuingUnit, PaperType
from app.domain.sealing import SealCabinet
from app.domain.transcription.order import KeyingOrder
from app.services.catalog_shelf import CatalogShelf

OWN_FOLDERS = ("hall", "demo")
"""In a hall's own folder: where hall.toml and papers.toml lie now, and where earlier versions read them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HallData:
    """One hall's data, read once at start; the catalogue on its shelf is looked at again."""

    hall: Hall
    shelf: CatalogShelf
    codes: Mapping[str, CodeTable]
    calendar: WorkCalendar
    paper_types: Mapping[str, PaperType]
    unit: IssuingUnit
    cabinet: SealCabinet
    keying_orders: tuple[KeyingOrder, ...]

    @property
    def catalog(self) -> Catalog:
        """The catalogue that holds now."""
        return self.shelf.current


def load_hall_data(resources: Path, own: Path, kept: Path | None = None) -> HallData:
    """Read a hall's data; what lies in its `own` folder takes the place of what came with the program.

    `kept` is where the checked catalogue is kept for a faster start, None to check it every time.

    Raises errors that name file and place: HallFileError, DataFileError, CatalogUnusable.
    """
    codes = load_code_tables(chosen(own, resources, "codes"))
    hall = load_hall(of_the_hall(own, resources, "hall.toml"))
    windows = tuple(window.number for window in hall.windows)
    files = HallCatalogFiles(own=own, resources=resources, windows=windows, kept=kept)
    # The stamp comes first: what is saved while we read is seen at the first look.
    stamp = files.stamp()
    catalog, fault = files.load_at_start()
    shelf = CatalogShelf(catalog, files, stamp, fault)
    paper_types = load_paper_types(chosen(own, resources, "catalog") / "documents")
    unit, cabinet = load_unit_papers(of_the_hall(own, resources, "papers.toml"), paper_types)
    return HallData(
        hall=hall,
        shelf=shelf,
        codes=codes,
        # A year that the State Council publishes later is one more file in the hall's own folder.
        calendar=load_calendar(resources / "calendar").overlaid(load_calendar(own / "calendar")),
        paper_types=paper_types,
        unit=unit,
        cabinet=cabinet,
        keying_orders=load_keying_orders(chosen(own, resources, "transcription")),
    )


def of_the_hall(own: Path, resources: Path, name: str) -> Path:
    """Return the hall's own file, at the place it had in earlier versions too, or the demo hall's."""
    mine = (own / folder / name for folder in OWN_FOLDERS)
    return next((file for file in mine if file.exists()), resources / "demo" / name)
