"""A hall folder copied or put back whole on its own machine is found out by what lies outside it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from counter import FOLDER, STREET, accepted, at_window, checked, street_stall
from fakes import FakeIds
from hall import KEY, Bench, hall_data

from app.adapters.print_file.folder_printer import FolderPrinter
from app.bootstrap.opening import OpenHall, open_hall
from app.bootstrap.places import HallHome
from app.bootstrap.surroundings import Surroundings
from app.domain.restore import Sign
from app.domain.storage import key_check
from app.services.lost_numbers import lost_numbers
from app.services.papers.print_paper import print_paper


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state of the account"


def opened(bench: Bench, state: Path) -> OpenHall:
    printer = FolderPrinter(bench.home.printed)
    around = Surroundings(clock=bench.clock, ids=bench.ids, printer=printer, state=state)
    return open_hall(bench.home, hall_data(), KEY, key_check(KEY), "03", around)


def printed(hall: OpenHall, stall: int) -> str:
    record = accepted(hall, STREET, command=f"stall {stall}", **street_stall(stall)).papers[0]
    print_paper(hall.office, at_window("03"), record.id, FOLDER)
    return record.number


def copied(bench: Bench, target: Path, seed: int) -> Bench:
    return Bench(HallHome(shutil.copytree(bench.home.folder, target)), bench.clock, FakeIds(seed))


def test_two_copies_on_one_machine_never_share_a_number_and_the_original_keeps_its_name(
    bench: Bench, state: Path, tmp_path: Path
) -> None:
    with opened(bench, state) as hall:
        assert printed(hall, 1) == "赣崇关受〔2026〕1号"
    first, second = (copied(bench, tmp_path / f"copy {seed}", seed) for seed in (7, 8))

    with opened(bench, state) as one, opened(first, state) as two, opened(second, state) as three:
        assert (one.signs, two.signs, three.signs) == ((), (Sign.OTHER_FOLDER,), (Sign.OTHER_FOLDER,))
        numbers = [printed(hall, 2) for hall in (one, two, three)]
    assert numbers == ["赣崇关受〔2026〕2号", "赣崇关受(1乙)〔2026〕1号", "赣崇关受(1丙)〔2026〕1号"]
    with opened(bench, state) as one, opened(first, state) as two:
        assert (one.signs, two.signs) == ((), ()), "dealt with once"


def test_a_folder_put_back_as_a_whole_with_its_issue_log_prints_no_number_again(
    bench: Bench, state: Path, tmp_path: Path
) -> None:
    with opened(bench, state):
        pass
    snapshot = shutil.copytree(bench.home.folder, tmp_path / "snapshot")
    with opened(bench, state) as hall:
        last = printed(hall, 1)
    for piece in bench.home.folder.iterdir():  # into the same folder: as a snapshot of the disk does
        shutil.rmtree(piece) if piece.is_dir() else piece.unlink()
    shutil.copytree(snapshot, bench.home.folder, dirs_exist_ok=True)

    with opened(bench, state) as hall:
        assert hall.signs == (Sign.NUMBERS_AHEAD,)
        assert lost_numbers(hall.office).papers == (last,)
        assert printed(hall, 2) == "赣崇关受(1乙)〔2026〕1号"
        assert checked(hall).findings == ()


def test_a_folder_put_back_twice_has_a_third_name(bench: Bench, state: Path, tmp_path: Path) -> None:
    with opened(bench, state):
        pass
    numbers = []
    for seed in (7, 8):
        with opened(copied(bench, tmp_path / f"copy {seed}", seed), state) as hall:
            numbers.append(printed(hall, 1))
    assert numbers == ["赣崇关受(1乙)〔2026〕1号", "赣崇关受(1丙)〔2026〕1号"]


def test_a_folder_that_was_only_renamed_goes_on_under_its_name(
    bench: Bench, state: Path, tmp_path: Path
) -> None:
    with opened(bench, state) as hall:
        printed(hall, 1)
    bench.home.folder.rename(tmp_path / "新名字")

    with opened(Bench(HallHome(tmp_path / "新名字"), bench.clock, bench.ids), state) as hall:
        assert hall.signs == ()
        assert printed(hall, 2) == "赣崇关受〔2026〕2号"


def lost(state: Path) -> None:
    shutil.rmtree(state)


def spoilt(state: Path) -> None:
    for file in state.rglob("*.jsonl"):
        file.write_bytes(b"noise\n\n")


def unwritable(state: Path) -> None:
    shutil.rmtree(state)
    state.write_bytes(b"a file where the folder should be")


@pytest.mark.parametrize("happens", [lost, spoilt, unwritable])
def test_a_witness_that_is_no_use_stops_nobody(
    bench: Bench, state: Path, happens: Callable[[Path], None]
) -> None:
    with opened(bench, state) as hall:
        printed(hall, 1)
    happens(state)

    with opened(bench, state) as hall:
        assert hall.signs == ()
        assert printed(hall, 2) == "赣崇关受〔2026〕2号"
