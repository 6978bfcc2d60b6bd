"""The catalogue of one hall as files: the county's items, the code lists, and what the township claimed."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.adapters.catalog_toml.checked import open_catalog
from app.adapters.data_files.claims import claimed_catalog
from app.adapters.data_files.codes import load_code_tables
from app.domain.errors import PersonFacing
from app.domain.item import Catalog, CatalogError

CLAIMS = "claims.toml"
"""In a hall's own folder: what the township has claimed of the county's catalogue."""
CATALOG_PARTS = ("catalog", "codes", CLAIMS)
"""What the catalogue is read from, in a hall's own folder."""


class CatalogUnusable(PersonFacing):
    """The catalogue has mistakes, so that no item of it may be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HallCatalogFiles:
    """Reads the catalogue of a hall whose windows have, at each moment, the numbers `windows` tells.

    What lies in its `own` folder takes the place of what came with the program in `resources`. `kept` is
    where the checked catalogue is kept for a faster start, None to check it every time.
    """

    own: Path
    resources: Path
    windows: Callable[[], tuple[str, ...]]
    kept: Path | None = None

    def stamp(self) -> Hashable:
        """Return names, sizes and times of all files, and the windows: whoever saves a file changes one."""
        places = (chosen(self.own, self.resources, "catalog"), chosen(self.own, self.resources, "codes"))
        return (self.windows(), *stamps([*places, self.own / CLAIMS]))

    def load(self) -> Catalog:
        """Return the catalogue on the township's terms.

        Raises DataFileError or CatalogUnusable with the file and the line of the first mistake.
        """
        return claimed_catalog(self.own / CLAIMS, self.county(), self.windows())

    def county(self) -> Catalog:
        """Return the catalogue before the township claimed anything; raises as `load` does."""
        codes = load_code_tables(chosen(self.own, self.resources, "codes"))
        try:
            return open_catalog(chosen(self.own, self.resources, "catalog"), codes, self.kept)
        except CatalogError as error:
            raise _unusable(error) from error


def chosen(own: Path, resources: Path, name: str) -> Path:
    """Return the hall's own folder of a name, or the one that came with the program."""
    mine = own / name
    return mine if mine.exists() else resources / name


def _unusable(error: CatalogError) -> CatalogUnusable:
    first, count = error.mistakes[0], len(error.mistakes)
    # A mistake without a line is one of the whole file: something that stands nowhere in it.
    return CatalogUnusable(
        "data_files.catalog_mistakes", count=count, file=first.file, line=first.line or 1, place=first.place
    )


def stamps(places: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    """Yield name, size and time (ns) of each file, those in folders too; what is not there adds nothing."""
    for place in places:
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            try:
                found = file.stat()
            except OSError:
                # Gone since it was listed, or never there: that alone is another stamp.
                continue
            yield str(file), found.st_size, found.st_mtime_ns
