"""Loads what a county maintains as data: the catalogue, and the local custom of one hall."""

from dataclasses import dataclass, replace
from pathlib import Path

from app.bootstrap.catalog_files import HallCatalogFiles
from app.bootstrap.custom_files import HallCustomFiles
from app.domain.hall import Hall
from app.domain.item import Catalog
from app.services.catalog_shelf import CatalogShelf
from app.services.custom_shelf import CustomShelf


@dataclass(frozen=True, slots=True)
class HallData:
    """One hall's data, read at start and looked at again while the window is open."""

    custom: CustomShelf
    shelf: CatalogShelf

    @property
    def hall(self) -> Hall:
        """The hall as its file says now."""
        return self.custom.current.hall

    @property
    def catalog(self) -> Catalog:
        """The catalogue that holds now."""
        return self.shelf.current


def load_hall_data(resources: Path, own: Path, kept: Path | None = None) -> HallData:
    """Read a hall's data; what lies in its `own` folder takes the place of what came with the program.

    `kept` is where the checked catalogue is kept for a faster start, None to check it every time.

    Raises errors that name file and place: HallFileError, DataFileError, CatalogUnusable.
    """
    custom_files = HallCustomFiles(own, resources)
    # The stamps come first: what is saved while we read is seen at the first look.
    custom_stamp, hall = custom_files.stamp(), custom_files.hall()
    files = HallCatalogFiles(own=own, resources=resources, windows=hall.window_numbers, kept=kept)
    stamp = files.stamp()
    # A catalogue with a mistake is told as such, and not by what its documents lack then.
    catalog, fault = files.load_at_start()
    custom = CustomShelf(custom_files.load_at_start(), custom_files, custom_stamp)

    def windows() -> tuple[str, ...]:
        return custom.current.hall.window_numbers()

    live = replace(files, windows=windows)
    return HallData(custom, CatalogShelf(catalog, live, stamp, fault))
