"""A hall grows out of sight and comes into being by one rename: a stop leaves nothing, or a whole hall."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from app.bootstrap.places import HallHome
from app.disk.durable import sync_folder
from app.domain.storage import StorageError
from db.lock import FileLock, Use

GROWING = "founding"
"""The name of the folder in which a hall grows."""


@contextmanager
def grown_aside(home: HallHome) -> Iterator[HallHome]:
    """Yield the folder in which a new hall grows; at the end of the block it becomes the hall in `home`.

    Everything is on disk before the one rename that counts, and what an earlier stop left half-grown is
    cleared. Raises storage.already_exists where a hall is or another is being founded at this moment,
    storage.read_only_folder or disk_full where nothing can be written.
    """
    taken = StorageError("storage.already_exists", path=str(home.folder))
    with _in_words(home), _alone(home, otherwise=taken):
        _move_in(home)
        if home.exists:
            raise taken
        growing = home.folder / GROWING
        shutil.rmtree(growing, ignore_errors=True)
        growing.mkdir()
        with ExitStack() as undo:
            undo.callback(shutil.rmtree, growing, ignore_errors=True)
            yield HallHome(growing)
            shutil.rmtree(growing / "locks", ignore_errors=True)  # those of the files that grew here
            _sync_all(growing)
            undo.pop_all()
        growing.rename(home.founded)
        sync_folder(home.folder)
        _move_in(home)


def finish_founding(home: HallHome) -> None:
    """Move a hall into its place that was whole when its founding was stopped; mostly there is none.

    Raises storage.in_maintenance while another window does it.
    """
    if home.founded.is_dir():
        with _in_words(home), _alone(home, otherwise=StorageError("storage.in_maintenance")):
            _move_in(home)


def _move_in(home: HallHome) -> None:
    """Move the pieces of a whole hall one by one: each is either here or there, so it can be gone on with."""
    if home.founded.is_dir():
        for piece in sorted(home.founded.iterdir()):
            piece.rename(home.folder / piece.name)
        sync_folder(home.folder)
        home.founded.rmdir()


@contextmanager
def _alone(home: HallHome, *, otherwise: StorageError) -> Iterator[None]:
    home.folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home.folder / "locks" / "founding")
    if not lock.try_take(Use.EXCLUSIVE):
        raise otherwise
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _in_words(home: HallHome) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise StorageError("storage.disk_full") from error
        raise StorageError("storage.read_only_folder", path=str(home.folder)) from error


def _sync_all(folder: Path) -> None:
    """Put every file below `folder` on disk, and then every name."""
    for place, _folders, files in os.walk(folder, topdown=False):
        for name in files:
            with (Path(place) / name).open("r+b") as file:
                os.fsync(file.fileno())
        sync_folder(Path(place))
