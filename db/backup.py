"""Copies the whole database into one verified file while windows go on working."""

import shutil
from pathlib import Path

from sqlalchemy import Engine

from app.domain.storage import StorageError
from db.engine import DriverConnection, outside_transactions

_SPARE = 16 * 1024 * 1024
"""Bytes to leave free on the target disk: a full disk would stop the windows too."""


def copy_into(engine: Engine, target: Path) -> None:
    """Write a compact copy, encrypted with the same key, to the new file `target`.

    Raises storage.backup_exists rather than overwrite, storage.no_room when the disk cannot hold it.
    The copy grows under another name, so that a file called `target` is always whole.
    """
    if target.exists():
        raise StorageError("storage.backup_exists", path=str(target))
    unfinished = target.with_name(f"{target.name}.unfinished")
    with outside_transactions(engine) as connection:
        _make_room(connection, target.parent)
        unfinished.unlink(missing_ok=True)
        connection.execute("VACUUM INTO ?", (str(unfinished),))
    unfinished.rename(target)


def _make_room(connection: DriverConnection, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    # SQLCipher answers page_size with text.
    pages, page = (
        int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size")
    )
    needed = pages * page + _SPARE
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise StorageError("storage.no_room", needed_mb=needed >> 20, free_mb=free >> 20)
