"""Trouble with disk and file is told in words; a fault of the program is not dressed up as one."""

import sqlite3
import tomllib
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, OperationalError

from app.domain.storage import StorageError
from db.engine import open_engine, reading
from db.faults import storage_fault

ROOT = Path(__file__).parents[2]


class DriverError(Exception):
    def __init__(self, code: int) -> None:
        super().__init__()
        self.sqlite_errorcode = code


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (sqlite3.SQLITE_FULL, "storage.disk_full"),
        (sqlite3.SQLITE_READONLY, "storage.read_only_folder"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "storage.read_only_folder"),
        (sqlite3.SQLITE_IOERR_WRITE, "storage.disk_fault"),
        (sqlite3.SQLITE_IOERR_FSYNC, "storage.disk_fault"),
        (sqlite3.SQLITE_NOTADB, "storage.damaged"),
        (sqlite3.SQLITE_CORRUPT, "storage.damaged"),
        (sqlite3.SQLITE_BUSY, "storage.busy"),
        (sqlite3.SQLITE_CANTOPEN, "storage.cannot_open"),
    ],
)
def test_each_trouble_has_its_sentence(code: int, sentence: str) -> None:
    fault = storage_fault(DriverError(code))
    assert fault is not None
    assert fault.code == sentence


@pytest.mark.parametrize(
    "code", [sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_MISUSE]
)
def test_a_fault_of_the_program_is_no_trouble_with_the_file(code: int) -> None:
    assert storage_fault(DriverError(code)) is None
    assert storage_fault(ValueError()) is None


def test_wrong_statements_and_broken_rules_keep_their_own_errors(engine: Engine) -> None:
    with engine.begin() as connection:
        with pytest.raises(OperationalError):
            connection.execute(text("SELECT * FROM nowhere"))
        with pytest.raises(IntegrityError):
            connection.execute(text("INSERT INTO meta VALUES ('a', NULL)"))


def test_a_file_of_the_wrong_key_reads_as_damaged_and_never_as_empty(engine: Engine, tmp_path: Path) -> None:
    path = next(tmp_path.rglob("hall.db"))
    other = open_engine(path, bytes(32))
    with pytest.raises(StorageError, match="damaged"):
        other.connect()
    other.dispose()


def test_an_engine_never_makes_a_file(tmp_path: Path, key: bytes) -> None:
    engine = open_engine(tmp_path / "none.db", key)
    with pytest.raises(StorageError, match="cannot_open"):
        engine.connect()
    engine.dispose()
    assert not list(tmp_path.iterdir())


def test_writers_queue_up_and_readers_never_wait(engine: Engine) -> None:
    with engine.begin() as writer:
        writer.execute(text("INSERT INTO meta VALUES ('a', '1')"))
        with reading(engine).connect() as reader:
            assert reader.execute(text("SELECT count(*) FROM meta WHERE key = 'a'")).scalar() == 0
        with engine.connect() as second:
            second.connection.cursor().execute("PRAGMA busy_timeout = 1")
            with pytest.raises(StorageError, match="busy"):
                second.execute(text("SELECT 1"))


def test_a_reader_sees_one_moment(engine: Engine) -> None:
    count = text("SELECT count(*) FROM meta WHERE key = 'a'")
    with reading(engine).connect() as reader:
        assert reader.execute(count).scalar() == 0
        with engine.begin() as writer:
            writer.execute(text("INSERT INTO meta VALUES ('a', '1')"))
        assert reader.execute(count).scalar() == 0


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("cache_size", -65536),
        ("mmap_size", 0),
        ("temp_store", 2),
        ("busy_timeout", 5000),
    ],
)
def test_each_connection_keeps_the_house_rules(engine: Engine, pragma: str, value: object) -> None:
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


@pytest.mark.parametrize("version", [(3, 51, 2), (3, 40, 1), (3, 7, 0)])
def test_an_engine_with_the_wal_reset_bug_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...]
) -> None:
    monkeypatch.setattr("db.engine.sqlcipher.sqlite_version_info", version)
    with pytest.raises(StorageError, match="unsafe_engine"):
        open_engine(tmp_path / "hall.db", bytes(32))


def test_every_storage_code_in_the_program_has_words() -> None:
    words = tomllib.loads((ROOT / "resources/words/storage.toml").read_text("utf-8"))["storage"]
    sources = [source for part in ("app", "db", "ui") for source in (ROOT / part).rglob("*.py")]
    used = {
        code
        for source in sources
        for code in source.read_text("utf-8").split('"')
        if code.startswith("storage.") and code.count(".") == 1 and code[8:].isidentifier()
    }
    assert used - {f"storage.{name}" for name in words} == set()
    assert {f"storage.{name}" for name in words} - used == set()
