"""Hall, papers, calendars, names are live: a right file holds without a restart, of a wrong one nothing."""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
import word_files
from catalog_shelves import save
from custom_shelves import own_custom
from hall import KEY, desk, new_bench

from app.adapters.print_file.folder_printer import FolderPrinter
from app.bootstrap.custom_files import HallCustomFiles
from app.bootstrap.hall_data import HallData, load_hall_data
from app.bootstrap.opening import open_hall
from app.bootstrap.places import resources
from app.bootstrap.surroundings import Surroundings
from app.domain.hall import BusinessLetter
from app.domain.local_custom import LocalCustom
from app.domain.seal import SealMode
from app.domain.storage import key_check
from app.domain.words import Words
from app.services.live_data import look_at_files
from app.services.queue.desk import queue_desk

A_SATURDAY, A_TUESDAY = date(2026, 11, 28), date(2026, 12, 1)
CERTIFICATES, ORDER = "codes/certificate_kinds.toml", "transcription/pension_platform.toml"
THIS_YEAR, LOCAL = "calendar/2026.toml", "calendar/local.toml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    own_custom(tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped catalogue, checked once for all these tests."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def town(data: Path, kept: Path) -> HallData:
    return load_hall_data(resources(), data, kept)


def said(town: HallData) -> str:
    assert town.custom.fault is not None
    return Words(word_files.templates()).of(town.custom.fault).sentence()


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    save(file, text.replace(old, new, 1))


WINDOW = '[[windows]]\nnumber = "18"\nname = "夜间"\nletters = ["A"]\n'
DAY_OFF = '[[off]]\nname = "防汛停办"\nfrom = 2026-12-01\nto = 2026-12-01\n'


HALL, PAPERS = "hall/hall.toml", "hall/papers.toml"
SEEN: tuple[tuple[str, str, str, Callable[[LocalCustom], Any]], ...] = (
    (HALL, 'phone = "0797-0000000"', 'phone = "0797-1"', lambda now: now.hall.phone == "0797-1"),
    (HALL, "[[grounds]]", f"{WINDOW}\n[[grounds]]", lambda now: now.hall.window("18")),
    (HALL, 'closes = "17:30"', 'closes = "18:00"', lambda now: now.hall.sessions[2].closes == time(18)),
    (HALL, "last_number = 999", "last_number = 500", lambda now: now.hall.policy.last_number == 500),
    (PAPERS, '"崇义县人民法院"', '"某法院"', lambda now: now.unit.court == "某法院"),
    (PAPERS, '"overprint"', '"wet"', lambda now: now.cabinet.for_paper("SL").mode is SealMode.WET),
    ("catalog/documents/SL.toml", "受理窗口", "新窗口", lambda now: "新窗口" in str(now.paper_types["SL"])),
    (CERTIFICATES, "居民身份证", "身份证件", lambda now: now.certificate_names["111"] == "身份证件"),
    (THIS_YEAR, "working = [", f"working = [{A_SATURDAY}, ", lambda now: works(now, A_SATURDAY)),
    (LOCAL, 'source = ""', f'source = ""\n{DAY_OFF}', lambda now: not works(now, A_TUESDAY)),
    (ORDER, "name = ", 'name = "新名"\n# ', lambda now: "新名" in {one.name for one in now.keying_orders}),
)


def works(now: LocalCustom, day: date) -> bool:
    return now.calendar.is_working_day(day)


@pytest.mark.parametrize(("name", "old", "new", "seen"), SEEN)
def test_a_right_file_holds_at_the_next_look(
    data: Path, town: HallData, name: str, old: str, new: str, seen: Callable[[LocalCustom], Any]
) -> None:
    assert not seen(town.custom.current)

    edit(data / name, old, new)

    assert town.custom.look(), said(town)
    assert seen(town.custom.current)
    assert town.custom.fault is None


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("hall/hall.toml", 'phone = "0797-0000000"', "phone = 0797"),
        ("hall/hall.toml", 'letters = ["B"]', 'letters = ["Z"]'),
        ("hall/papers.toml", 'SL = "approval"', 'SL = "nothing"'),
        ("catalog/documents/SL.toml", "{case.fee}", "{case.price}"),
        ("codes/certificate_kinds.toml", "code = ", "kode = "),
        ("calendar/2026.toml", "to = 2026-01-03", "to = 2025-01-03"),
        ("calendar/local.toml", 'source = ""', 'source = ""\n[[off]]\nname = "x"\n'),
        ("transcription/pension_platform.toml", "serial_pattern = ", "serial_pattern = '('\n# "),
    ],
)
def test_of_a_wrong_file_nothing_is_taken_and_file_and_line_are_told(
    data: Path, town: HallData, name: str, old: str, new: str
) -> None:
    before, good = town.custom.current, (data / name).read_text("utf-8")
    # A right change beside the wrong one is not taken either: what holds, holds as a whole.
    edit(data / "hall/hall.toml", "priority_turns = 2", "priority_turns = 3")

    edit(data / name, old, new)

    assert not town.custom.look()
    assert town.custom.current is before
    assert (data / name).name in said(town)
    assert "第 " in said(town)
    save(data / name, good)
    assert town.custom.look() or name == "hall/hall.toml"
    assert town.custom.fault is None


