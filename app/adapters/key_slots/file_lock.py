"""Makes everybody else wait who wants to change the same file, in this process and in any other."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.storage import StorageError

if sys.platform == "win32":
    import msvcrt

    def _wait_for(handle: int) -> None:
        # The C library asks once a second and gives up after ten: no honest holder takes that long.
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _wait_for(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)


@contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """Hold the lock that goes with the file `path`; the operating system frees it when a process dies.

    The lock lies in a file of its own: `path` itself is replaced by each change, and a lock on the old file
    would keep nobody out. Raises storage.read_only_folder where no lock file can be made.
    """
    handle = _opened(path.parent / "locks" / path.name)
    try:
        yield
    finally:
        os.close(handle)  # which frees the lock everywhere


def _opened(lock: Path) -> int:
    try:
        lock.parent.mkdir(exist_ok=True)
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StorageError("storage.read_only_folder", path=str(lock.parent.parent)) from error
    try:
        _wait_for(handle)
    except OSError as error:
        os.close(handle)
        raise StorageError("storage.busy") from error
    return handle
