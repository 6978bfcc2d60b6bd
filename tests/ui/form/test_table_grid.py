"""A table under a clerk's keys: rows in one line each, one of them open, sums and problems in sight."""

from datetime import date

import pytest
import word_files
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app.adapters.pinyin_names import PinyinNames
from app.domain.form.author import Margin, SourceText
from app.domain.form.reading import Shelf
from app.domain.form.sheet import FormContext, open_sheet
from app.domain.item_reading import read_item
from app.domain.words import Words
from ui.form.form_desk import FormDesk
from ui.form.table_grid import TableGrid
from ui.widgets.text import Tone

ITEM = """
[item]
id = "T01"
version = 1
name = "试用事项"
type = "20"
department = "民政"
decides = ["乡"]
handling = "即办"
basis = []
result = { name = "凭证", kind = "证照" }
valid_from = 2026-01-01
[[form.section]]
key = "main"
title = "主要"
[[form.section.table]]
key = "team"
label = "人员"
min_rows = 3
max_rows = 4
totals = ["pay"]
help = "每人一行"
column = [
  { key = "name", label = "姓名", kind = "name", required = true },
  { key = "idno", label = "身份证号", kind = "idno" },
  { key = "age", label = "周岁", kind = "int", unit = "岁", calc = "age_on(birth_of(idno), today)" },
  { key = "post", label = "岗位", kind = "enum", choices = ["主厨", "帮厨"] },
  { key = "since", label = "上岗年度", kind = "int", unit = "年", help = "四位数字", visible = "boss" },
  { key = "boss", label = "带班", kind = "bool", calc = 'post == "主厨"' },
  { key = "pay", label = "工钱", kind = "money", unit = "元" },
  { key = "local", label = "本地人", kind = "bool", default = false },
]
[[form.check]]
wrong = 'count_of("team", "post", "主厨") > 1'
say = "只能有一名主厨。"
at = "team"
"""
WORDS = Words(word_files.templates())
NUMBER = "360782198812310022"
CTRL, ALT, PLAIN = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)


class Table:
    """Three rows on the page, the first of them open."""

    def __init__(self, qtbot):
        self.qtbot = qtbot
        item = read_item(SourceText("T01.toml", ITEM), Shelf(blocks={}, tables={}), Margin())
        self.sheet = open_sheet(item.form, {}, FormContext(today=date(2026, 11, 26)))
        self.desk = FormDesk(self.sheet, WORDS)
        self.page = QWidget()
        self.grid = TableGrid(self.desk, item.form.tables["team"], PinyinNames().initials, self.page)
        self.desk.changed.connect(self.grid.show_paths)
        self.left, self.advanced = [], []
        self.grid.left.connect(self.left.append)
        self.grid.advanced.connect(lambda: self.advanced.append(True))
        self.grid.setGeometry(0, 0, 700, 360)
        self.page.resize(720, 380)
        qtbot.addWidget(self.page)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow)
        self.grid.show_all()

    @property
    def at(self):
        return self.grid.path_of(QApplication.focusWidget())

    def go(self, path):
        self.grid.focus_path(path)

    def press(self, key, held=PLAIN):
        self.qtbot.keyClick(QApplication.focusWidget(), key, held)

    def type(self, words):
        self.qtbot.keyClicks(QApplication.focusWidget(), words)

    def answer(self, row, **answers):
        for column, raw in answers.items():
            self.desk.answer(f"team/{row}/{column}", raw)

    def lines(self):
        return [(row.lead, row.words, row.trail) for row in self.grid.rows.rows]

    def labels(self):
        return [
            label.accessibleName() or label.text()
            for label in self.grid.findChildren(QLabel)
            if label.isVisible()
        ]

    def fields(self):
        typed = ("name", "idno", "post", "since", "pay", "local")
        return [key for key in typed if self.grid.editor.entry(key).isVisible()]


@pytest.fixture
def table(qtbot, dressed_application):
    return Table(qtbot)


