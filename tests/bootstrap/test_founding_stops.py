"""Founding is stopped at every step: it leaves nothing that counts as a hall, or a whole one."""

import multiprocessing
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeClock, FakeIds
from hall import CLERK, KEY, Bench, KnownKey, hall_data

from app.bootstrap import founding
from app.bootstrap.founding import found_hall, plant_hall
from app.bootstrap.places import HallHome
from app.bootstrap.side_folder import GROWING, finish_founding, grown_aside
from app.domain.access import AccessKind
from app.domain.storage import StorageError
from db.lock import FileLock, Use
from db.open import create_database

FORK = multiprocessing.get_context("fork")
STEPS = ("fsync", "rename", "replace", "mkdir", "rmdir", "unlink")
PATIENCE_S = 60
MOST_STEPS = 200
STOPPED = 9


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that is not a hall yet: making one takes longer than all the rest of founding."""
    path = tmp_path_factory.mktemp("empty") / "hall.db"
    create_database(path, KEY)
    return path


@pytest.fixture
def quick(empty_database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(founding, "create_database", lambda path, _key: shutil.copyfile(empty_database, path))


def found(home: HallHome) -> None:
    """Found a hall with data of its own, as the command does."""
    with grown_aside(home) as aside:
        plant_hall(aside, hall_data().hall, KnownKey(), CLERK, "", FakeClock(), FakeIds())
        (aside.data / "hall").mkdir(parents=True)
        (aside.data / "hall/note.toml").write_text("", "utf-8")


def stopped_before(step: int, act: Callable[[], None]) -> bool:
    """Carry out `act` in a process that dies before its step of that number; say whether it did die."""

    def run() -> None:
        left = step

        def counted(function: Callable[..., Any]) -> Callable[..., Any]:
            def call(*given: Any, **named: Any) -> Any:
                nonlocal left
                if left == 0:
                    os._exit(STOPPED)
                left -= 1
                return function(*given, **named)

            return call

        for name in STEPS:
            setattr(os, name, counted(getattr(os, name)))
        act()
        os._exit(0)

    process = FORK.Process(target=run)
    process.start()
    process.join(PATIENCE_S)
    assert process.exitcode in {0, STOPPED}
    return process.exitcode == STOPPED


def is_whole(home: HallHome) -> bool:
    with Bench(home).open() as hall, hall.office.storage.reading() as unit:
        clerks = list(unit.clerks.all())
    left_over = {home.folder / GROWING, home.founded} & set(home.folder.iterdir())
    return clerks == [CLERK] and home.seal_key.exists() and not left_over and (home.data / "hall").is_dir()


@pytest.mark.usefixtures("quick")
def test_a_stop_at_any_step_leaves_nothing_or_a_whole_hall(tmp_path: Path) -> None:
    whole, step = [], 0
    for step in range(MOST_STEPS):
        home = HallHome(tmp_path / f"{step}")
        died = stopped_before(step, lambda home=home: found(home))
        finish_founding(home)
        whole.append(home.exists)
        if not home.exists:
            found(home)
        assert is_whole(home), f"stopped before step {step}"
        if not died:
            break
    assert step > 15
    assert whole == sorted(whole), "once it is whole it stays whole"
    assert whole.count(True) > 3, "some of the stops come after the one rename that counts"


@pytest.mark.usefixtures("quick")
def test_moving_in_can_itself_be_stopped_at_any_step(tmp_path: Path) -> None:
    found(HallHome(tmp_path / "made"))
    for step in range(MOST_STEPS):
        home = HallHome(tmp_path / f"{step}")
        home.folder.mkdir()
        shutil.copytree(tmp_path / "made", home.founded, ignore=shutil.ignore_patterns("locks"))
        assert home.exists
        died = stopped_before(step, lambda home=home: finish_founding(home))
        assert home.exists
        finish_founding(home)
        assert is_whole(home)
        if not died:
            return
    raise AssertionError


@pytest.mark.usefixtures("quick")
def test_every_file_is_on_disk_before_the_hall_exists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, synced = HallHome(tmp_path / "新厅"), set()
    fsync, rename = os.fsync, os.rename

    def noted(handle: int) -> None:
        synced.add(Path(f"/proc/self/fd/{handle}").resolve().name)
        fsync(handle)

    def renamed(source: Path, target: Path) -> None:
        if Path(target) == home.founded:
            assert {"seal.p12", "hall.db", "own.der", "note.toml", "trust", "roots", GROWING} <= synced
            synced.clear()
        rename(source, target)

    monkeypatch.setattr("os.fsync", noted)
    monkeypatch.setattr("os.rename", renamed)
    found(home)

    assert home.folder.name in synced


@pytest.mark.usefixtures("quick")
def test_what_else_lies_in_the_folder_stays(tmp_path: Path) -> None:
    home = HallHome(tmp_path / "新厅")
    home.kept.mkdir(parents=True)
    (home.kept / "catalog.json").write_text("{}", "utf-8")

    found(home)

    assert (home.kept / "catalog.json").read_text("utf-8") == "{}"
    assert is_whole(home)


def test_a_founding_that_is_refused_leaves_nothing_behind(tmp_path: Path) -> None:
    home = HallHome(tmp_path / "新厅")

    def refused() -> None:
        with grown_aside(home) as aside:
            aside.seal_key.write_bytes(b"half")
            raise LookupError

    with pytest.raises(LookupError):
        refused()

    assert not home.exists
    assert [entry.name for entry in home.folder.iterdir()] == ["locks"]


def test_a_hall_being_founded_by_another_window_is_left_to_it(tmp_path: Path) -> None:
    home = HallHome(tmp_path / "新厅")
    home.folder.mkdir()
    lock = FileLock(home.folder / "locks" / "founding")
    assert lock.try_take(Use.EXCLUSIVE)
    try:
        with pytest.raises(StorageError, match="already_exists"):
            found_hall(home, hall_data().hall, KnownKey.of, CLERK, "", FakeClock(), FakeIds())
        home.founded.mkdir()
        with pytest.raises(StorageError, match="in_maintenance"):
            finish_founding(home)
    finally:
        lock.release()


@pytest.mark.parametrize(("number", "code"), [(28, "disk_full"), (13, "read_only_folder")])
def test_a_disk_that_takes_nothing_is_told_in_words(tmp_path: Path, number: int, code: str) -> None:
    home = HallHome(tmp_path / "新厅")

    with pytest.raises(StorageError, match=code), grown_aside(home):
        raise OSError(number, "")
    assert not home.exists


@pytest.mark.usefixtures("quick")
def test_who_founded_a_hall_stands_in_its_audit(tmp_path: Path) -> None:
    home = HallHome(tmp_path / "新厅")
    found(home)

    with Bench(home).open() as hall, hall.office.storage.reading() as unit:
        first = next(iter(unit.audit.entries())).entry
        assert (first.kind, first.clerk_id) == (AccessKind.FOUND, CLERK.id)
        assert unit.audit.first_break() is None
