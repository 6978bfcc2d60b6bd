"""Puts a copy of the database back: checked first, the present file kept aside, marked as restored."""

import errno
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Connection, insert

from app.disk.durable import sync_folder
from app.domain.access import AccessEntry
from app.domain.errors import PersonFacing
from app.domain.storage import StorageError
from db.access_audit import AccessAuditRows
from db.check import check_is_ours, check_whole
from db.durable import clear_unfinished, move_into_place, pieces, unfinished_of, unused
from db.engine import open_engine, outside_transactions
from db.folding import copy_pieces, fold, fold_if_it_opens
from db.lock import Use, folder_lock
from db.schema_version import check_not_newer
from db.tables.meta import meta

Settle: TypeAlias = Callable[[Connection], None]
"""Settles the people of a copy, in one transaction with the mark; a PersonFacing stops the restore."""


def restore_database(
    copy: Path,
    path: Path,
    key: bytes,
    now: datetime,
    by: AccessEntry | None = None,
    people: Settle | None = None,
) -> Path:
    """Put `copy` in the place of the database `path`; return the folder where the present one now lies.

    The copy itself is never opened for writing. Until the last step the present database stands
    untouched; a stop during that step leaves no database at `path`, both files beside it, and the
    message storage.missing, upon which the restore is done again. The restored database is
    marked so in `meta`: it may not issue a number before its install epoch is raised (DESIGN 4). `by` is
    kept in the audit of the restored database, in one transaction with the mark; `people` comes before.
    Both are brought into their main files: a copy made of a hall that died has its last work beside it.
    """
    _refuse_at_sight(copy, path)
    place = folder_lock(path)
    if not place.try_take(Use.EXCLUSIVE):
        raise StorageError("storage.other_windows_open")
    try:
        prepared = _prepare(copy, path, key, by, people)
        fold_if_it_opens(path, key)
        aside = _set_aside(path, now)
        move_into_place(prepared, path)
    finally:
        place.release()
    return aside


def _refuse_at_sight(copy: Path, path: Path) -> None:
    if not copy.is_file() or copy.stat().st_size == 0:
        raise StorageError("storage.backup_missing", path=str(copy))
    # What grows under the second name is cleared before the copy is read.
    for own in (path, unfinished_of(path)):
        if own.exists() and own.samefile(copy):
            raise StorageError("storage.restore_from_itself", path=str(copy))


def _prepare(copy: Path, path: Path, key: bytes, by: AccessEntry | None, people: Settle | None) -> Path:
    """Copy, check and mark; what fails a check is taken away again, the copy it came from stays."""
    prepared = clear_unfinished(path)
    try:
        _copied(copy, prepared)
        _check_and_mark(prepared, key, by, people)
    except PersonFacing:
        clear_unfinished(path)
        raise
    return prepared


def _copied(copy: Path, prepared: Path) -> None:
    try:
        copy_pieces(copy, prepared)
    except OSError as error:
        is_full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        code = "storage.disk_full" if is_full else "storage.backup_unreadable"
        raise StorageError(code, path=str(copy)) from error


def _check_and_mark(prepared: Path, key: bytes, by: AccessEntry | None, people: Settle | None) -> None:
    engine = open_engine(prepared, key)
    try:
        with outside_transactions(engine) as connection:
            check_is_ours(connection)
            check_whole(connection)
        check_not_newer(engine)
        with engine.begin() as transaction:
            transaction.execute(insert(meta).prefix_with("OR REPLACE").values(key="restored", value="1"))
            if people is not None:
                people(transaction)
            if by is not None:
                AccessAuditRows(transaction).record(by)
        fold(engine)
    finally:
        engine.dispose()


def _set_aside(path: Path, now: datetime) -> Path:
    aside = unused(path.parent / "backups" / f"replaced-{now:%Y%m%d-%H%M%S}")
    aside.mkdir(parents=True)
    # The main file goes first: without it the rest cannot be taken for a database of its own.
    for piece in pieces(path):
        if piece.exists():
            piece.rename(aside / piece.name)
    sync_folder(aside)
    return aside