def test_each_row_is_one_line_with_its_number_its_answers_and_what_is_missing(table):
    table.answer("r2", name="林晓棠", post="主厨", idno=NUMBER, pay="1200", local=True)

    assert table.lines() == [
        ("1", "（未填）", "缺 1"),
        ("2", "林晓棠　周岁37岁　主厨　带班　工钱1200.00元　本地人", "✓"),
        ("3", "（未填）", "缺 1"),
    ]


def test_only_the_open_row_has_fields_and_no_field_for_what_is_calculated(table):
    table.go("team")

    assert table.grid.open_row == "r1"
    assert table.fields() == ["name", "idno", "post", "pay", "local"]
    assert table.grid.editor.entry("age") is None


def test_what_is_calculated_in_the_open_row_is_read_above_its_fields(table):
    table.answer("r1", idno=NUMBER)

    assert any(label.startswith("周岁 37岁") for label in table.labels())


def test_a_field_that_begins_to_matter_appears_in_the_open_row(table):
    table.go("team/r1/post")

    table.type("1")

    assert "since" in table.fields()


def test_a_path_opens_its_row_and_takes_the_focus_into_its_field(table):
    table.answer("r3", name="王小明")

    table.go("team/r3/name")

    assert table.at == "team/r3/name"
    assert table.grid.entry_at("team/r3/name").text() == "王小明"
    assert table.grid.entry_at("team/r1/name") is None


def test_ctrl_and_an_arrow_go_to_the_same_field_of_the_next_row_and_back(table):
    table.answer("r2", pay="5")
    table.go("team/r1/pay")

    table.press(Qt.Key.Key_Down, CTRL)
    below = table.at, table.grid.entry_at("team/r2/pay").text()
    table.press(Qt.Key.Key_Up, CTRL)
    table.press(Qt.Key.Key_Up, CTRL)

    assert below == ("team/r2/pay", "5.00")
    assert table.at == "team/r1/pay"


def test_insert_adds_a_row_and_opens_it_at_its_first_field(table):
    table.go("team/r1/pay")

    table.press(Qt.Key.Key_Insert)

    newest = table.sheet.row_ids("team")[-1]
    assert table.at == f"team/{newest}/name"
    assert len(table.lines()) == 4


def test_a_full_table_stays_where_it_is(table):
    table.go("team/r1/pay")
    table.press(Qt.Key.Key_Insert)
    table.go("team/r1/pay")

    table.press(Qt.Key.Key_Insert)

    assert table.at == "team/r1/pay"


def test_the_button_adds_a_row_for_those_who_use_the_mouse(table):
    (button,) = [one for one in table.grid.findChildren(QPushButton) if "Insert" in one.accessibleName()]

    button.click()

    assert len(table.sheet.row_ids("team")) == 4


def test_ctrl_delete_takes_the_open_row_out_and_opens_the_one_that_moved_up(table):
    table.answer("r3", name="王小明")
    table.go("team/r2/pay")

    table.press(Qt.Key.Key_Delete, CTRL)

    assert table.sheet.row_ids("team") == ("r1", "r3")
    assert table.at == "team/r3/pay"


def test_after_the_last_row_is_taken_out_the_lines_have_the_focus_and_insert_begins_again(table):
    table.go("team/r1/name")
    for _ in range(3):
        table.press(Qt.Key.Key_Delete, CTRL)
    empty = table.at, table.grid.open_row, table.lines(), table.grid.note

    table.press(Qt.Key.Key_Insert)

    assert empty[:3] == ("team", "", [])
    assert table.at.endswith("/name")


def test_enter_on_a_table_without_rows_goes_on(table):
    for row in ("r1", "r2", "r3"):
        table.desk.remove_row("team", row)
    table.go("team")

    table.press(Qt.Key.Key_Return)

    assert table.advanced == [True]