def test_a_file_that_comes_later_is_found(tmp_path: Path) -> None:
    data = tmp_path / "data"
    town = load_hall_data(resources(), data)
    own_custom(data)
    edit(data / "hall/hall.toml", 'phone = "0797-0000000"', 'phone = "0797-1"')

    assert town.custom.look()
    assert town.hall.phone == "0797-1"


def test_files_that_nobody_touched_are_not_read_again(data: Path) -> None:
    files = HallCustomFiles(data, resources())
    assert files.stamp() == files.stamp()
    town = load_hall_data(resources(), data)
    before = town.custom.current

    assert not town.custom.look()
    assert town.custom.current is before


def test_a_new_window_may_be_claimed_in_the_same_breath(data: Path, town: HallData) -> None:
    edit(data / "hall/hall.toml", "[[grounds]]", f"{WINDOW}\n[[grounds]]")
    save(data / "claims.toml", '[[claim]]\nitem = "F01"\nwindows = ["18"]\n')

    assert town.custom.look()
    assert town.shelf.look(), town.shelf.fault
    assert town.catalog.version("F01", 1).counters == ("18",)


def test_a_claim_that_came_before_its_window_holds_once_the_window_is_there(
    data: Path, town: HallData
) -> None:
    save(data / "claims.toml", '[[claim]]\nitem = "F01"\nwindows = ["18"]\n')
    town.custom.look()
    assert not town.shelf.look()

    edit(data / "hall/hall.toml", "[[grounds]]", f"{WINDOW}\n[[grounds]]")

    assert town.custom.look()
    assert town.shelf.look()
    assert town.shelf.fault is None


def test_a_window_that_a_claim_names_stays_until_the_claim_goes(data: Path, town: HallData) -> None:
    save(data / "claims.toml", '[[claim]]\nitem = "F01"\nwindows = ["17"]\n')
    town.custom.look()
    town.shelf.look()
    text = (data / "hall/hall.toml").read_text("utf-8")
    parts = text.split("[[windows]]")
    without = "[[windows]]".join(parts[:-1]).replace('[[letters]]\nletter = "M"\nname = "帮代办"\n', "")

    save(data / "hall/hall.toml", without)

    assert not town.custom.look()
    assert "claims.toml" in said(town)
    assert "17" in said(town)
    save(data / "claims.toml", '[[claim]]\nitem = "F01"\n')
    assert town.custom.look(), said(town)
    assert town.hall.window("17") is None


@pytest.mark.parametrize("field", ["id", "area_code"])
def test_the_hall_stays_the_hall_it_was_founded_as(data: Path, town: HallData, field: str) -> None:
    edit(data / "hall/hall.toml", f'{field} = "360725105000"', f'{field} = "360725106000"')

    assert not town.custom.look()
    assert "360725105000" in said(town)
    assert town.hall.area_code == "360725105000"


def test_a_type_of_paper_does_not_vanish(data: Path, town: HallData) -> None:
    (data / "catalog/documents/BZ.toml").unlink()
    edit(data / "hall/papers.toml", 'BZ = "approval"\n', "")

    assert not town.custom.look()
    assert "BZ.toml" in said(town)
    assert "BZ" in town.custom.current.paper_types


def test_every_part_of_an_open_hall_works_by_what_was_taken_up(tmp_path: Path) -> None:
    """One shelf behind hall, papers, calendar, the queue and the guard of the clock."""
    bench = new_bench(tmp_path / "hall")
    own_custom(bench.home.data)
    around = Surroundings(clock=bench.clock, ids=bench.ids, printer=FolderPrinter(bench.home.printed))
    town = load_hall_data(resources(), bench.home.data)
    with open_hall(bench.home, town, KEY, key_check(KEY), "03", around) as hall:
        queue = queue_desk(hall.office, desk("03"))
        edit(bench.home.data / "hall/hall.toml", "longest_closure = 10", "longest_closure = 14")
        edit(bench.home.data / "hall/hall.toml", 'name = "社保"', 'name = "社会保险"')
        edit(bench.home.data / "hall/papers.toml", 'court = "崇义县人民法院"', 'court = "某法院"')
        edit(bench.home.data / "calendar/2026.toml", "working = [", "working = [2026-11-28, ")

        assert look_at_files(hall.office)

        assert hall.office.business_day.longest_closure() == 14
        assert queue.hall.letter("B") == BusinessLetter("B", "社会保险")
        assert hall.office.papers.unit.court == "某法院"
        assert hall.office.calendar.is_working_day(A_SATURDAY)
