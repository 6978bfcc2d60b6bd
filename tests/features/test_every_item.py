"""Every item of the catalogue fits the window, and is taken in by keys alone from the finder to the paper."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from answer_sets import SETS
from clerk import Clerk
from fakes import HALL_ZONE, FakeClock
from PySide6.QtWidgets import QApplication
from real_window import RealWindow, found_demo_hall
from small_window import not_fitting
from whole_form import WholeForm, cut_off

ITEMS = sorted(SETS)
THE_DAY_OF_THE_SETS = datetime(2026, 11, 25, 9, 0, tzinfo=HALL_ZONE)


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory, application: QApplication) -> Iterator[Clerk]:
    """One window for all items: each leaves a case behind, or a draft, and nothing open."""
    clock = FakeClock(THE_DAY_OF_THE_SETS)
    home = found_demo_hall(tmp_path_factory.mktemp("大厅") / "关田 镇", clock)
    clerk = Clerk(RealWindow(home, application, clock))
    clerk.signs_in("0312")
    clerk.sits_at("01")
    yield clerk
    clerk.place.close()
    assert [report.read_text("utf-8") for report in home.reports.glob("*")] == []


@pytest.fixture
def at_the_finder(counter: Clerk) -> Clerk:
    counter.goes_to("收件")
    if not counter.sees("要办什么事项"):
        counter.press("Esc")
    return counter


@pytest.mark.parametrize("item", ITEMS)
def test_every_page_of_every_form_fits_the_smallest_screen(at_the_finder, item):
    """The forms grow with their answers: each accepted set is looked at, from the first page to the last."""
    at_the_finder.picks_item(item)
    found = []
    for entry in SETS[item]["accepted"].values():
        form = WholeForm(at_the_finder, entry["answers"], entry.get("rows", {}))
        form.put_in()
        for page in form.pages():
            found += [(page, what) for what in (*not_fitting(form.view), *cut_off(form.view))]

    assert found == []
    at_the_finder.settle()
    assert not_fitting(at_the_finder.place.composed.window) == []


@pytest.mark.parametrize("item", ITEMS)
def test_every_item_is_taken_in_by_keys_from_the_finder_to_the_paper(at_the_finder, item):
    clerk, entry = at_the_finder, next(iter(SETS[item]["accepted"].values()))
    clerk.picks_item(item)
    form = WholeForm(clerk, entry["answers"], entry.get("rows", {}))

    form.fill()
    clerk.settle()
    form.takes_papers()
    paper = clerk.accepts_and_prints()

    assert paper.file.read_bytes().startswith(b"%PDF")
    assert clerk.sees(paper.file.stem.partition("〕")[2].partition("号")[0])
    clerk.press("Ctrl+Y")