def test_alt_and_an_arrow_move_the_open_row_and_the_field_keeps_the_focus(table):
    table.go("team/r1/pay")
    table.type("5")

    table.press(Qt.Key.Key_Down, ALT)

    assert table.sheet.row_ids("team") == ("r2", "r1", "r3")
    assert table.at == "team/r1/pay"
    assert table.grid.entry_at("team/r1/pay").text() == "5"
    assert [lead for lead, _, _ in table.lines()] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("path", "key", "held"),
    [
        ("team/r1/pay", Qt.Key.Key_Up, ALT),
        ("team/r3/pay", Qt.Key.Key_Down, ALT),
        ("team/r3/pay", Qt.Key.Key_Down, CTRL),
        ("team/r2/pay", Qt.Key.Key_Delete, PLAIN),
    ],
)
def test_at_the_edge_nothing_happens_and_plain_keys_belong_to_the_field(table, path, key, held):
    table.go(path)

    table.press(key, held)

    assert table.sheet.row_ids("team") == ("r1", "r2", "r3")
    assert table.at == path


def test_arrows_on_the_lines_open_one_row_after_another_and_enter_goes_into_it(table):
    table.go("team/r1/name")
    table.grid.rows.setFocus()

    table.press(Qt.Key.Key_Down)
    opened = table.grid.open_row
    table.press(Qt.Key.Key_Return)

    assert opened == "r2"
    assert table.at == "team/r2/name"


def test_a_fresh_row_is_not_blamed_and_a_field_is_once_left(table):
    table.go("team/r1/name")
    before = table.grid.editor.entry("name").property("tone"), table.grid.note

    table.go("team/r1/pay")

    assert before == (Tone.PLAIN.value, "每人一行")
    assert table.left == ["team/r1/name"]
    assert table.grid.editor.entry("name").property("tone") == Tone.SOON.value
    assert "还没有填写" in table.grid.note


def test_going_to_another_row_blames_no_field_of_it(table):
    table.go("team/r1/name")

    table.press(Qt.Key.Key_Down, CTRL)

    assert table.left == ["team/r1/name"]
    assert table.grid.editor.entry("name").property("tone") == Tone.PLAIN.value


def test_a_whole_number_is_judged_with_its_last_key_and_not_before(table):
    table.go("team/r1/idno")
    table.type(NUMBER[:-1])
    typing = table.lines()[0][2]

    table.type("3")

    assert typing == "缺 1"
    assert table.lines()[0][2] == "错 1 缺 1"
    assert table.grid.editor.entry("idno").property("tone") == Tone.LATE.value
    assert "18 位应为 2" in table.grid.note


def test_when_the_clerk_asks_every_row_says_what_is_missing(table):
    table.go("team/r2/name")

    table.grid.judge()

    assert table.grid.editor.entry("name").property("tone") == Tone.SOON.value
    assert "还没有填写" in table.grid.note


def test_what_is_wrong_with_the_whole_table_is_said_below_it(table):
    table.answer("r1", name="林晓棠", post="主厨")
    table.answer("r2", name="王小明", post="主厨")

    assert table.grid.note == "只能有一名主厨。"


def test_the_help_of_a_field_is_said_while_it_is_in_use(table):
    table.answer("r1", post="主厨", name="林晓棠")

    table.go("team/r1/since")

    assert table.grid.note == "四位数字"


def test_the_rows_are_counted_and_their_sum_is_always_in_sight(table):
    table.answer("r1", pay="1500.50")
    table.answer("r2", pay="0.50")

    assert "3 行  合计 工钱 1501.00元" in table.labels()


def test_every_field_is_named_by_table_and_column(table):
    assert table.grid.editor.entry("pay").accessibleName() == "人员 工钱"


def test_where_there_is_little_room_the_field_in_use_is_in_sight(table):
    table.answer("r1", post="主厨")
    table.grid.resize(300, 220)

    for column in ("name", "since", "local", "idno"):
        table.go(f"team/r1/{column}")
        entry = table.grid.editor.entry(column)
        top = entry.mapTo(table.grid.editor, entry.rect().topLeft()).y()
        assert top >= 0
        assert top + entry.height() <= table.grid.editor.height(), column


def test_a_table_never_wants_more_room_than_there_is(table):
    assert table.grid.height_in(700, 180) == 180
    assert table.grid.height_in(700, 900) < 500
