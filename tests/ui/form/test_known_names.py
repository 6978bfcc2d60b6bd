"""A name is typed once: in other tables a digit writes it, and the largest form of all shows how."""

from datetime import date

import pytest
import word_files
from hall import hall_data
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.adapters.pinyin_names import PinyinNames
from app.domain.form.sheet import FormContext, open_sheet
from app.domain.words import Words
from ui.form.form_desk import FormDesk
from ui.form.form_view import FormView
from ui.form.known_names import names_for

MOTHER, CHILD, BROTHER = "林晓棠", "林小满", "林大江"
OFFERED = f"1  {MOTHER}　2  {CHILD}"


def opened(item_id="B01"):
    catalog = hall_data().catalog
    item = catalog.version(item_id, 1)
    context = FormContext(today=date(2026, 11, 26), tables=catalog.tables)
    return open_sheet(item.form, {}, context)


def add(sheet, table, **cells):
    row = sheet.row_ids(table)[0] if len(sheet.row_ids(table)) == 1 else ""
    blank = row and sheet.value(f"{table}/{row}/{next(iter(cells))}") is None
    row = row if blank else sheet.add_row(table)
    for column, raw in cells.items():
        sheet.set(f"{table}/{row}/{column}", raw)
    return row


@pytest.fixture
def household():
    """An applicant and a child, each in the table of the household."""
    sheet = opened()
    sheet.set("name", MOTHER)
    for name in (MOTHER, CHILD):
        add(sheet, "members", name=name)
    return sheet


def labels(sheet, table):
    return [choice.label for choice in names_for(sheet, table)]


def test_everybody_named_elsewhere_is_offered_once_in_form_order(household):
    add(household, "supporters", name=BROTHER)

    assert labels(household, "income") == [MOTHER, CHILD, BROTHER]
    assert labels(household, "auth_signed") == [MOTHER, CHILD, BROTHER]


def test_the_applicant_is_offered_where_the_household_is_listed():
    sheet = opened()
    sheet.set("name", MOTHER)

    assert labels(sheet, "members") == [MOTHER]


def test_nobody_is_offered_where_the_office_writes_its_own_people(household):
    assert labels(household, "visitors") == []


def test_no_more_are_offered_than_there_are_digits():
    sheet = opened()
    for number in range(12):
        add(sheet, "members", name="林" + "一二三四五六七八九十甲乙"[number])

    assert len(labels(sheet, "income")) == 9


@pytest.fixture
def form(household, dressed_application, qtbot):
    view = FormView(FormDesk(household, Words(word_files.templates())), PinyinNames().initials)
    qtbot.addWidget(view)
    view.resize(734, 600)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return view


def first_income(form, qtbot):
    form.focus_path("income")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Insert)
    return form._grids["income"]


def test_the_names_stand_below_the_row_with_their_digits(form, qtbot):
    grid = first_income(form, qtbot)

    assert grid.note == OFFERED
    assert QApplication.focusWidget().placeholderText() == "按数字选人"


def test_a_digit_writes_the_name_and_goes_on_to_the_next_column(form, qtbot, household):
    first_income(form, qtbot)
    qtbot.keyClicks(QApplication.focusWidget(), "2")

    (row,) = household.row_ids("income")
    assert household.value(f"income/{row}/member") == CHILD
    assert form.focused_path() == f"income/{row}/kind"


def test_a_digit_replaces_a_name_that_is_selected(form, qtbot, household):
    first_income(form, qtbot)
    qtbot.keyClicks(QApplication.focusWidget(), "2")
    (row,) = household.row_ids("income")
    form.focus_path(f"income/{row}/member")
    QApplication.focusWidget().selectAll()
    qtbot.keyClicks(QApplication.focusWidget(), "1")

    assert household.value(f"income/{row}/member") == MOTHER


@pytest.mark.parametrize("typed", ["3", "A1"])
def test_whatever_is_no_digit_of_the_list_is_typed_as_ever(form, qtbot, household, typed):
    first_income(form, qtbot)
    qtbot.keyClicks(QApplication.focusWidget(), typed)

    (row,) = household.row_ids("income")
    assert form.focused_path() == f"income/{row}/member"
    assert QApplication.focusWidget().text() == typed
