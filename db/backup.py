"""Copies the whole database into one verified file while windows go on working."""

import shutil
from pathlib import Path

from sqlalchemy import Engine

from app.domain.storage import StorageError
from db.durable import clear_unfinished, move_into_place
from db.engine import DriverConnection, outside_transactions

_SPARE = 16 * 1024 * 1024
"""Bytes to leave free on the target disk: a full disk would stop the windows too."""

_GROWING_TABLES = ("operations", "access_audit")


def copy_into(engine: Engine, target: Path) -> None:
    """Write a compact copy, encrypted with the same key, to the new file `target`, and check it.

    Raises storage.backup_exists rather than overwrite, storage.backup_unwritable where no folder can be made,
    storage.no_room when the disk cannot hold it, storage.backup_is_bad when the copy is not whole. The copy
    grows under another name, so that a file called `target` is always whole.
    """
    if target.exists():
        raise StorageError("storage.backup_exists", path=str(target))
    with outside_transactions(engine) as connection:
        _make_room(connection, target.parent)
        unfinished = clear_unfinished(target)
        before = _count_rows(connection, "main")
        connection.execute("VACUUM INTO ?", (str(unfinished),))
        _verify(connection, unfinished, before)
    move_into_place(unfinished, target)


def _verify(connection: DriverConnection, copy: Path, at_least: dict[str, int]) -> None:
    """Check the copy beside the original; ledger and audit only grow, so it must hold what was there."""
    connection.execute("ATTACH DATABASE ? AS copy", (str(copy),))
    try:
        fault = connection.execute("PRAGMA copy.quick_check(1)").fetchone()[0]
        found = _count_rows(connection, "copy")
    finally:
        connection.execute("DETACH DATABASE copy")
    if fault != "ok" or any(found.get(table, 0) < count for table, count in at_least.items()):
        raise StorageError("storage.backup_is_bad", path=str(copy))


def _count_rows(connection: DriverConnection, schema: str) -> dict[str, int]:
    names = {row[0] for row in connection.execute(f"SELECT name FROM {schema}.sqlite_schema")}
    return {
        table: int(connection.execute(f"SELECT count(*) FROM {schema}.{table}").fetchone()[0])
        for table in _GROWING_TABLES
        if table in names
    }


def _make_room(connection: DriverConnection, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as refused:
        raise StorageError("storage.backup_unwritable", path=str(folder)) from refused
    # SQLCipher answers page_size with text.
    pages, page = (
        int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size")
    )
    needed = pages * page + _SPARE
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise StorageError("storage.no_room", needed_mb=needed >> 20, free_mb=free >> 20)
