"""Copies captured pages as they lie: encrypted, each under its own name."""

from pathlib import Path

from app.adapters.blob_folder.store import keep_file
from app.disk.durable import UNFINISHED
from app.domain.storage import StorageError


def beside(copy: Path) -> Path:
    """Return the folder of the pages that belong to a copy of the database."""
    return copy.with_name(f"{copy.name}.blobs")


def copy_pages(source: Path, target: Path) -> int:
    """Copy the pages `target` lacks and return how many those were; what is there already is left alone.

    A name stands for a content, so a file of the same name and size is the same page. One that is deleted at
    this very moment, since nothing names it any more, is left out. Raises storage.read_only_folder when the
    disk refuses one.
    """
    return sum(_is_copied(file, _place(target, file)) for file in _pages(source))


def _is_copied(file: Path, place: Path) -> bool:
    try:
        if _is_there(place, file):
            return False
        keep_file(place, file.read_bytes())
    except OSError as refused:
        if not file.exists():
            return False
        raise StorageError("storage.read_only_folder", path=str(place.parent.parent)) from refused
    return True


def _pages(source: Path) -> list[Path]:
    return sorted(file for file in source.glob("??/*") if file.suffix != UNFINISHED)


def _place(target: Path, file: Path) -> Path:
    return target / file.parent.name / file.name


def _is_there(place: Path, file: Path) -> bool:
    return place.is_file() and place.stat().st_size == file.stat().st_size
