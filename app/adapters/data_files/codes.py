"""Reads code tables from resources/codes: a TOML file is a table named by the file, regions are lists."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from app.adapters.data_files.reading import DataFile, Part, read
from app.adapters.data_files.region_tables import load_region_tables
from app.domain.case.whereabouts import PLACES, Nearness
from app.domain.codes import CodeEntry, CodeTable

# Same folder, other shape: read by load_region_history.
REGION_HISTORY = "ganzhou_region_history.toml"


def load_code_tables(folder: Path) -> Mapping[str, CodeTable]:
    """Return all code tables of a folder by name; DataFileError names the first file and line at fault."""
    paths = sorted(path for path in folder.glob("*.toml") if path.name != REGION_HISTORY)
    regions = load_region_tables(sorted(folder.glob("regions_*.csv")))
    return {path.stem: load_code_table(path) for path in paths} | dict(regions)


def load_code_table(path: Path) -> CodeTable:
    """Return the table of one file; DataFileError if a field is missing or a code stands twice."""
    file = read(path)
    return CodeTable(
        name=path.stem,
        title=file.head.need("title", str),
        source=file.head.need("source", str),
        version=file.head.need("version", str),
        entries=tuple(_spots(file) if path.stem == PLACES else _entries(file)),
    )


def _spots(file: DataFile) -> Iterator[CodeEntry]:
    """Yield the spots of papers: each says how near it is, and one alone is the window."""
    has_window = False
    for entry, part in zip(_entries(file), file.blocks("entry"), strict=True):
        nearness = part.need("at", str)
        if nearness not in {one.value for one in Nearness}:
            raise part.error("spot_at", entry=entry.code)
        if nearness == Nearness.WINDOW.value and has_window:
            raise part.error("spot_window_twice", entry=entry.code)
        has_window = has_window or nearness == Nearness.WINDOW.value
        yield entry
    if not has_window:
        raise file.head.error("spot_window_missing")


def _entries(file: DataFile) -> Iterator[CodeEntry]:
    seen: set[str] = set()
    for part in file.blocks("entry"):
        entry = _entry(part)
        if entry.code in seen:
            raise part.error("duplicate_code", entry=entry.code)
        seen.add(entry.code)
        yield entry


def _entry(part: Part) -> CodeEntry:
    return CodeEntry(
        code=part.need("code", str),
        name=part.need("name", str),
        offered=part.take("offered", otherwise=True),
        facts=part.rest("code", "name", "offered"),
    )
