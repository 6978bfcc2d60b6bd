"""Whether the files that were opened are still the ones at their place."""

from dataclasses import dataclass
from pathlib import Path

from app.domain.storage import StorageError
from db.durable import pieces
from db.lock import FileLock


@dataclass(frozen=True, slots=True)
class Footing:
    """The files an open database stands on, as the file system numbers them (device and inode).

    A program holds on to a file that was deleted or replaced under it, and every write goes where nobody
    will ever read it.
    """

    path: Path
    place: FileLock
    files: tuple[tuple[Path, tuple[int, int]], ...]

    def check(self) -> None:
        """Raise storage.moved unless every file is still at its place; costs three looks at the folder."""
        if not self.place.is_in_place() or any(_number_of(file) != number for file, number in self.files):
            raise StorageError("storage.moved", path=str(self.path))


def footing_of(path: Path, place: FileLock) -> Footing:
    """Return what the database at `path` stands on now; it was read before, so that its -wal is there."""
    found = ((file, _number_of(file)) for file in pieces(path))
    return Footing(path, place, tuple((file, number) for file, number in found if number is not None))


def _number_of(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:  # gone, or the whole disk is
        return None
    return found.st_dev, found.st_ino
