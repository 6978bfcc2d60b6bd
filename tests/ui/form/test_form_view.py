"""The form on the screen: order of fields, what is shown when, rows of tables."""

from datetime import date

import pytest
import word_files
from hall import hall_data
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from app.adapters.pinyin_names import PinyinNames
from app.domain.form.sheet import FormContext, open_sheet
from app.domain.words import Words
from ui.field_keys import FieldKeys
from ui.form.card_reading import CardReading
from ui.form.form_desk import FormDesk
from ui.form.form_view import FormView

TODAY = date(2026, 11, 26)
NUMBER = "360725199003070011"


def opened(item_id):
    data = hall_data()
    item = data.catalog.current(item_id, TODAY)
    sheet = open_sheet(item.form, {}, FormContext(today=TODAY, tables=data.catalog.tables))
    return FormDesk(sheet, Words(word_files.templates()))


@pytest.fixture
def desk():
    return opened("A01")


@pytest.fixture
def view(desk, dressed_application, qtbot):
    keys = FieldKeys(dressed_application)
    made = FormView(desk, PinyinNames().initials)
    qtbot.addWidget(made)
    made.resize(734, 530)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    dressed_application.focusChanged.disconnect(keys._on_focus_changed)


def press(qtbot, key, **held):
    qtbot.keyClick(QApplication.focusWidget(), key, **held)


def test_enter_passes_calculated_fields_by_and_shift_enter_goes_back(desk, view, qtbot):
    desk.answer("cert_no", NUMBER)
    view.focus_path("name")

    press(qtbot, Qt.Key.Key_Return)
    after = view.focused_path()
    press(qtbot, Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ShiftModifier)

    assert (after, view.focused_path()) == ("nation", "name")


def test_what_a_form_began_with_gives_way_to_what_is_typed(desk, view, qtbot):
    view.focus_path("start_year")
    qtbot.keyClicks(QApplication.focusWidget(), "2027")
    view.focus_path("village_op")
    view.focus_path("start_year")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)

    assert desk.sheet.draft()["start_year"] == 202


def test_enter_in_the_last_field_says_that_the_form_ends(desk, view, qtbot):
    view.turn_to_last()

    with qtbot.waitSignal(view.ended):
        press(qtbot, Qt.Key.Key_Return)


def test_sex_birth_and_age_appear_with_the_last_digit(desk, view, qtbot):
    view.focus_path("cert_no")

    qtbot.keyClicks(QApplication.focusWidget(), NUMBER)

    assert view.cell("birth").entry.text() == "1990-03-07"
    assert view.cell("age").entry.text() == "36"
    assert view.cell("sex").entry.currentText() == "男"


def test_a_wrong_check_digit_is_told_as_soon_as_the_number_is_whole(desk, view, qtbot):
    view.focus_path("cert_no")
    qtbot.keyClicks(QApplication.focusWidget(), NUMBER[:-1])
    while_typing = view.cell("cert_no").note

    qtbot.keyClicks(QApplication.focusWidget(), "9")

    assert while_typing == ""
    assert "18 位应为 1" in view.cell("cert_no").note


def test_a_blank_field_is_blamed_once_left_and_not_before(desk, view, qtbot):
    view.focus_path("name")
    before = view.cell("name").note

    press(qtbot, Qt.Key.Key_Return)

    assert before == ""
    assert "还没有填写" in view.cell("name").note


def test_a_number_is_grouped_once_left(desk, view, qtbot):
    view.focus_path("cert_no")
    qtbot.keyClicks(QApplication.focusWidget(), NUMBER)

    press(qtbot, Qt.Key.Key_Return)

    assert view.cell("cert_no").entry.text() == "360725 19900307 0011"


def test_no_field_moves_when_problems_appear(desk, view):
    before = {path: view.cell(path).geometry() for path in ("name", "cert_no", "mobile")}

    view.judge_all()

    assert {path: view.cell(path).geometry() for path in before} == before


def test_no_page_needs_a_scroll_bar(desk, view):
    for place in range(view.page_count):
        view.turn(place - view.page)
        shown = [view.cell(part.key) for part in desk.sheet.form.definition.parts() if part.key != "years"]
        assert all(cell.geometry().bottom() <= view.height() for cell in shown if cell.isVisible())


