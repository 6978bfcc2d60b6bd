"""What each file a county may replace is, and the check that belongs to it."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.adapters.catalog_toml.loading import (
    FORM_PAPERS,
    CatalogFolder,
    check_block,
    check_files,
    check_form_paper,
)
from app.adapters.catalog_toml.people_words import FILE as PEOPLE_WORDS
from app.adapters.catalog_toml.people_words import load_people_words
from app.adapters.data_files.calendars import LOCAL, load_local_days_off, load_year
from app.adapters.data_files.claims import claimed_catalog
from app.adapters.data_files.codes import REGION_HISTORY, load_code_table, load_code_tables
from app.adapters.data_files.keying_orders import load_keying_order
from app.adapters.data_files.paper_types import load_paper_type, load_paper_types
from app.adapters.data_files.region_tables import load_region_tables
from app.adapters.data_files.regions import load_region_history
from app.adapters.data_files.unit_papers import load_unit_papers
from app.adapters.hall_toml.load import load_hall
from app.bootstrap.catalog_files import CLAIMS, HallCatalogFiles, chosen
from app.bootstrap.custom_files import of_the_hall
from app.domain.errors import PersonFacing
from app.domain.item import CatalogError


class UnknownFile(PersonFacing):
    """A file is none of those that a county may replace."""


@dataclass(frozen=True)
class Surrounding:
    """The data a file is checked with: those of the hall, where it has any, else those of the program."""

    own: Path
    resources: Path

    def folder(self, name: str) -> Path:
        """Return the folder of a name that holds for this hall."""
        return chosen(self.own, self.resources, name)

    @cached_property
    def catalog(self) -> CatalogFolder:
        """The catalogue that holds, read once for all files that are checked with it."""
        return CatalogFolder(self.folder("catalog"), load_code_tables(self.folder("codes")))


Check = Callable[[Path, Surrounding], object]


def check_file(path: Path, around: Surrounding) -> None:
    """Check a file by what it is.

    Raises CatalogError or a PersonFacing with file and line where it is wrong, UnknownFile for any other.
    """
    _check_of(path)(path, around)


def _check_of(path: Path) -> Check:
    if path.name in _BY_NAME:
        return _BY_NAME[path.name]
    if path.suffix == ".csv":
        return _regions
    head = _head(path)
    if head is None:
        return _BY_FOLDER.get(path.parent.name, _item)
    for names, check in _BY_FIELDS:
        if names <= head.keys():
            return check
    if path.parent.name == "demo":
        raise UnknownFile("command.unknown_file", file=str(path))
    return _item


def _head(path: Path) -> Mapping[str, object] | None:
    """Return what stands at the head of a file; None if it cannot be read, which its check will say."""
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return None


def _item(path: Path, around: Surrounding) -> None:
    mistakes = check_files([path], around.catalog)
    if mistakes:
        raise CatalogError(mistakes)


def _block(path: Path, around: Surrounding) -> None:
    mistakes = check_block(path, around.catalog)
    if mistakes:
        raise CatalogError(mistakes)


def _form_paper(path: Path, around: Surrounding) -> None:
    mistakes = check_form_paper(path, around.catalog)
    if mistakes:
        raise CatalogError(mistakes)


def _claims(path: Path, around: Surrounding) -> None:
    hall = load_hall(of_the_hall(around.own, around.resources, "hall.toml"))
    windows = tuple(window.number for window in hall.windows)
    files = HallCatalogFiles(own=around.own, resources=around.resources, windows=lambda: windows)
    claimed_catalog(path, files.county(), windows)


def _papers(path: Path, around: Surrounding) -> None:
    load_unit_papers(path, load_paper_types(around.folder("catalog") / "documents"))


def _regions(path: Path, _around: Surrounding) -> None:
    load_region_tables([path])


_BY_NAME: Mapping[str, Check] = {
    CLAIMS: _claims,
    "hall.toml": lambda path, _around: load_hall(path),
    "papers.toml": _papers,
    PEOPLE_WORDS: lambda path, _around: load_people_words(path.parent),
    REGION_HISTORY: lambda path, _around: load_region_history(path),
    LOCAL: lambda path, _around: load_local_days_off(path),
}
_BY_FOLDER: Mapping[str, Check] = {
    "codes": lambda path, _around: load_code_table(path),
    "documents": lambda path, _around: load_paper_type(path),
    "calendar": lambda path, _around: load_year(path),
    "transcription": lambda path, _around: load_keying_order(path),
    "blocks": _block,
    FORM_PAPERS: _form_paper,
}
_BY_FIELDS: tuple[tuple[frozenset[str], Check], ...] = (
    (frozenset({"code", "layout"}), _BY_FOLDER["documents"]),
    (frozenset({"title", "source", "entry"}), _BY_FOLDER["codes"]),
    (frozenset({"serial_label", "step"}), _BY_FOLDER["transcription"]),
    (frozenset({"year", "off"}), _BY_FOLDER["calendar"]),
    (frozenset({"closing", "signers"}), _form_paper),
    (frozenset({"key", "title"}), _block),
)
"""What tells a file apart wherever it lies; any other is an item or a table of the catalogue."""
