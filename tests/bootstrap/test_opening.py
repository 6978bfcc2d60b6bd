"""Opening a hall: one process a window, and nothing left open when it does not work."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
import source_tree
from hall import KEY, Bench, hall_data

from app.adapters.print_file.folder_printer import FolderPrinter
from app.adapters.seal_p12.signer import SealKeyError
from app.bootstrap.opening import OpenHall, open_hall
from app.bootstrap.places import HallHome
from app.bootstrap.seat import NO_WINDOW
from app.bootstrap.surroundings import Surroundings
from app.domain.storage import StorageError, key_check
from db.lock import FileLock, Use, folder_lock
from db.open import create_database

OTHER_PROCESS = """
import sys
from pathlib import Path
from hall import Bench
from app.bootstrap.places import HallHome
with Bench(HallHome(Path(sys.argv[1]))).open(sys.argv[2]):
    print("open", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process(home: HallHome, window: str) -> Iterator[subprocess.Popen[str]]:
    """The same hall open at `window` in a process of its own."""
    surroundings = {"PYTHONPATH": f"{source_tree.ROOT}:{source_tree.ROOT / 'tests/support'}"}
    process = subprocess.Popen(
        [sys.executable, "-B", "-c", OTHER_PROCESS, str(home.folder), window],
        env=surroundings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "open\n"
            yield process
        finally:
            process.kill()


def is_free(home: HallHome) -> bool:
    """Nobody has the database open."""
    lock = folder_lock(home.database)
    taken = lock.try_take(Use.EXCLUSIVE)
    lock.release()
    return taken


def test_a_window_opens_in_one_process_only(bench: Bench) -> None:
    with another_process(bench.home, "03") as other:
        with pytest.raises(StorageError) as refused:
            bench.open("03")
        assert (refused.value.code, refused.value.facts) == ("storage.window_taken", {"window": "03"})

        bench.open("04").close()
        other.kill()
        other.wait()
        bench.open("03").close()


def test_before_a_window_is_chosen_any_number_of_processes_may_be_open(bench: Bench) -> None:
    with another_process(bench.home, NO_WINDOW), bench.open(NO_WINDOW) as hall:
        hall.seat.take("03")


def test_a_window_chosen_later_is_held_until_it_is_given_back(bench: Bench) -> None:
    with bench.open(NO_WINDOW) as first, bench.open(NO_WINDOW) as second:
        first.seat.take("03")
        with pytest.raises(StorageError, match="window_taken"):
            second.seat.take("03")
        first.seat.take("05")
        second.seat.take("03")
        first.seat.release()
        second.seat.take("05")


def test_taking_the_own_window_again_changes_nothing(bench: Bench) -> None:
    with bench.open("03") as hall:
        hall.seat.take("03")
        with pytest.raises(StorageError, match="window_taken"):
            bench.open("03")


def test_closing_gives_back_window_and_database(bench: Bench) -> None:
    bench.open("03").close()

    assert is_free(bench.home)
    bench.open("03").close()


def broken_seal(home: HallHome) -> None:
    home.seal_key.write_bytes(b"no key")


def lost_seal(home: HallHome) -> None:
    home.seal_key.unlink()


@pytest.mark.parametrize("harm", [broken_seal, lost_seal])
def test_what_cannot_be_opened_leaves_nothing_open(bench: Bench, harm) -> None:
    harm(bench.home)

    for _ in range(2):
        with pytest.raises(SealKeyError, match="seal_key_unreadable"):
            bench.open("03")
        assert is_free(bench.home)


def test_a_window_that_is_taken_leaves_the_database_to_the_other_alone(bench: Bench) -> None:
    with bench.open("03"), pytest.raises(StorageError, match="window_taken"):
        bench.open("03")

    assert is_free(bench.home)


def test_a_hall_whose_founding_was_cut_short_says_so(tmp_path: Path) -> None:
    half = Bench(HallHome(tmp_path / "半个 大厅"))
    half.home.folder.mkdir()
    create_database(half.home.database, KEY)

    with pytest.raises(StorageError) as refused:
        half.open("03")
    assert refused.value.code == "storage.not_founded"
    assert is_free(half.home)


def test_a_damaged_database_leaves_nothing_open(bench: Bench) -> None:
    bench.home.database.write_bytes(bytes(8192))

    with pytest.raises(StorageError, match="damaged"):
        bench.open("03")
    assert is_free(bench.home)


def test_an_open_hall_knows_where_it_is(bench: Bench) -> None:
    with bench.open("03") as hall:
        assert isinstance(hall, OpenHall)
        assert hall.signs == ()
        assert hall.database.path == bench.home.database
        assert hall.office.clock.now() > datetime(2026, 11, 1, tzinfo=UTC)


@dataclass
class Pauses:
    """Waiting that takes no time; the other window has finished its check after `until` looks."""

    other: FileLock
    until: int
    taken: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)
        if len(self.taken) == self.until:
            self.other.release()


def around(bench: Bench, pause: Pauses) -> Surroundings:
    return Surroundings(
        clock=bench.clock, ids=bench.ids, printer=FolderPrinter(bench.home.printed), pause=pause
    )


def test_a_second_window_waits_for_the_check_of_the_first_and_goes_on_by_itself(bench: Bench) -> None:
    checking = folder_lock(bench.home.database)
    assert checking.try_take(Use.EXCLUSIVE)
    pause = Pauses(checking, until=3)

    with open_hall(bench.home, hall_data(), KEY, key_check(KEY), "05", around(bench, pause)) as hall:
        assert hall.office.hall.window("05") is not None

    assert len(pause.taken) == 3


def test_a_check_that_takes_too_long_is_said_and_nothing_stays_open(bench: Bench) -> None:
    checking = folder_lock(bench.home.database)
    assert checking.try_take(Use.EXCLUSIVE)
    pause = Pauses(checking, until=-1)

    with pytest.raises(StorageError, match="in_maintenance"):
        open_hall(bench.home, hall_data(), KEY, key_check(KEY), "05", around(bench, pause))

    assert sum(pause.taken) == 20
    checking.release()
    assert is_free(bench.home)


def test_only_a_check_is_waited_for(bench: Bench) -> None:
    pause = Pauses(folder_lock(bench.home.database), until=-1)
    bench.home.database.unlink()

    with pytest.raises(StorageError, match="missing"):
        open_hall(bench.home, hall_data(), KEY, key_check(KEY), "05", around(bench, pause))

    assert pause.taken == []
