"""Everything that can stand in the way of opening: said plainly, with nothing made anew or overwritten."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from app.domain.storage import StorageError, key_check
from db.engine import open_engine, outside_transactions
from db.lock import Use, folder_lock, take_window
from db.open import Database, create_database, open_database, was_left_open


def now() -> datetime:
    return datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def open_hall(path: Path, key: bytes) -> Database:
    return open_database(path, key, key_check(key), now)


@pytest.fixture
def hall(tmp_path: Path, key: bytes) -> Path:
    """A hall that was made, used once with one fact written, and closed."""
    path = tmp_path / "便民窗" / "hall.db"
    path.parent.mkdir()
    create_database(path, key)
    with open_hall(path, key) as database, database.engine.begin() as connection:
        connection.execute(text("INSERT INTO meta VALUES ('hall', '关田镇')"))
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@contextmanager
def refused(folder: Path, code: str) -> Iterator[None]:
    """The act inside must be refused with `code`, and leave every byte of the folder as it was."""
    before = contents(folder)
    with pytest.raises(StorageError) as caught:
        yield
    assert caught.value.code == code
    assert contents(folder) == before


def read_fact(database: Database) -> str:
    with database.engine.begin() as connection:
        return str(connection.execute(text("SELECT value FROM meta WHERE key = 'hall'")).scalar())


def set_user_version(path: Path, key: bytes, version: int) -> None:
    engine = open_engine(path, key)
    with outside_transactions(engine) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    engine.dispose()


def test_a_closed_hall_opens_again_with_what_was_written(hall: Path, key: bytes) -> None:
    with open_hall(hall, key) as database:
        assert read_fact(database) == "关田镇"


def test_nothing_in_the_file_can_be_read_without_the_key(hall: Path, key: bytes) -> None:
    data = hall.read_bytes()
    assert not data.startswith(b"SQLite format 3")
    assert "关田镇".encode() not in data
    assert b"meta" not in data
    assert key not in data


def test_a_missing_database_is_not_made_anew(tmp_path: Path, key: bytes) -> None:
    with refused(tmp_path, "storage.missing"):
        open_hall(tmp_path / "hall.db", key)


def test_a_wrong_key_is_called_a_wrong_key(hall: Path, key: bytes) -> None:
    with refused(hall.parent, "storage.wrong_key"):
        open_database(hall, bytes(32), key_check(key), now)


@pytest.mark.parametrize("start", [0, 16, 4096, 8192])
def test_damage_under_the_right_key_is_called_damage(hall: Path, key: bytes, start: int) -> None:
    data = bytearray(hall.read_bytes())
    data[start : start + 64] = bytes(64)
    hall.write_bytes(data)
    # As after a power cut: a WAL file nobody took away, so the whole file is looked through.
    hall.with_name("hall.db-wal").write_bytes(b"")
    with pytest.raises(StorageError) as caught:
        open_hall(hall, key)
    assert caught.value.code == "storage.damaged"
    assert hall.read_bytes() == bytes(data)


def test_damage_where_no_row_lies_shows_as_well(hall: Path, key: bytes) -> None:
    """The next row may be written there: a page that was altered says that the disk is going."""
    with open_hall(hall, key) as database:
        with database.engine.begin() as connection:
            connection.execute(text("INSERT INTO meta VALUES ('big', :value)"), {"value": "满" * 20_000})
        with database.engine.begin() as connection:
            connection.execute(text("DELETE FROM meta WHERE key = 'big'"))
    data = bytearray(hall.read_bytes())
    data[-2048:-2040] = bytes(8)
    hall.write_bytes(data)
    hall.with_name("hall.db-wal").write_bytes(b"")
    with pytest.raises(StorageError, match="damaged"):
        open_hall(hall, key)


def test_an_emptied_file_is_damage_and_not_a_new_hall(hall: Path, key: bytes) -> None:
    hall.write_bytes(b"")
    with refused(hall.parent, "storage.damaged"):
        open_hall(hall, key)


def test_another_file_in_its_place_is_damage(hall: Path, key: bytes) -> None:
    hall.write_bytes(b"not a database " * 1000)
    with refused(hall.parent, "storage.damaged"):
        open_hall(hall, key)


def test_an_encrypted_file_that_is_not_ours_is_damage(hall: Path, key: bytes) -> None:
    engine = open_engine(hall, key)
    with outside_transactions(engine) as connection:
        connection.execute("PRAGMA application_id = 7")
    engine.dispose()
    with refused(hall.parent, "storage.damaged"):
        open_hall(hall, key)


def test_a_database_of_a_newer_program_is_refused(hall: Path, key: bytes) -> None:
    set_user_version(hall, key, 9999)
    with refused(hall.parent, "storage.newer_schema"):
        open_hall(hall, key)


def test_a_folder_that_cannot_be_written_is_refused(key: bytes) -> None:
    # Not tmp_path: that stands in a folder which only its owner may enter.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        create_database(folder / "hall.db", key)
        shutil.rmtree(folder / "locks")
        folder.chmod(0o555)
        with refused(folder, "storage.read_only_folder"), without_root_powers():
            open_hall(folder / "hall.db", key)
        folder.chmod(0o755)


@contextmanager
def without_root_powers() -> Iterator[None]:
    """Root may write anywhere; step down for a moment. Nothing to do for an ordinary user."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_full_disk_is_told_and_what_was_stored_stays(hall: Path, key: bytes) -> None:
    with open_hall(hall, key) as database:
        with database.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            connection.rollback()
            with pytest.raises(StorageError) as caught:
                connection.execute(text("INSERT INTO meta VALUES ('big', :value)"), {"value": "满" * 100_000})
        assert caught.value.code == "storage.disk_full"
        assert read_fact(database) == "关田镇"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file size")
