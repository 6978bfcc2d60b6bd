"""Makes, moves and clears database files so that a power cut leaves a whole one or none."""

import os
from itertools import chain, count
from pathlib import Path

from app.disk.durable import sync_folder


def pieces(path: Path) -> tuple[Path, ...]:
    """Return the files that SQLite may keep for the database `path`, the main one first."""
    return tuple(path.with_name(path.name + ending) for ending in ("", "-journal", "-wal", "-shm"))


def unfinished_of(path: Path) -> Path:
    """Return the name under which `path` grows until it is whole."""
    return path.with_name(f"{path.name}.unfinished")


def clear_unfinished(path: Path) -> Path:
    """Return the name under which `path` grows until it is whole, cleared of what an earlier stop left.

    The side files matter most: SQLite would replay a stale WAL into the new file.
    """
    unfinished = unfinished_of(path)
    for piece in pieces(unfinished):
        piece.unlink(missing_ok=True)
    return unfinished


def unused(path: Path) -> Path:
    """Return `path`, or the first of path-2, path-3, … that is free: clocks that restart repeat names."""
    names = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return next(name for name in chain((path,), names) if not name.exists())


def move_into_place(unfinished: Path, target: Path) -> None:
    """Rename `unfinished` to `target` and return when both content and name are on disk."""
    with unfinished.open("r+b") as file:
        os.fsync(file.fileno())
    unfinished.rename(target)
    sync_folder(target.parent)
