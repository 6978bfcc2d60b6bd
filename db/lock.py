"""Locks that the operating system takes back by itself when a process dies."""

import os
import sys
from enum import Enum
from pathlib import Path

from app.domain.storage import StorageError

if sys.platform == "win32":
    import msvcrt

    _PLACES = 64

    def _try_lock(handle: int, *, exclusive: bool) -> bool:
        # Windows byte locks know no sharing: a sharer holds any one place, a sole user all of them.
        ranges = [(0, _PLACES)] if exclusive else [(place, 1) for place in range(_PLACES)]
        return any(_try_range(handle, start, length) for start, length in ranges)

    def _try_range(handle: int, start: int, length: int) -> bool:
        os.lseek(handle, start, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, length)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int, *, exclusive: bool) -> bool:
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class Use(Enum):
    """How many may hold a lock at once."""

    SHARED = "shared"
    EXCLUSIVE = "exclusive"


class FileLock:
    """One lock file; what it holds says nothing, only the lock on it does."""

    def __init__(self, path: Path) -> None:
        """Take the lock file's path; nothing is touched yet."""
        self._path = path
        self._handle: int | None = None

    def try_take(self, use: Use) -> bool:
        """Take the lock, without waiting; False if somebody else's use stands against it.

        Raises storage.read_only_folder where no lock file can be made.
        """
        self.release()
        handle = self._open()
        if not _try_lock(handle, exclusive=use is Use.EXCLUSIVE):
            os.close(handle)
            return False
        self._handle = handle
        return True

    def release(self) -> None:
        """Let go; harmless if nothing is held. Closing the file is what frees the lock everywhere."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def is_in_place(self) -> bool:
        """Say whether the lock is held and its file is the one others would lock now."""
        try:
            return self._handle is not None and os.path.samestat(os.fstat(self._handle), self._path.stat())
        except OSError:
            return False

    def _open(self) -> int:
        try:
            self._path.parent.mkdir(exist_ok=True)
            return os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StorageError("storage.read_only_folder", path=str(self._path.parent.parent)) from error


def folder_lock(database: Path) -> FileLock:
    """Return the lock on a database: shared by running windows, exclusive for upgrade and restore."""
    return FileLock(database.parent / "locks" / "database")


def take_window(database: Path, number: str) -> FileLock:
    """Take window `number` of this hall for this process; storage.window_taken if it is open already.

    Several windows may run on one machine; the same window twice may not.
    """
    lock = FileLock(database.parent / "locks" / f"window-{number}")
    if not lock.try_take(Use.EXCLUSIVE):
        raise StorageError("storage.window_taken", window=number)
    return lock