def test_rows_are_added_moved_and_removed_by_keys(desk, view, qtbot):
    desk.answer("retro_years", "2")
    desk.add_row("years")
    view.focus_path("years/r1/year")
    qtbot.keyClicks(QApplication.focusWidget(), "2020")

    press(qtbot, Qt.Key.Key_Insert)
    added = view.focused_path()
    press(qtbot, Qt.Key.Key_Up, modifier=Qt.KeyboardModifier.AltModifier)
    moved = desk.sheet.row_ids("years")
    press(qtbot, Qt.Key.Key_Delete, modifier=Qt.KeyboardModifier.ControlModifier)

    assert added == "years/r2/year"
    assert moved == ("r2", "r1")
    assert desk.sheet.row_ids("years") == ("r1",)
    assert view.focused_path() == "years/r1/year"


def test_a_card_reader_fills_the_number_whichever_field_has_the_focus(desk, view, qtbot):
    CardReading(view, monotonic=lambda: 0.0)
    desk.answer("live_addr", "关田镇")
    view.focus_path("live_addr")

    qtbot.keyClicks(QApplication.focusWidget(), NUMBER)
    press(qtbot, Qt.Key.Key_Return)

    assert desk.sheet.value("cert_no") == NUMBER
    assert desk.sheet.value("live_addr") == "关田镇"
    assert view.focused_path() == "cert_no"


def test_a_digit_chooses_and_goes_on(desk, view, qtbot):
    view.focus_path("pay_mode")

    qtbot.keyClicks(QApplication.focusWidget(), "2")

    assert desk.sheet.value("pay_mode") == "税务App"
    assert view.focused_path() == "collective"


@pytest.mark.parametrize("item_id", ["A01", "B09", "F01"])
def test_every_field_of_every_item_has_a_name_for_screen_readers(item_id, dressed_application, qtbot):
    desk = opened(item_id)
    view = FormView(desk, PinyinNames().initials)
    qtbot.addWidget(view)

    nameless = [
        key for key in desk.sheet.form.fields if "/" not in key and not view.cell(key).entry.accessibleName()
    ]

    assert nameless == []


def fill_fifteen(desk):
    """A household of fifteen, each with every conditional field it can have."""
    for _ in range(14):
        desk.add_row("members")
    for row in desk.sheet.row_ids("members"):
        for column, raw in {"name": "欧阳·阿卜杜热合曼·买买提", "health": "残疾", "job": "务工"}.items():
            desk.answer(f"members/{row}/{column}", raw)


@pytest.mark.parametrize(("width", "height"), [(734, 530), (540, 330)])
def test_a_household_of_fifteen_is_walked_field_by_field_and_each_is_in_sight(
    dressed_application, qtbot, width, height
):
    desk = opened("B01")
    fill_fifteen(desk)
    view = FormView(desk, PinyinNames().initials)
    qtbot.addWidget(view)
    view.resize(width, height)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    walked = [path for path in desk.paths() if path.startswith("members/") and is_typed(desk, path)]
    view.focus_path(walked[0])

    for path in walked:
        assert view.focused_path() == path
        box = QApplication.focusWidget()
        corner = box.mapTo(view, box.rect().topLeft())
        assert view.rect().contains(corner)
        assert view.rect().contains(box.mapTo(view, box.rect().bottomRight()))
        assert box.visibleRegion().boundingRect().height() == box.height(), path
        view.focusNextPrevChild(True)


def is_typed(desk, path):
    state = desk.sheet.state(path)
    return state.visible and not state.calculated


def test_a_table_without_rows_is_a_stop_where_insert_makes_the_first_row(dressed_application, qtbot):
    desk = opened("B01")
    view = FormView(desk, PinyinNames().initials)
    qtbot.addWidget(view)
    view.resize(734, 530)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    last = [path for path in desk.paths() if path.startswith("members/") and is_typed(desk, path)][-1]
    view.focus_path(last)

    view.focusNextPrevChild(True)
    stop = view.focused_path()
    press(qtbot, Qt.Key.Key_Insert)

    assert stop == "income"
    assert view.focused_path() == "income/r1/member"


@pytest.mark.parametrize("item_id", ["B01", "A07", "B03", "F05"])
def test_no_table_has_a_bar_to_scroll_sideways(item_id, dressed_application, qtbot):
    view = FormView(opened(item_id), PinyinNames().initials)
    qtbot.addWidget(view)
    view.resize(734, 530)
    view.show()

    bars = [area.horizontalScrollBar() for area in view.findChildren(QAbstractScrollArea)]
    assert bars
    assert not any(bar.isVisible() for bar in bars)
