"""Every item of the catalogue fits the window, and is taken in by keys alone from the finder to the paper."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from answer_sets import SETS
from clerk import Clerk
from fakes import HALL_ZONE, FakeClock
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from real_window import RealWindow, found_demo_hall
from small_window import not_fitting
from whole_form import WholeForm, cut_off

from app.bootstrap.places import resources

ITEMS = sorted(SETS)
ASKING_OF_OTHERS = frozenset(
    item
    for item in ITEMS
    for text in [(resources() / "catalog/items" / f"{item}.toml").read_text("utf-8")]
    if re.search(r"^rival = ", text, re.MULTILINE)
)
"""Items that shut each other out for one person (就业登记、失业登记)."""
THE_DAY_OF_THE_SETS = datetime(2026, 11, 25, 9, 0, tzinfo=HALL_ZONE)


@contextmanager
def a_window(folder: Path, application: QApplication) -> Iterator[Clerk]:
    """A clerk at window 01 of a hall founded in `folder`, whose program leaves no report of a fault."""
    clock = FakeClock(THE_DAY_OF_THE_SETS)
    home = found_demo_hall(folder / "关田 镇", clock)
    clerk = Clerk(RealWindow(home, application, clock))
    clerk.signs_in("0312")
    clerk.sits_at("01")
    yield clerk
    clerk.place.close()
    assert [report.read_text("utf-8") for report in home.reports.glob("*")] == []


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory, application: QApplication) -> Iterator[Clerk]:
    """One window for all items: each leaves a case behind, or a draft, and nothing open."""
    with a_window(tmp_path_factory.mktemp("大厅"), application) as clerk:
        yield clerk


@pytest.fixture
def alone(tmp_path: Path, application: QApplication) -> Iterator[Clerk]:
    """A window of a hall where nobody applied for anything yet."""
    with a_window(tmp_path, application) as clerk:
        clerk.goes_to("收件")
        yield clerk


@pytest.fixture
def at_the_finder(counter: Clerk) -> Clerk:
    window = counter.place.composed.window
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window), "the window of a hall of its own was in front"
    counter.goes_to("收件")
    if not counter.sees("要办什么事项"):
        counter.press("Esc")
    return counter


@pytest.mark.parametrize("item", ITEMS)
def test_every_page_of_every_form_fits_the_smallest_screen(at_the_finder, item):
    """The forms grow with their answers: the fullest accepted set is looked at, first page to last."""
    look_through(at_the_finder, item, [max(SETS[item]["accepted"].values(), key=_size)])


@pytest.mark.simulation
@pytest.mark.parametrize("item", ITEMS)
def test_so_it_does_with_every_accepted_set(at_the_finder, item):
    look_through(at_the_finder, item, SETS[item]["accepted"].values())


def look_through(clerk: Clerk, item: str, entries: Iterable[Mapping[str, Any]]) -> None:
    clerk.picks_item(item)
    found = []
    for entry in entries:
        form = WholeForm(clerk, entry["answers"], entry.get("rows", {}))
        form.put_in()
        for page in form.pages():
            found += [(page, what) for what in (*not_fitting(form.view), *cut_off(form.view))]

    assert found == []
    clerk.settle()
    assert not_fitting(clerk.place.composed.window) == []


def _size(entry: Mapping[str, Any]) -> int:
    return len(entry["answers"]) + sum(len(rows) for rows in entry.get("rows", {}).values())


@pytest.mark.parametrize("item", sorted(set(ITEMS) - ASKING_OF_OTHERS))
def test_every_item_is_taken_in_by_keys_from_the_finder_to_the_paper(at_the_finder, item):
    take_in(at_the_finder, item)


@pytest.mark.parametrize("item", sorted(ASKING_OF_OTHERS))
def test_so_is_every_item_that_may_not_meet_another_of_the_same_people(alone, item):
    """The test data has few people: what one item grants them shuts another out."""
    take_in(alone, item)


def take_in(clerk: Clerk, item: str) -> None:
    entry = next(iter(SETS[item]["accepted"].values()))
    clerk.picks_item(item)
    form = WholeForm(clerk, entry["answers"], entry.get("rows", {}))

    form.fill()
    clerk.settle()
    form.takes_papers()
    paper = clerk.accepts_and_prints()

    assert paper.file.read_bytes().startswith(b"%PDF")
    assert clerk.sees(paper.file.stem.partition("〕")[2].partition("号")[0])
    clerk.press("Ctrl+Y")
