"""Local custom on a shelf, and a hall's own files of it on disk."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from catalog_shelves import SaidFiles

from app.bootstrap.hall_data import HallData
from app.bootstrap.places import resources
from app.domain.local_custom import LocalCustom
from app.domain.seal import SealMode
from app.domain.sealing import SealCabinet
from app.services.custom_shelf import CustomShelf
from app.services.office import Office


def on_shelf(office: Office, files: SaidFiles[LocalCustom]) -> Office:
    """The office of a hall that works by these files."""
    assert isinstance(files.holds, LocalCustom)
    shelf = CustomShelf(files.holds, files, files.stamp())
    return replace(office, custom=shelf, papers=replace(office.papers, custom=shelf))


def with_custom(office: Office, **changes: Any) -> Office:
    """The office of a hall whose custom differs, and whose files never change."""
    return on_shelf(office, SaidFiles(replace(office.custom.current, **changes)))


def own_custom(data: Path) -> None:
    """Copy everything a county may change beside the catalogue into a hall's own data."""
    (data / "hall").mkdir(parents=True)
    for name in ("hall.toml", "papers.toml"):
        shutil.copyfile(resources() / "demo" / name, data / "hall" / name)
    for name in ("calendar", "codes", "transcription", "catalog"):
        shutil.copytree(resources() / name, data / name)


def with_mode(office: Office, mode: SealMode) -> Office:
    """The office of a hall that brings every seal onto paper in one way."""
    return with_custom(office, cabinet=in_mode(office.papers.cabinet, mode))


def in_mode(cabinet: SealCabinet, mode: SealMode) -> SealCabinet:
    """The seals of a hall that brings every one of them onto paper in one way."""
    return replace(cabinet, seals={key: replace(seal, mode=mode) for key, seal in cabinet.seals.items()})


def data_in_mode(data: HallData, mode: SealMode) -> HallData:
    """The data of a hall that brings every seal onto paper in one way; its files never change."""
    known = data.custom.current
    files = SaidFiles(replace(known, cabinet=in_mode(known.cabinet, mode)))
    return replace(data, custom=CustomShelf(files.holds, files, files.stamp()))
