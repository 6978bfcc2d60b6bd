"""Opens connections to the encrypted file: pragmas, transactions that begin right, faults in words."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlcipher3 import dbapi2 as sqlcipher

from app.domain.storage import StorageError
from db.faults import storage_fault

DriverConnection: TypeAlias = Any
"""A sqlcipher3 connection; the driver has no type information."""

OLDEST_SAFE_SQLITE = (3, 51, 3)
"""Earlier versions can corrupt a WAL database that two connections use at once (the WAL-reset bug)."""

_PRAGMAS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # 64 MiB: a page missed in the cache is decrypted again (a name scan fell from 95 to 18 ms).
    "PRAGMA cache_size = -65536",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
)


def open_engine(path: Path, key: bytes) -> Engine:
    """Return an engine on the existing encrypted database `path`; nothing is opened yet.

    `key` is the raw 256-bit key. A missing file is never created. Each transaction takes the write
    lock when it begins, so that two writers queue up instead of colliding halfway; readers ask for
    `reading(engine)`. Trouble with the file is raised as StorageError.
    """
    _check_sqlite(sqlcipher.sqlite_version_info)
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, key),
        poolclass=QueuePool,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _put_in_words)
    return engine


def reading(engine: Engine) -> Engine:
    """Return the same engine for readers: its transactions see one moment and never wait for a writer."""
    return engine.execution_options(reads_only=True)


def connect(path: Path, key: bytes) -> DriverConnection:
    """Return a driver connection with our pragmas, outside any transaction."""
    return _prepare(_connect_file(path, mode="rw"), key)


def connect_new(path: Path, key: bytes) -> DriverConnection:
    """Return a driver connection to a file that is created if it is not there yet."""
    return _prepare(_connect_file(path, mode="rwc"), key)


@contextmanager
def outside_transactions(engine: Engine) -> Iterator[DriverConnection]:
    """Lend a driver connection for what cannot run in a transaction: VACUUM, checkpoints, some pragmas."""
    with in_words(), closing(engine.raw_connection()) as pooled:
        yield pooled.driver_connection


@contextmanager
def in_words() -> Iterator[None]:
    """Raise trouble that the bare driver reports about the file as StorageError."""
    try:
        yield
    except sqlcipher.Error as error:
        fault = storage_fault(error)
        if fault is None:
            raise
        raise fault from error


def engine_versions() -> tuple[str, str]:
    """Return the versions of SQLite and SQLCipher this program carries; StorageError if they are unsafe."""
    _check_sqlite(sqlcipher.sqlite_version_info)
    with closing(sqlcipher.connect(":memory:")) as connection:
        _check_cipher(connection)
        return sqlcipher.sqlite_version, str(connection.execute("PRAGMA cipher_version").fetchone()[0])


def _connect_file(path: Path, *, mode: str) -> DriverConnection:
    # isolation_level=None stops the driver from beginning and committing by itself; the pool moves
    # connections between threads, one user at a time.
    return sqlcipher.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
    )


def _prepare(connection: DriverConnection, key: bytes) -> DriverConnection:
    with ExitStack() as undo:
        undo.callback(connection.close)
        # First of all: SQLCipher would print to stderr about a wrong key.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        _check_cipher(connection)
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        undo.pop_all()
    return connection


def _check_sqlite(version: tuple[int, ...]) -> None:
    if version < OLDEST_SAFE_SQLITE:
        raise StorageError("storage.unsafe_engine", version=".".join(map(str, version)))


def _check_cipher(connection: DriverConnection) -> None:
    if connection.execute("PRAGMA cipher_version").fetchone() is None:
        raise StorageError("storage.unsafe_engine", version="SQLite")


def _begin(connection: Connection) -> None:
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


def _put_in_words(context: ExceptionContext) -> None:
    fault = storage_fault(context.original_exception)
    if fault is not None:
        raise fault from context.original_exception
