"""Loads what a county maintains as data: hall, catalogue, codes, calendar, papers and seals."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.adapters.catalog_toml.checked import open_catalog
from app.adapters.data_files.calendars import load_calendar
from app.adapters.data_files.claims import claimed_catalog
from app.adapters.data_files.codes import load_code_tables
from app.adapters.data_files.keying_orders import load_keying_orders
from app.adapters.data_files.reading import Part, read
from app.adapters.hall_toml.load import load_hall
from app.domain.calendar import WorkCalendar
from app.domain.codes import CodeTable
from app.domain.errors import PersonFacing
from app.domain.hall import Hall
from app.domain.item import Catalog, CatalogError
from app.domain.paper import IssuingUnit, PaperType
from app.domain.paper_wording import read_paper_type
from app.domain.seal import SealMode, read_seal
from app.domain.sealing import SealCabinet, UnitSeal
from app.domain.transcription.order import KeyingOrder

CLAIMS = "claims.toml"
"""In a hall's own folder: what the township has claimed of the county's catalogue."""


class CatalogUnusable(PersonFacing):
    """The catalogue has mistakes, so that no item of it may be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HallData:
    """One hall's data, read once at start."""

    hall: Hall
    catalog: Catalog
    codes: Mapping[str, CodeTable]
    calendar: WorkCalendar
    paper_types: Mapping[str, PaperType]
    unit: IssuingUnit
    cabinet: SealCabinet
    keying_orders: tuple[KeyingOrder, ...]


def load_hall_data(resources: Path, own: Path, kept: Path | None = None) -> HallData:
    """Read a hall's data; what lies in its `own` folder takes the place of what came with the program.

    `kept` is where the checked catalogue is kept for a faster start, None to check it every time.

    Raises errors that name file and place: HallFileError, DataFileError, CatalogUnusable.
    """
    codes = load_code_tables(_chosen(own, resources, "codes"))
    papers = read(_chosen(own, resources, "demo/papers.toml")).head
    hall = load_hall(_chosen(own, resources, "demo/hall.toml"))
    county = _catalog(_chosen(own, resources, "catalog"), codes, kept)
    return HallData(
        hall=hall,
        catalog=claimed_catalog(own / CLAIMS, county, [window.number for window in hall.windows]),
        codes=codes,
        # A year that the State Council publishes later is one more file in the hall's own folder.
        calendar=load_calendar(resources / "calendar").overlaid(load_calendar(own / "calendar")),
        paper_types=load_paper_types(_chosen(own, resources, "catalog") / "documents"),
        unit=IssuingUnit(**papers.need("unit", dict)),
        cabinet=_cabinet(papers),
        keying_orders=load_keying_orders(_chosen(own, resources, "transcription")),
    )


def load_paper_types(folder: Path) -> Mapping[str, PaperType]:
    """Return the kinds of paper by code."""
    types = (
        read_paper_type(tomllib.loads(file.read_text("utf-8"))) for file in sorted(folder.glob("*.toml"))
    )
    return {paper_type.code: paper_type for paper_type in types}


def _catalog(folder: Path, codes: Mapping[str, CodeTable], kept: Path | None) -> Catalog:
    try:
        return open_catalog(folder, codes, kept)
    except CatalogError as error:
        first, count = error.mistakes[0], len(error.mistakes)
        raise CatalogUnusable(
            "data_files.catalog_mistakes", count=count, file=first.file, place=first.place
        ) from error


def _chosen(own: Path, resources: Path, name: str) -> Path:
    mine = own / name
    return mine if mine.exists() else resources / name


def _cabinet(papers: Part) -> SealCabinet:
    seals = {
        key: UnitSeal(
            key=key,
            design=read_seal(table),
            mode=SealMode(table["mode"]),
            keeper=str(table["keeper"]),
            permission=str(table.get("permission", "")),
        ).checked()
        for key, table in papers.need("seals", dict).items()
    }
    return SealCabinet(seals, {code: str(key) for code, key in papers.need("paper_seals", dict).items()})
