"""A clerk at the real window, off-screen, over a demo hall of the test's own."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from clerk import Clerk
from fakes import FakeClock
from hall import hall_data
from PySide6.QtWidgets import QApplication
from real_window import RealWindow, dress, found_demo_hall

from app.adapters.system_clock import SystemClock
from app.bootstrap.hall_data import HallData
from app.bootstrap.places import HallHome
from app.ports.printer import Printer

Opener = Callable[..., Clerk]


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo hall; only to be copied."""
    return found_demo_hall(tmp_path_factory.mktemp("大厅") / "关田 镇", FakeClock()).folder


@pytest.fixture
def home(founded: Path, tmp_path: Path) -> HallHome:
    return HallHome(shutil.copytree(founded, tmp_path / "关田 镇"))


@pytest.fixture
def home_today(tmp_path: Path) -> HallHome:
    """A hall for programs that go by the real clock: its signing key must be no older than today."""
    return found_demo_hall(tmp_path / "今天", SystemClock())


@pytest.fixture(scope="session")
def application(qapp: QApplication) -> QApplication:
    return dress(qapp)


@pytest.fixture
def opens(home: HallHome, application: QApplication, clock: FakeClock) -> Iterator[Opener]:
    """Open the window program; each call is another run of it over the same hall."""
    opened: list[Clerk] = []

    def open_window(printer: Printer | None = None, data: HallData | None = None) -> Clerk:
        known = data or hall_data()
        place = RealWindow(home, application, clock, seed=len(opened), printer=printer, data=known)
        opened.append(Clerk(place))
        return opened[-1]

    yield open_window
    for clerk in opened:
        if not clerk.place.is_closed:
            clerk.place.close()
    assert [window for clerk in opened for window in clerk.place.watch.opened] == []
    assert [report.read_text("utf-8") for report in home.reports.glob("*")] == []


@pytest.fixture
def clerk(opens: Opener) -> Clerk:
    """王小兰 at window 01, with nobody there yet."""
    one = opens()
    one.signs_in("0312")
    one.sits_at("01")
    return one
