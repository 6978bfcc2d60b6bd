"""Opens the hall's database for work, or says plainly why not; never makes a new one in its place."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from app.domain.storage import StorageError, is_right_key
from db.check import check_is_ours, check_whole
from db.durable import clear_unfinished, move_into_place, pieces
from db.engine import connect_new, in_words, open_engine, outside_transactions
from db.footing import Footing, footing_of
from db.lock import FileLock, Use, folder_lock
from db.schema_version import check_not_newer, is_behind


@dataclass(frozen=True, slots=True)
class Database:
    """An open database, and the place among its users that keeps upgrades and restores away."""

    path: Path
    engine: Engine
    place: FileLock
    footing: Footing

    @property
    def backups(self) -> Path:
        """The folder of the copies made before upgrades and restores."""
        return backups_of(self.path)

    def close(self) -> None:
        """Close every connection, then give up the place."""
        self.engine.dispose()
        self.place.release()

    def __enter__(self) -> Self:
        """Return the open database."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()


def backups_of(path: Path) -> Path:
    """Return the folder beside the database `path` where copies of it are kept."""
    return path.parent / "backups"


def create_database(path: Path, key: bytes) -> None:
    """Make a new, empty hall at `path`: a deliberate act, refused if any file is in the way.

    It grows under another name, so that a stop in the middle leaves no half-made database at `path`.
    """
    place = folder_lock(path)
    if path.exists() or not place.try_take(Use.EXCLUSIVE):
        raise StorageError("storage.already_exists", path=str(path))
    try:
        move_into_place(_build(clear_unfinished(path), key), path)
    finally:
        place.release()


def open_database(path: Path, key: bytes, check: str, now: Callable[[], datetime]) -> Database:
    """Open the existing database `path` with `key`, upgrading it first when this program is newer.

    `check` is the key check value kept with the key slots; `now` names the backup of an upgrade.
    Raises StorageError: missing, wrong_key, damaged, newer_schema, other_windows_open, in_maintenance,
    read_only_folder, disk_full. Whatever is raised, nothing has been made anew or overwritten.
    """
    _refuse_at_sight(path, key, check)
    place, engine = folder_lock(path), open_engine(path, key)
    with ExitStack() as undo:
        undo.callback(place.release)
        undo.callback(engine.dispose)
        _settle(path, engine, place, now)
        database = Database(path, engine, place, footing_of(path, place))
        undo.pop_all()
    return database


def _refuse_at_sight(path: Path, key: bytes, check: str) -> None:
    if not path.exists():
        raise StorageError("storage.missing", path=str(path))
    if path.stat().st_size == 0:  # SQLite would take it for a new database and begin to write
        raise StorageError("storage.damaged")
    if not is_right_key(key, check):
        raise StorageError("storage.wrong_key")


def _settle(path: Path, engine: Engine, place: FileLock, now: Callable[[], datetime]) -> None:
    """Take a place among the running windows; alone only where it must be, since many start at once."""
    # With other windows open the side files are theirs, and the lock is not to be had.
    if was_left_open(path) and place.try_take(Use.EXCLUSIVE):
        _check(engine, after_crash=True)
    _join(place)
    _check(engine, after_crash=False)
    if is_behind(engine):
        _upgrade_alone(path, engine, place, now)


def _join(place: FileLock) -> None:
    if not place.try_take(Use.SHARED):
        raise StorageError("storage.in_maintenance")


def _upgrade_alone(path: Path, engine: Engine, place: FileLock, now: Callable[[], datetime]) -> None:
    # Here and not above: Alembic would add half again to the time of every start.
    from db.migrate import upgrade

    if not place.try_take(Use.EXCLUSIVE):
        raise StorageError("storage.other_windows_open")
    upgrade(engine, backups_of(path), now())
    _join(place)


def was_left_open(path: Path) -> bool:
    """Say whether the last user of the database died: only a clean close takes the side files away."""
    return any(piece.exists() for piece in pieces(path)[1:])


def _check(engine: Engine, *, after_crash: bool) -> None:
    with outside_transactions(engine) as connection:
        check_is_ours(connection)
        if after_crash:
            check_whole(connection)
    check_not_newer(engine)


def _build(path: Path, key: bytes) -> Path:
    from db.migrate import apply_migrations  # see _upgrade_alone

    with in_words():
        connect_new(path, key).close()
    engine = open_engine(path, key)
    apply_migrations(engine)
    engine.dispose()
    return path
