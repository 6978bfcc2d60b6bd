"""Brings a database into its one main file: what was committed last may still lie in the file beside it."""

import shutil
from pathlib import Path

from sqlalchemy import Engine

from app.domain.storage import StorageError
from db.durable import pieces
from db.engine import open_engine, outside_transactions


def copy_pieces(source: Path, target: Path) -> None:
    """Copy the database `source` with what lies beside it to the name `target`; OSError if that fails.

    The -shm is left out: SQLite makes it anew from the -wal.
    """
    for ours, copied in zip(pieces(source)[:3], pieces(target)[:3], strict=True):
        if ours.exists():
            shutil.copyfile(ours, copied)


def fold(engine: Engine) -> None:
    """Write all that is committed into the main file; StorageError while somebody else holds it up."""
    with outside_transactions(engine) as connection:
        held_up = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if held_up:
        raise StorageError("storage.busy")


def fold_if_it_opens(path: Path, key: bytes) -> None:
    """Fold the database at `path` if it was left open; nothing is said of one that does not open."""
    if not path.is_file() or path.stat().st_size == 0 or not any(one.exists() for one in pieces(path)[1:]):
        return
    engine = open_engine(path, key)
    try:
        fold(engine)
    except StorageError:
        return  # A damaged database is the usual reason for a restore.
    finally:
        engine.dispose()
