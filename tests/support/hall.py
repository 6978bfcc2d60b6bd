"""A real hall in a temporary folder; only the clock, the identifiers and the printer are stand-ins."""

import atexit
import shutil
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from fakes import FakeClock, FakeIds

from app.adapters.print_file.folder_printer import FolderPrinter
from app.bootstrap.founding import found_hall
from app.bootstrap.hall_data import HallData, load_hall_data
from app.bootstrap.opening import OpenHall, open_hall
from app.bootstrap.places import HallHome, resources
from app.bootstrap.surroundings import Surroundings
from app.domain.clerk import Clerk
from app.domain.role import Role
from app.domain.storage import key_check
from app.ports.key_slots import SlotOwner
from app.services.desk import Desk

KEY = bytes(range(32))
CLERK = Clerk(id="c-wang", name="王小兰", staff_number="0312", roles=frozenset({Role.WINDOW}))
SECOND = Clerk(id="c-li", name="李国平", staff_number="0313", roles=frozenset({Role.WINDOW}))
SUPERVISOR = Clerk(
    id="c-liu", name="刘敏", staff_number="0301", roles=frozenset({Role.SUPERVISOR, Role.WINDOW})
)


@dataclass(frozen=True)
class KnownKey:
    """Key slots that cost no time: the key of every test hall is known."""

    @classmethod
    def of(cls, _home: HallHome) -> "KnownKey":
        return cls()

    def create(self, owner: SlotOwner, pass_phrase: str) -> bytes:
        return KEY


@cache
def hall_data() -> HallData:
    """The data that comes with the program, read once for all tests."""
    return load_hall_data(resources(), Path("/nonexistent"))


@dataclass
class Bench:
    """An open hall with the people in it."""

    home: HallHome
    clock: FakeClock = field(default_factory=FakeClock)
    ids: FakeIds = field(default_factory=FakeIds)

    def open(self, window: str = "3") -> OpenHall:
        around = Surroundings(clock=self.clock, ids=self.ids, printer=FolderPrinter(self.home.printed))
        return open_hall(self.home, hall_data(), KEY, key_check(KEY), window, around)


def new_bench(folder: Path) -> Bench:
    """Return a hall with three clerks in `folder`: a copy, as founding takes longer than most tests.

    All of them have one signing key; what another hall signs comes from `found_bench`.
    """
    founded = _founded()
    shutil.copytree(founded.home.folder, folder, dirs_exist_ok=True)
    return replace(deepcopy(founded), home=HallHome(folder))


def found_bench(folder: Path) -> Bench:
    """Found a hall with three clerks in `folder`; its keys are like no other's."""
    bench = Bench(HallHome(folder))
    found_hall(bench.home, hall_data().hall, KnownKey.of, CLERK, "", bench.clock, bench.ids)
    with bench.open() as hall, hall.office.storage.writing() as unit:
        unit.clerks.save(SECOND)
        unit.clerks.save(SUPERVISOR)
        unit.commit()
    return bench


@cache
def _founded() -> Bench:
    kept = TemporaryDirectory(prefix="founded-hall-")
    atexit.register(kept.cleanup)
    return found_bench(Path(kept.name) / "关田镇")


def desk(window: str = "3", clerk: Clerk = CLERK) -> Desk:
    """Return a clerk at a window of the test hall."""
    return Desk(clerk=clerk, place=hall_data().hall.id, window=window)
