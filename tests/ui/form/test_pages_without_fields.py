"""A page on which everything is calculated: the keys stay on it, and lead on or back."""

from datetime import date

import pytest
import word_files
from eyes import unseen_focus
from hall import hall_data
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.adapters.pinyin_names import PinyinNames
from app.domain.form.sheet import FormContext, open_sheet
from app.domain.words import Words
from ui.form.form_desk import FormDesk
from ui.form.form_view import FormView

TODAY = date(2026, 11, 26)


@pytest.fixture
def view(dressed_application, qtbot):
    """B01 as it was met at the counter: on a low page its last sums stand alone."""
    data = hall_data()
    item = data.catalog.current("B01", TODAY)
    sheet = open_sheet(item.form, {}, FormContext(today=TODAY, tables=data.catalog.tables))
    made = FormView(FormDesk(sheet, Words(word_files.templates())), PinyinNames().initials)
    qtbot.addWidget(made)
    made.resize(734, 500)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def turned_to_the_sums(view):
    view.focus_path(next(iter(view.desk.paths())))
    while view.focused_path():
        assert view.turn(1), "no page of sums alone"
    return view.page


def test_what_is_typed_on_a_page_without_fields_goes_nowhere(view, qtbot):
    turned_to_the_sums(view)
    before = view.desk.sheet.answers()

    qtbot.keyClicks(QApplication.focusWidget(), "500")

    assert (view.focused_path(), unseen_focus()) == ("", "")
    assert view.desk.sheet.answers() == before


def test_enter_leads_on_from_a_page_without_fields(view, qtbot):
    page = turned_to_the_sums(view)

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert view.page == page + 1
    assert view.focused_path()


def test_shift_enter_leads_back_from_a_page_without_fields(view, qtbot):
    page = turned_to_the_sums(view)

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)

    assert view.page == page - 1
    assert view.focused_path()


def test_a_page_cut_anew_keeps_the_keys_in_sight(view):
    for path in ("", *view.desk.paths()):
        view.focus_path(path)
        for height in (200, 530):
            view.resize(734, height)
            assert unseen_focus() == ""
