"""The field of an answer that is given by captured pages: it shows them, and nothing can be typed into it."""

from datetime import date

import pytest
import word_files
from form_parts import a_field, a_state
from hall import hall_data
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from app.adapters.pinyin_names import PinyinNames
from app.domain.form.attached import Attached, attached_in
from app.domain.form.model import FieldDef
from app.domain.form.sheet import FormContext, open_sheet
from app.domain.form.values import Kind
from app.domain.words import Words
from ui.field_keys import FieldKeys
from ui.form.attached_entry import AttachedEntry
from ui.form.form_desk import FormDesk
from ui.form.form_view import FormView
from ui.form.row_lines import row_line
from ui.form.shown import masked, read
from ui.shortcuts import KEYS, Command

TODAY = date(2026, 11, 26)
ONE, TWO = ("00000000-0000-7000-8000-000000000001", "00000000-0000-7000-8000-000000000002")
FIELD: FieldDef = a_field(Kind.ATTACHMENT, key="photo")


def a_picture():
    picture = QImage(60, 80, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    return picture


@pytest.fixture
def entry(dressed_application, qtbot):
    made = AttachedEntry()
    qtbot.addWidget(made)
    made.resize(240, 36)
    made.show()
    return made


def opened(item_id):
    data = hall_data()
    item = data.catalog.current(item_id, TODAY)
    sheet = open_sheet(item.form, {}, FormContext(today=TODAY, tables=data.catalog.tables))
    return FormDesk(sheet, Words(word_files.templates()))


def shown(qtbot, desk):
    view = FormView(desk, PinyinNames().initials)
    qtbot.addWidget(view)
    view.resize(734, 530)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return view


def test_a_blank_one_names_its_key(entry):
    entry.show_state(a_state(FIELD), ())

    assert (entry.text(), "Ctrl+E" in entry.placeholderText()) == ("", True)


@pytest.mark.parametrize(
    ("attached", "words"),
    [
        (Attached((ONE, TWO)), "2 张"),
        (Attached((), "存在相机里"), "存放处：存在相机里"),
        (Attached((ONE,), "存在相机里"), "1 张　存放处：存在相机里"),
    ],
)
def test_it_says_how_many_there_are_and_what_stood_there_before(entry, attached, words):
    entry.show_state(a_state(FIELD, attached.answer()), ())

    assert entry.text() == words


def test_the_first_page_is_shown_small_as_soon_as_it_is_there(entry):
    entry.show_state(a_state(FIELD, Attached((TWO, ONE)).answer()), ())
    entry.show_picture({ONE: a_picture()})
    assert not entry.pictured, "the first page is another one"

    entry.show_picture({TWO: a_picture()})

    assert entry.pictured
    assert 0 < entry._small.height() <= entry.height()
    assert entry.textMargins().left() >= entry._small.width()
    entry.show_state(a_state(FIELD), ())
    entry.show_picture({TWO: a_picture()})
    assert (entry.pictured, entry.textMargins().left()) == (False, 0)


def test_nothing_is_typed_and_nothing_erased_by_keys(entry, qtbot):
    heard = []
    entry.answered.connect(heard.append)
    entry.show_state(a_state(FIELD, "存在相机里"), ())
    entry.setFocus()
    qtbot.keyClicks(entry, "abc")
    qtbot.keyClick(entry, Qt.Key.Key_Backspace)

    assert (entry.text(), heard) == ("存放处：存在相机里", [])


def test_a_double_click_asks_for_the_pages(entry, qtbot):
    with qtbot.waitSignal(entry.wanted):
        qtbot.mouseDClick(entry, Qt.MouseButton.LeftButton)


def test_its_key_is_not_swallowed_by_the_field(entry, qtbot):
    heard = []
    shortcut = QShortcut(QKeySequence(KEYS[Command.SCANS].sequence), entry.window())
    shortcut.activated.connect(lambda: heard.append("opened"))
    entry.setFocus()
    entry.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is entry)

    qtbot.keyClick(entry, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)

    assert heard == ["opened"]


def test_how_many_there_are_is_no_secret_and_an_old_note_is(dressed_application):
    secret = a_field(Kind.ATTACHMENT, sensitive=True)

    assert masked(secret, Attached((ONE,)).answer()) == "照片 1 张"
    assert "相机" not in masked(secret, "存在相机里")
    assert read(secret, Attached((ONE,)).answer()) == "照片 1 张"


def test_its_key_is_said_under_the_field_and_under_the_row(dressed_application, qtbot):
    desk = opened("D01")
    view = shown(qtbot, desk)
    desk.add_row("visits")
    view.focus_path("visits/r1/visit_photos")

    assert "Ctrl+E" in view.cell("drawing").note
    assert "Ctrl+E" in view._grids["visits"].note


def test_with_the_focus_it_looks_like_a_field_one_stands_in(entry, dressed_application):
    entry.show_state(a_state(FIELD), ())
    entry.clearFocus()
    calm = entry.grab().toImage().pixelColor(1, 18)
    entry.setFocus()
    entry.activateWindow()
    dressed_application.processEvents()

    assert entry.grab().toImage().pixelColor(1, 18) != calm
    assert entry.grab().toImage().pixelColor(200, 18).lightness() > 250, "not the grey of what is locked"


def test_enter_walks_over_it_as_over_any_field(dressed_application, qtbot):
    keys = FieldKeys(dressed_application)
    desk = opened("B09")
    view = shown(qtbot, desk)
    view.focus_path("photo")
    assert view.attached_in_use().path == "photo"

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert view.focused_path() not in {"", "photo"}
    assert view.attached_in_use() is None, "another field has the keys"
    dressed_application.focusChanged.disconnect(keys._on_focus_changed)


def test_it_is_no_field_for_a_card_reader(dressed_application, qtbot):
    view = shown(qtbot, opened("B09"))

    assert "photo" not in view.text_entries()
    assert "name" in view.text_entries()


def test_pages_answer_the_field_and_their_absence_blanks_it_again(dressed_application, qtbot):
    desk = opened("B09")
    view = shown(qtbot, desk)
    desk.attach("photo", [ONE, TWO])
    desk.show_pictures({ONE: a_picture()})

    assert view.cell("photo").entry.text().startswith("2 张")
    assert view.cell("photo").entry.pictured
    assert desk.first_pages() == {ONE}
    assert desk.sheet.state("photo").problems == ()
    desk.attach("photo", [])
    assert desk.sheet.value("photo") is None
    assert not view.cell("photo").entry.pictured


def test_a_cell_of_a_table_has_pages_of_its_own(dressed_application, qtbot):
    desk = opened("D01")
    view = shown(qtbot, desk)
    desk.add_row("visits")
    desk.add_row("visits")
    desk.attach("visits/r2/visit_photos", [ONE])
    desk.show_pictures({ONE: a_picture()})
    grid = view._grids["visits"]

    view.focus_path("visits/r2/visit_photos")

    answer = view.attached_in_use()
    assert (answer.path, answer.attached.ids) == ("visits/r2/visit_photos", (ONE,))
    assert grid.entry_at("visits/r2/visit_photos").pictured
    view.focus_path("visits/r1/visit_photos")
    assert grid.entry_at("visits/r1/visit_photos").text() == ""
    assert not grid.entry_at("visits/r1/visit_photos").pictured
    assert "照片 1 张" in row_line(desk, grid.table, "r2", None).words
    desk.remove_row("visits", "r2")
    desk.attach("visits/r2/visit_photos", [TWO])
    assert attached_in(desk.sheet.answers().get("photo")) == Attached()
