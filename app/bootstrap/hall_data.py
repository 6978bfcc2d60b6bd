"""Loads what a county maintains as data: hall, catalogue, codes, calendar, papers and seals."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.adapters.catalog_toml.loading import load_catalog
from app.adapters.data_files.calendars import load_calendar
from app.adapters.data_files.codes import load_code_tables
from app.adapters.hall_toml.load import load_hall
from app.domain.calendar import WorkCalendar
from app.domain.codes import CodeTable
from app.domain.hall import Hall
from app.domain.item import Catalog
from app.domain.paper import IssuingUnit, PaperType
from app.domain.paper_wording import read_paper_type
from app.domain.seal import SealMode, read_seal
from app.domain.sealing import SealCabinet, UnitSeal


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


def load_hall_data(resources: Path, own: Path) -> HallData:
    """Read a hall's data; what lies in the hall's `own` folder takes the place of what came with the program.

    Raises the reading adapters' errors, each with file and line: HallFileError, DataFileError, CatalogError.
    """
    codes = load_code_tables(_chosen(own, resources, "codes"))
    papers = tomllib.loads(_chosen(own, resources, "demo/papers.toml").read_text("utf-8"))
    return HallData(
        hall=load_hall(_chosen(own, resources, "demo/hall.toml")),
        catalog=load_catalog(_chosen(own, resources, "catalog"), codes),
        codes=codes,
        calendar=load_calendar(_chosen(own, resources, "calendar")),
        paper_types=load_paper_types(_chosen(own, resources, "catalog") / "documents"),
        unit=IssuingUnit(**papers["unit"]),
        cabinet=_cabinet(papers),
    )


def load_paper_types(folder: Path) -> Mapping[str, PaperType]:
    """Return the kinds of paper by code."""
    types = (
        read_paper_type(tomllib.loads(file.read_text("utf-8"))) for file in sorted(folder.glob("*.toml"))
    )
    return {paper_type.code: paper_type for paper_type in types}


def _chosen(own: Path, resources: Path, name: str) -> Path:
    mine = own / name
    return mine if mine.exists() else resources / name


def _cabinet(papers: Mapping[str, Mapping[str, Mapping[str, object]]]) -> SealCabinet:
    seals = {
        key: UnitSeal(
            key=key,
            design=read_seal(table),
            mode=SealMode(table["mode"]),
            keeper=str(table["keeper"]),
            permission=str(table.get("permission", "")),
        ).checked()
        for key, table in papers["seals"].items()
    }
    return SealCabinet(seals, {code: str(key) for code, key in papers["paper_seals"].items()})
