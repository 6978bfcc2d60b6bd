"""Catalogues on a shelf: files that are what a test says, and a hall's own small catalogue on disk."""

import os
import shutil
from collections.abc import Hashable
from pathlib import Path
from typing import Generic, TypeVar

from app.bootstrap.places import resources
from app.domain.errors import PersonFacing
from app.domain.item import Catalog
from app.services.catalog_shelf import CatalogShelf

Held = TypeVar("Held")


class SaidFiles(Generic[Held]):
    """Files without a disk: `holds` is what they say, an error if they are wrong."""

    def __init__(self, holds: Held | PersonFacing) -> None:
        self.holds, self.saved, self.reads = holds, 0, 0

    def save(self, holds: Held | PersonFacing) -> None:
        self.holds, self.saved = holds, self.saved + 1

    def stamp(self) -> Hashable:
        return self.saved

    def load(self) -> Held:
        self.reads += 1
        if isinstance(self.holds, PersonFacing):
            raise self.holds
        return self.holds


def shelf_with(catalog: Catalog) -> CatalogShelf:
    """A shelf whose files never change."""
    return CatalogShelf(catalog, SaidFiles(catalog), 0)


def own_catalog(data: Path, *items: str) -> Path:
    """Copy the shipped catalogue with these items only into a hall's own data; return its folder."""
    folder = data / "catalog"
    shutil.copytree(resources() / "catalog", folder)
    for file in (folder / "items").glob("*.toml"):
        if file.stem not in items:
            file.unlink()
    return folder


def save(file: Path, text: str) -> None:
    """Write a file as an editor does: whole, and later than what was there before."""
    before = file.stat().st_mtime_ns if file.exists() else 0
    file.write_text(text, "utf-8")
    os.utime(file, ns=(file.stat().st_atime_ns, max(before + 1_000_000, file.stat().st_mtime_ns)))
