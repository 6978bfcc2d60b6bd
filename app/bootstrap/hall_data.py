"""Loads what a county maintains as data: the catalogue, and the local custom of one hall."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.bootstrap.catalog_files import CATALOG_PARTS, HallCatalogFiles
from app.bootstrap.custom_files import CUSTOM_PARTS, HallCustomFiles
from app.bootstrap.kept_files import KeptFiles
from app.domain.errors import PersonFacing
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

    `kept` is the folder of what was right before: the checked catalogue, for a faster start, and copies of
    the files, which a hall opens with where they are wrong now. None to check everything, and keep nothing.

    Raises errors that name file and place, where there is no copy: HallFileError, DataFileError,
    CatalogUnusable.
    """
    custom = _open_custom(resources, own, kept)

    def windows() -> tuple[str, ...]:
        return custom.current.hall.window_numbers()

    source = _catalog_source(resources, own, kept, windows)
    stamp, opened = source.stamp(), source.opened()
    return HallData(custom, CatalogShelf(opened.held, source, stamp, opened.fault, opened.day))


def _open_custom(resources: Path, own: Path, kept: Path | None) -> CustomShelf:
    source = KeptFiles(
        own=own,
        parts=CUSTOM_PARTS,
        reader=partial(HallCustomFiles, resources=resources),
        kept=None if kept is None else kept / "local-custom.zip",
    )
    # The stamp comes first: what is saved while we read is seen at the first look.
    stamp = source.stamp()
    try:
        opened = source.opened()
    except PersonFacing:
        # A catalogue with a mistake is told as such, and not by what its documents lack then.
        windows = HallCustomFiles(own, resources).hall().window_numbers
        _catalog_source(resources, own, kept, windows).opened()
        raise
    return CustomShelf(opened.held, source, stamp, opened.fault, opened.day)


def _catalog_source(
    resources: Path, own: Path, kept: Path | None, windows: Callable[[], tuple[str, ...]]
) -> KeptFiles[Catalog]:
    checked, copy = (None, None) if kept is None else (kept / "catalog.json", kept / "catalog-files.zip")

    def reader(folder: Path) -> HallCatalogFiles:
        return HallCatalogFiles(own=folder, resources=resources, windows=windows, kept=checked)

    return KeptFiles(own=own, parts=CATALOG_PARTS, reader=reader, kept=copy)