def test_a_disk_that_takes_no_more_bytes_is_told_and_what_was_stored_stays(hall: Path, key: bytes) -> None:
    limited = f"""
import resource, sys
from pathlib import Path
from datetime import UTC, datetime
from sqlalchemy import text
sys.path.insert(0, {str(Path.cwd())!r})
from app.domain.storage import StorageError, key_check
from db.open import open_database
key = bytes.fromhex({key.hex()!r})
database = open_database(Path({str(hall)!r}), key, key_check(key), lambda: datetime(2026, 3, 4, tzinfo=UTC))
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
try:
    with database.engine.begin() as connection:
        connection.execute(text("INSERT INTO meta VALUES ('big', hex(randomblob(400000)))"))
except StorageError as error:
    sys.exit(error.code)
"""
    run = subprocess.run([sys.executable, "-c", limited], capture_output=True, text=True, check=False)
    assert run.stderr.strip() in ("storage.disk_fault", "storage.disk_full")
    with open_hall(hall, key) as database:
        assert read_fact(database) == "关田镇"


def test_making_a_hall_never_touches_one_that_is_there(hall: Path, key: bytes) -> None:
    with refused(hall.parent, "storage.already_exists"):
        create_database(hall, bytes(32))


def test_a_stop_while_making_a_hall_leaves_none_and_the_next_try_works(tmp_path: Path, key: bytes) -> None:
    (tmp_path / "hall.db.unfinished").write_bytes(b"half")
    create_database(tmp_path / "hall.db", key)
    assert {file.name for file in tmp_path.iterdir()} == {"hall.db", "locks"}


def test_several_windows_of_one_hall_may_be_open(hall: Path, key: bytes) -> None:
    with open_hall(hall, key) as first, open_hall(hall, key) as second:
        assert read_fact(first) == read_fact(second)


OPENING = """
import sys
sys.path.insert(0, sys.argv[1])
from datetime import UTC, datetime
from pathlib import Path
from app.domain.storage import key_check
from db.open import open_database
key = bytes(range(32))
print("ready", flush=True)
sys.stdin.readline()
open_database(Path(sys.argv[2]), key, key_check(key), lambda: datetime(2026, 3, 4, tzinfo=UTC)).close()
"""


def test_windows_that_start_at_the_same_moment_do_not_turn_each_other_away(hall: Path) -> None:
    command = [sys.executable, "-c", OPENING, str(Path.cwd()), str(hall)]
    windows = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    for window in windows:
        assert window.stdout is not None
        assert window.stdout.readline() == "ready\n"
    for window in windows:
        assert window.stdin is not None
        window.stdin.write("\n")
        window.stdin.flush()
    for window in windows:
        window.communicate()
    assert [window.returncode for window in windows] == [0] * 4


def test_one_window_cannot_be_opened_twice(hall: Path) -> None:
    third = take_window(hall, "3")
    fourth = take_window(hall, "4")
    with refused(hall.parent, "storage.window_taken"):
        take_window(hall, "3")
    third.release()
    take_window(hall, "3").release()
    fourth.release()


def test_a_window_is_free_again_when_its_process_was_killed(hall: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import sys; sys.path.insert(0, {str(Path.cwd())!r}); from pathlib import Path;"
            f"from db.lock import take_window; lock = take_window(Path({str(hall)!r}), '3');"
            "print('held', flush=True); sys.stdin.read()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(StorageError, match="window_taken"):
        take_window(hall, "3")
    holder.kill()
    holder.wait()
    holder.stdout.close()
    holder.stdin.close()
    take_window(hall, "3").release()


def test_nobody_enters_while_the_hall_is_upgraded_or_restored(hall: Path, key: bytes) -> None:
    maintenance = folder_lock(hall)
    assert maintenance.try_take(Use.EXCLUSIVE)
    with refused(hall.parent, "storage.in_maintenance"):
        open_hall(hall, key)
    maintenance.release()


def test_an_upgrade_waits_until_the_other_windows_are_closed(hall: Path, key: bytes) -> None:
    with open_hall(hall, key) as _:
        set_user_version(hall, key, 0)
        with pytest.raises(StorageError) as caught:
            open_hall(hall, key)
        assert caught.value.code == "storage.other_windows_open"


def test_a_refused_opening_leaves_the_hall_free_for_others(hall: Path, key: bytes) -> None:
    set_user_version(hall, key, 9999)
    with pytest.raises(StorageError):
        open_hall(hall, key)
    lock = folder_lock(hall)
    assert lock.try_take(Use.EXCLUSIVE)
    lock.release()


def test_only_a_clean_close_takes_the_wal_away(hall: Path, key: bytes) -> None:
    assert not was_left_open(hall)
    with open_hall(hall, key):
        assert was_left_open(hall)
    assert not was_left_open(hall)
