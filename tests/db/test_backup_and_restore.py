"""A copy is whole or not there; putting one back keeps the present file and says that it was done."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from app.domain.storage import StorageError, key_check
from db.backup import copy_into
from db.engine import open_engine, outside_transactions
from db.open import Database, create_database, open_database
from db.restore import restore_database

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path, key: bytes) -> Path:
    path = tmp_path / "厅" / "hall.db"
    path.parent.mkdir()
    create_database(path, key)
    return path


def open_hall(path: Path, key: bytes) -> Database:
    return open_database(path, key, key_check(key), lambda: NOW)


@pytest.fixture
def hall(path: Path, key: bytes) -> Iterator[Database]:
    with open_hall(path, key) as database:
        yield database


def note(database: Database, name: str) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("INSERT INTO meta VALUES (:name, '在')"), {"name": name})


def notes(database: Database) -> dict[str, str]:
    with database.engine.begin() as connection:
        rows = connection.execute(text("SELECT key, value FROM meta")).all()
    return {name: value for name, value in rows if value == "在" or name == "restored"}


def test_a_copy_holds_what_is_still_in_the_wal_and_the_hall_goes_on(hall: Database, tmp_path: Path) -> None:
    note(hall, "一")
    copy_into(hall.engine, tmp_path / "u盘" / "copy.db")
    note(hall, "二")
    assert [file.name for file in (tmp_path / "u盘").iterdir()] == ["copy.db"]
    assert set(notes(hall)) == {"一", "二"}


def test_a_copy_is_encrypted_with_the_same_key(hall: Database, tmp_path: Path, key: bytes) -> None:
    note(hall, "一")
    copy_into(hall.engine, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").read_bytes().startswith(b"SQLite")
    engine = open_engine(tmp_path / "copy.db", key)
    with outside_transactions(engine) as connection:
        assert connection.execute("SELECT value FROM meta WHERE key = '一'").fetchone() == ("在",)
    engine.dispose()


def test_a_copy_never_overwrites(hall: Database, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(b"precious")
    with pytest.raises(StorageError, match="backup_exists"):
        copy_into(hall.engine, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == b"precious"


def test_a_disk_without_room_is_told_beforehand(
    hall: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.backup._SPARE", 1 << 60)
    with pytest.raises(StorageError, match="no_room"):
        copy_into(hall.engine, tmp_path / "copy.db")
    assert not list(tmp_path.glob("copy*"))


def test_a_restore_brings_the_copy_back_marked_and_keeps_the_present_file(
    path: Path, tmp_path: Path, key: bytes
) -> None:
    with open_hall(path, key) as hall:
        note(hall, "一")
        copy_into(hall.engine, tmp_path / "copy.db")
        note(hall, "二")
    copy, present = (tmp_path / "copy.db").read_bytes(), path.read_bytes()

    aside = restore_database(tmp_path / "copy.db", path, key, NOW)

    with open_hall(path, key) as hall:
        assert notes(hall) == {"一": "在", "restored": "1"}
    assert (aside / "hall.db").read_bytes() == present
    assert (tmp_path / "copy.db").read_bytes() == copy
    assert not path.with_name("hall.db.unfinished").exists()


def test_a_lost_database_can_be_restored(path: Path, tmp_path: Path, key: bytes) -> None:
    with open_hall(path, key) as hall:
        note(hall, "一")
        copy_into(hall.engine, tmp_path / "copy.db")
    path.unlink()
    restore_database(tmp_path / "copy.db", path, key, NOW)
    with open_hall(path, key) as hall:
        assert notes(hall)["一"] == "在"


def test_the_wal_of_a_dead_database_is_never_mixed_into_the_restored_one(
    path: Path, tmp_path: Path, key: bytes
) -> None:
    with open_hall(path, key) as hall:
        copy_into(hall.engine, tmp_path / "copy.db")
        note(hall, "二")
        wal = path.with_name("hall.db-wal").read_bytes()
    path.with_name("hall.db-wal").write_bytes(wal)
    aside = restore_database(tmp_path / "copy.db", path, key, NOW)
    assert [file.name for file in aside.iterdir()] == ["hall.db"], "folded into one file"
    with open_hall(path, key) as hall:
        assert "二" not in notes(hall)
    restore_database(aside / "hall.db", path, key, NOW)
    with open_hall(path, key) as hall:
        assert "二" in notes(hall), "regretted: what was set aside comes back whole"


def died(path: Path, key: bytes, tmp_path: Path) -> Path:
    """A folder copy of a hall at work: its last note lies in the file beside the main one."""
    copied = tmp_path / "stick" / "hall.db"
    copied.parent.mkdir()
    with open_hall(path, key) as hall:
        note(hall, "二")
        for piece in ("hall.db", "hall.db-wal"):
            copied.with_name(piece).write_bytes(path.with_name(piece).read_bytes())
    return copied


def test_a_copy_is_restored_with_what_still_lies_in_its_wal_and_stays_as_it_was(
    path: Path, tmp_path: Path, key: bytes
) -> None:
    copy = died(path, key, tmp_path)
    before = {file.name: file.read_bytes() for file in copy.parent.iterdir()}

    restore_database(copy, path, key, NOW)

    assert not path.with_name("hall.db-wal").exists()
    with open_hall(path, key) as hall:
        assert set(notes(hall)) == {"二", "restored"}
    assert {file.name: file.read_bytes() for file in copy.parent.iterdir()} == before


def test_a_present_database_that_does_not_open_is_set_aside_all_the_same(
    path: Path, tmp_path: Path, key: bytes
) -> None:
    with open_hall(path, key) as hall:
        copy_into(hall.engine, tmp_path / "copy.db")
    path.write_bytes(b"noise" * 2000)
    path.with_name("hall.db-wal").write_bytes(b"more noise")
    aside = restore_database(tmp_path / "copy.db", path, key, NOW)
    assert (aside / "hall.db").read_bytes() == b"noise" * 2000
    with open_hall(path, key) as hall:
        assert set(notes(hall)) == {"restored"}


@pytest.mark.parametrize("name", ["hall.db", "hall.db.unfinished", "../厅/hall.db", "link"])
def test_a_database_is_not_restored_from_itself(path: Path, key: bytes, name: str) -> None:
    (path.parent / "link").symlink_to(path)
    path.with_name("hall.db.unfinished").write_bytes(path.read_bytes())
    unchanged_after_refusal(path, path.parent / name, key, "restore_from_itself")


def test_what_an_interrupted_restore_left_is_not_mixed_into_the_next(
    path: Path, tmp_path: Path, key: bytes
) -> None:
    with open_hall(path, key) as hall:
        copy_into(hall.engine, tmp_path / "copy.db")
        note(hall, "二")
        path.with_name("hall.db.unfinished-wal").write_bytes(path.with_name("hall.db-wal").read_bytes())
    restore_database(tmp_path / "copy.db", path, key, NOW)
    with open_hall(path, key) as hall:
        assert "二" not in notes(hall)


def test_a_restore_stopped_at_its_last_step_loses_nothing_and_can_be_done_again(
    path: Path, tmp_path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_hall(path, key) as hall:
        note(hall, "一")
        copy_into(hall.engine, tmp_path / "copy.db")
        note(hall, "二")
    present = path.read_bytes()

    def power_cut(*_: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("db.restore.move_into_place", power_cut)
        with pytest.raises(KeyboardInterrupt):
            restore_database(tmp_path / "copy.db", path, key, NOW)
    with pytest.raises(StorageError, match="missing"):
        open_hall(path, key)
    restore_database(tmp_path / "copy.db", path, key, NOW)
    with open_hall(path, key) as hall:
        assert notes(hall) == {"一": "在", "restored": "1"}
    assert present in [file.read_bytes() for file in path.parent.rglob("backups/*/hall.db")]


def unchanged_after_refusal(path: Path, copy: Path, key: bytes, code: str) -> None:
    before = {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()}
    with pytest.raises(StorageError, match=code):
        restore_database(copy, path, key, NOW)
    assert {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()} == before


def test_a_bad_copy_is_refused_and_the_present_database_stays(path: Path, tmp_path: Path, key: bytes) -> None:
    with open_hall(path, key) as hall:
        copy_into(hall.engine, tmp_path / "copy.db")
    data = bytearray((tmp_path / "copy.db").read_bytes())
    data[9000:9064] = bytes(64)
    (tmp_path / "copy.db").write_bytes(data)
    unchanged_after_refusal(path, tmp_path / "copy.db", key, "damaged")


def test_a_copy_of_another_hall_is_refused(path: Path, tmp_path: Path, key: bytes) -> None:
    create_database(tmp_path / "other.db", bytes(32))
    unchanged_after_refusal(path, tmp_path / "other.db", key, "damaged")


def test_what_is_no_copy_is_refused(path: Path, tmp_path: Path, key: bytes) -> None:
    (tmp_path / "empty.db").touch()
    unchanged_after_refusal(path, tmp_path / "empty.db", key, "backup_missing")
    unchanged_after_refusal(path, tmp_path / "none.db", key, "backup_missing")


def test_nothing_is_restored_under_an_open_window(hall: Database, tmp_path: Path, key: bytes) -> None:
    copy_into(hall.engine, tmp_path / "copy.db")
    with pytest.raises(StorageError, match="other_windows_open"):
        restore_database(tmp_path / "copy.db", hall.path, key, NOW)
    note(hall, "still writing")
