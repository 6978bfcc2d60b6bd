"""The figures of getting to a form: the catalogue at start, the largest form opened, a region found."""

import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import word_files
from figures import Figure, in_turn, median, timed
from form_parts import a_field, a_state
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from window_rig import dressed

from app.adapters.catalog_toml.checked import open_catalog
from app.adapters.data_files.codes import load_code_tables
from app.adapters.pinyin_names import PinyinNames
from app.bootstrap.hall_data import HallData, load_hall_data
from app.bootstrap.places import resources
from app.domain.form.compiled import Form
from app.domain.form.model import Choice
from app.domain.form.sheet import FormContext, FormSheet, open_sheet
from app.domain.form.values import Kind
from app.domain.words import Words
from tests.bench.forms_bench import filled
from ui.form.form_desk import FormDesk
from ui.form.form_view import FormView
from ui.form.region_entry import RegionEntry
from ui.form.regions import region_choices

TODAY = date(2026, 11, 25)
LARGEST = "B01"
OPENINGS, LOADS = 15, 9
PAGE = (734, 530)
"""Pixels a form has in a window of 1366x768."""
TYPED = ("沙", "沙溪", "沙溪村", "s", "sx", "sxc", "36", "360725")


def measure_opening(folder: Path) -> list[Figure]:
    """Return the rows of catalogue, form and region."""
    data = load_hall_data(resources(), Path("/nonexistent"))
    application = QApplication.instance() or QApplication(["bench"])
    dressed(application)
    regions = region_choices(data.catalog.tables, TODAY, data.hall.area_code)
    folder.mkdir(exist_ok=True)
    return [
        _catalogue(folder),
        _opening(application, data, regions, "blank", lambda sheet: sheet),
        _opening(application, data, regions, "15 people, 60 incomes", filled),
        _region(application, regions),
    ]


def _catalogue(folder: Path) -> Figure:
    """The bare limit is the parsing of the same files, without forms or checks."""
    shipped, kept = resources() / "catalog", folder / "catalog.json"
    codes = load_code_tables(resources() / "codes")
    count = len(open_catalog(shipped, codes, kept).items)
    files = [file for part in ("items", "blocks", "tables") for file in (shipped / part).glob("*.toml")]
    ours, bare = in_turn(
        LOADS,
        lambda _round: open_catalog(shipped, codes, kept),
        lambda _round: [tomllib.loads(file.read_text("utf-8")) for file in files],
    )
    return Figure(f"catalogue of {count} items, cached", median(ours), median(bare), "<= 150 ms")


def _opening(
    application: QApplication,
    data: HallData,
    regions: Sequence[Choice],
    what: str,
    fill: Callable[[FormSheet], FormSheet],
) -> Figure:
    """The bare limit is as many labels and entries as the form has questions, laid out and painted."""
    form = data.catalog.current(LARGEST, TODAY).form
    context = FormContext(today=TODAY, tables=data.catalog.tables)
    words, initials = Words(word_files.templates()), PinyinNames().initials
    answers = fill(open_sheet(form, {}, context)).answers()

    def opened(_round: int) -> None:
        choices = region_choices(data.catalog.tables, TODAY, data.hall.area_code)
        desk = FormDesk(open_sheet(form, answers, context), words, choices)
        _shown(application, FormView(desk, initials))

    ours, bare = in_turn(OPENINGS, opened, lambda _round: _shown(application, _plain(form)))
    note = f"{len(form.fields)} questions, {len(form.rules)} rules, {len(regions)} regions"
    return Figure(f"opening {LARGEST}, {what}", median(ours), median(bare), "<= 300 ms", note)


def _region(application: QApplication, regions: Sequence[Choice]) -> Figure:
    """One key in the field of a region: all names narrowed; the bare limit passes them once."""
    asked = a_field(Kind.REGION)
    entry = RegionEntry(asked, PinyinNames().initials)
    entry.show_state(a_state(asked), regions)
    window = QWidget()
    entry.setParent(window)
    window.resize(*PAGE)
    window.show()
    application.processEvents()
    first = timed(lambda: entry.textEdited.emit("sxc"))

    def bare(number: int) -> list[Choice]:
        wanted = TYPED[number % len(TYPED)]
        return [one for one in regions if wanted in one.label]

    ours, limits = in_turn(
        25 * len(TYPED), lambda number: entry.textEdited.emit(TYPED[number % len(TYPED)]), bare
    )
    window.deleteLater()
    note = f"the very first letters typed {first:.0f} ms"
    return Figure("region cascade, a key press, p95", _p95(ours), _p95(limits), "<= 5 ms", note)


def _plain(form: Form) -> QWidget:
    page = QWidget()
    lines = QVBoxLayout(page)
    for asked in form.fields.values():
        lines.addWidget(QLabel(asked.label))
        lines.addWidget(QLineEdit())
    return page


def _shown(application: QApplication, page: QWidget) -> None:
    page.resize(*PAGE)
    page.show()
    application.processEvents()
    page.hide()
    page.deleteLater()


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]
