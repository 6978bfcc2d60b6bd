"""A table under a clerk's keys: rows come, go and move, sums and problems stand below it."""

import pytest
import word_files
from form_parts import a_field, a_problem, a_state, a_table
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.adapters.pinyin_names import PinyinNames
from app.domain.form.values import Kind
from app.domain.words import Words
from ui.form.sentences import said
from ui.form.table_grid import TableGrid
from ui.widgets.text import Tone

WORDS = Words(word_files.templates())
YEARS = a_table(
    a_field(Kind.INTEGER, "year", label="年度"),
    a_field(Kind.MONEY, "amount", label="金额", unit="元"),
    totals=("amount",),
    help="每年一行",
)
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Table:
    """Three years on the page, and every wish the table passed on."""

    def __init__(self, qtbot):
        self.qtbot, self.wishes = qtbot, []
        self.page = QWidget()
        self.grid = TableGrid(YEARS, PinyinNames().initials, self.page)
        self.grid.row_wanted.connect(lambda table: self.wishes.append(("add", table)))
        self.grid.row_unwanted.connect(lambda table, row: self.wishes.append(("remove", table, row)))
        self.grid.row_moved.connect(lambda table, row, to: self.wishes.append(("move", table, row, to)))
        self.answers = []
        self.grid.answered.connect(lambda path, raw: self.answers.append((path, raw)))
        self.grid.setGeometry(0, 0, 700, 300)
        self.page.resize(720, 320)
        qtbot.addWidget(self.page)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow)
        self.grid.show_rows(("r1", "r2", "r3"))

    def press(self, path, key, held=Qt.KeyboardModifier.NoModifier):
        self.grid.entries[path].setFocus()
        self.qtbot.keyClick(self.grid.entries[path], key, held)

    def show(self, path, raw, *problems):
        field = YEARS.columns[0] if path.endswith("year") else YEARS.columns[1]
        told = [said(problem, WORDS) for problem in problems]
        self.grid.show_cell(a_state(field, raw, path=path), (), told)

    def labels(self):
        return [label.text() for label in self.grid.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def table(qtbot, dressed_application):
    return Table(qtbot)


def test_there_is_a_field_for_each_column_of_each_row(table):
    assert set(table.grid.entries) == {
        f"years/{row}/{column}" for row in ("r1", "r2", "r3") for column in ("year", "amount")
    }


def test_the_head_names_the_columns_with_their_units_and_the_rows_are_numbered(table, qtbot):
    shown = table.labels()

    assert {"年度", "金额（元）", "1", "2", "3"} <= set(shown)


@pytest.mark.parametrize(
    ("path", "key", "held", "wish"),
    [
        ("years/r1/year", Qt.Key.Key_Insert, Qt.KeyboardModifier.NoModifier, ("add", "years")),
        ("years/r2/amount", Qt.Key.Key_Delete, CTRL, ("remove", "years", "r2")),
        ("years/r1/year", Qt.Key.Key_Down, ALT, ("move", "years", "r1", 1)),
        ("years/r3/year", Qt.Key.Key_Up, ALT, ("move", "years", "r3", 1)),
    ],
)
def test_keys_add_remove_and_move_the_row_they_are_pressed_in(table, path, key, held, wish):
    table.press(path, key, held)

    assert table.wishes == [wish]


@pytest.mark.parametrize(
    ("path", "key", "held"),
    [
        ("years/r1/year", Qt.Key.Key_Up, ALT),
        ("years/r3/year", Qt.Key.Key_Down, ALT),
        ("years/r2/year", Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        ("years/r2/year", Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_a_row_at_the_edge_does_not_leave_the_table_and_plain_keys_belong_to_the_field(
    table, path, key, held
):
    table.press(path, key, held)

    assert table.wishes == []


def test_the_button_adds_a_row_for_those_who_use_the_mouse(table):
    (button,) = [one for one in table.grid.findChildren(QPushButton) if "Insert" in one.accessibleName()]

    button.click()

    assert table.wishes == [("add", "years")]


def test_a_cell_tells_its_answer_with_its_path(table):
    table.press("years/r2/amount", "5")

    assert table.answers == [("years/r2/amount", "5")]


def test_leaving_a_cell_is_told_with_its_path(table, qtbot):
    table.grid.entries["years/r1/year"].setFocus()

    with qtbot.waitSignal(table.grid.left) as left:
        table.grid.entries["years/r1/amount"].setFocus()

    assert left.args == ["years/r1/year"]


def test_a_removed_row_takes_its_fields_with_it(table):
    table.grid.show_rows(("r1", "r3"))

    assert not any("/r2/" in path for path in table.grid.entries)


def test_a_moved_row_keeps_the_field_that_is_being_typed_in(table):
    field = table.grid.entries["years/r1/year"]
    table.press("years/r1/year", "2")

    table.grid.show_rows(("r2", "r1", "r3"))

    assert table.grid.entries["years/r1/year"] is field
    assert field.text() == "2"


def test_a_wrong_cell_is_coloured_and_says_why_on_pointing_at_it(table):
    table.show("years/r1/year", "明年", a_problem("form.check", facts={"say": "年度要写成四位数字。"}))
    entry = table.grid.entries["years/r1/year"]
    wrong = entry.property("tone"), entry.toolTip()

    table.show("years/r1/year", "2025")

    assert wrong == (Tone.LATE.value, "年度要写成四位数字。")
    assert (entry.property("tone"), entry.toolTip()) == (Tone.PLAIN.value, "")


def test_the_sum_stands_below_with_its_unit(table):
    table.grid.show_sums({"amount": 150050}, ())

    assert "金额合计 1500.50元" in table.labels()


def test_what_is_wrong_with_the_whole_table_takes_the_place_of_its_help(table):
    table.grid.show_sums({}, ())
    helped = table.labels()
    problem = a_problem("form.check", path="years", facts={"say": "请至少写一个年度。"})

    table.grid.show_sums({}, [said(problem, WORDS)])

    assert "每年一行" in helped
    assert "请至少写一个年度。" in table.labels()
    assert "每年一行" not in table.labels()


def test_every_cell_is_named_by_table_and_column(table):
    assert table.grid.entries["years/r1/amount"].accessibleName() == "补缴年度 金额"
