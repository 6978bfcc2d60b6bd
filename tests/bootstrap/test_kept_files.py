"""A mistake in any file of the hall's own does not close the hall: it opens with the copy kept before."""

import os
import shutil
import stat
from datetime import date, datetime
from pathlib import Path

import pytest
import word_files
from catalog_shelves import save
from custom_shelves import own_custom
from fakes import HALL_ZONE

from app.bootstrap.hall_data import HallData, load_hall_data
from app.bootstrap.places import resources
from app.domain.errors import PersonFacing
from app.domain.words import Words
from app.services.live_data import copies_in_use

FILES = (
    "hall/hall.toml",
    "hall/papers.toml",
    "calendar/2026.toml",
    "calendar/local.toml",
    "codes/certificate_kinds.toml",
    "codes/nations.toml",
    "transcription/pension_platform.toml",
    "catalog/documents/SL.toml",
    "catalog/items/A01.toml",
    "catalog/people_words.toml",
    "claims.toml",
)
KEPT_DAY = date(2026, 12, 3)


class Town:
    """A hall's own data on disk, which was right once."""

    def __init__(self, folder: Path) -> None:
        self.data, self.kept = folder / "data", folder / "cache"
        own_custom(self.data)
        save(self.data / "claims.toml", '[[claim]]\nitem = "A01"\nwindows = ["03"]\n')

    def start(self) -> HallData:
        return load_hall_data(resources(), self.data, self.kept)

    def kept_on(self, day: date) -> None:
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=HALL_ZONE).timestamp()
        for copy in self.kept.glob("*.zip"):
            os.utime(copy, (noon, noon))


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hall started once; its catalogue was checked for all these tests."""
    town = Town(tmp_path_factory.mktemp("once") / "hall")
    town.start()
    town.kept_on(KEPT_DAY)
    return town.kept.parent


@pytest.fixture
def town(once: Path, tmp_path: Path) -> Town:
    shutil.copytree(once, tmp_path / "hall")
    found = Town.__new__(Town)
    found.data, found.kept = tmp_path / "hall/data", tmp_path / "hall/cache"
    return found


def faults(started: HallData) -> tuple[PersonFacing, ...]:
    found = (started.custom.fault, started.shelf.fault)
    return tuple(fault for fault in found if fault is not None)


def words(fault: PersonFacing) -> str:
    return Words(word_files.templates()).of(fault).sentence()


@pytest.mark.parametrize("name", FILES)
def test_a_mistake_in_any_file_opens_the_hall_with_the_copy_of_its_day(town: Town, name: str) -> None:
    good = (town.data / name).read_text("utf-8")
    before = town.start()
    save(town.data / name, f"{good}\n[\n")

    started = town.start()

    assert started.hall == before.hall
    assert started.custom.current.cabinet == before.custom.current.cabinet
    assert started.catalog.items == before.catalog.items
    assert Path(name).name in words(faults(started)[0])
    (told,) = copies_in_use(started.custom, started.shelf)
    assert "2026年12月3日" in words(told)
    save(town.data / name, good)
    assert True in (started.custom.look(), started.shelf.look())
    assert (faults(started), copies_in_use(started.custom, started.shelf)) == ((), ())


@pytest.mark.parametrize("name", FILES)
def test_without_a_copy_a_mistake_is_told_and_opens_no_hall(town: Town, name: str) -> None:
    save(town.data / name, f"{(town.data / name).read_text('utf-8')}\n[\n")
    for copy in town.kept.glob("*.zip"):
        copy.unlink()

    with pytest.raises(PersonFacing) as told:
        town.start()
    assert Path(name).name in words(told.value)


def test_a_damaged_copy_is_none(town: Town) -> None:
    save(town.data / "hall/hall.toml", "[")
    (town.kept / "local-custom.zip").write_bytes(b"PK\x03\x04 half a file")

    with pytest.raises(PersonFacing) as told:
        town.start()
    assert "hall.toml" in words(told.value)


def test_what_was_taken_up_live_is_the_copy_of_the_next_start(town: Town) -> None:
    started = town.start()
    file = town.data / "hall/hall.toml"
    text = file.read_text("utf-8").replace('phone = "0797-0000000"', 'phone = "0797-1"')
    save(file, text)
    assert started.custom.look()
    save(file, text + "\n[\n")

    assert town.start().hall.phone == "0797-1"


def test_the_copy_keeps_its_day_while_nothing_changes_and_lies_for_its_owner_alone(town: Town) -> None:
    town.start()

    for copy in town.kept.glob("*.zip"):
        assert date.fromtimestamp(copy.stat().st_mtime) == KEPT_DAY  # noqa: DTZ012 - as a person reads it
        assert stat.S_IMODE(copy.stat().st_mode) & 0o077 == 0


def test_a_window_taken_away_though_the_claims_name_it_opens_with_both_copies(town: Town) -> None:
    """Hall and claims each right by itself, and not together."""
    save(town.data / "claims.toml", '[[claim]]\nitem = "A01"\nwindows = ["17"]\n')
    town.start()
    file = town.data / "hall/hall.toml"
    parts = file.read_text("utf-8").split("[[windows]]")
    without = "[[windows]]".join(parts[:-1]).replace('[[letters]]\nletter = "M"\nname = "帮代办"\n', "")
    save(file, without)

    started = town.start()

    assert started.hall.window("17") is not None
    assert "17" in words(faults(started)[0])
    assert started.catalog.version("A01", 1).counters == ("17",)


def test_a_hall_without_files_of_its_own_opens_with_what_came_when_its_first_file_is_wrong(
    tmp_path: Path,
) -> None:
    kept = tmp_path / "cache"
    load_hall_data(resources(), tmp_path / "data", kept)
    (tmp_path / "data/hall").mkdir(parents=True)
    save(tmp_path / "data/hall/papers.toml", "[")

    started = load_hall_data(resources(), tmp_path / "data", kept)

    assert started.custom.current.unit.name == "崇义县关田镇人民政府"
    assert "papers.toml" in words(faults(started)[0])


def test_a_disk_that_takes_no_copy_stops_no_right_hall(town: Town) -> None:
    shutil.rmtree(town.kept)
    town.kept.write_text("a file in the folder's place", "utf-8")

    started = load_hall_data(resources(), town.data, town.kept / "below")

    assert faults(started) == ()
