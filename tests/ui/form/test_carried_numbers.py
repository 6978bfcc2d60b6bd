"""An ID number is typed once: rows that name somebody known take it, and keep no stale one."""

from datetime import date

import pytest
import word_files
from hall import hall_data
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.adapters.pinyin_names import PinyinNames
from app.domain.form.people import pair_in, people_of
from app.domain.form.sheet import FormContext, open_sheet
from app.domain.words import Words
from ui.form.form_desk import FormDesk
from ui.form.form_view import FormView

MOTHER, CHILD = "林晓棠", "林小满"
HERS, CHILDS, ANOTHER = "360782198812310022", "360725201503150157", "360725199002280017"


def sheet_of(answers=None, item_id="B01"):
    catalog = hall_data().catalog
    context = FormContext(today=date(2026, 11, 26), tables=catalog.tables)
    return open_sheet(catalog.version(item_id, 1).form, answers or {}, context)


@pytest.fixture
def sheet():
    return sheet_of()


@pytest.fixture
def desk(sheet):
    """Her name and number stand at the head of the form."""
    made = FormDesk(sheet, Words(word_files.templates()))
    made.answer("cert_no", HERS)
    made.answer("name", MOTHER)
    return made


def row_of(desk, table="members"):
    known = set(desk.sheet.row_ids(table))
    desk.add_row(table)
    return next(row for row in desk.sheet.row_ids(table) if row not in known)


def named(desk, name, table="members"):
    row = row_of(desk, table)
    desk.answer(f"{table}/{row}/name", name)
    return f"{table}/{row}"


def number_in(desk, row):
    return desk.sheet.value(f"{row}/idno")


def test_the_row_of_the_applicant_takes_the_number_from_the_head(desk):
    row = named(desk, MOTHER)

    assert number_in(desk, row) == HERS
    assert desk.is_carried(f"{row}/idno")


def test_a_row_that_was_named_first_takes_the_number_once_it_is_whole(sheet):
    desk = FormDesk(sheet, Words(word_files.templates()))
    desk.answer("name", MOTHER)
    row = named(desk, MOTHER)
    for typed in range(1, len(HERS)):
        desk.answer("cert_no", HERS[:typed])
        assert number_in(desk, row) is None

    desk.answer("cert_no", HERS)

    assert number_in(desk, row) == HERS


def test_a_corrected_number_is_corrected_where_it_was_carried(desk):
    row = named(desk, MOTHER)

    desk.answer("cert_no", HERS[:-1])
    assert number_in(desk, row) is None
    desk.answer("cert_no", ANOTHER)

    assert number_in(desk, row) == ANOTHER


def test_a_row_that_names_another_keeps_no_number_of_the_first(desk):
    row = named(desk, MOTHER)

    desk.answer(f"{row}/name", CHILD)

    assert number_in(desk, row) is None
    assert not desk.is_carried(f"{row}/idno")


def test_when_the_name_at_the_head_changes_nothing_carried_stays(desk):
    row = named(desk, MOTHER)

    desk.answer("name", CHILD)

    assert number_in(desk, row) is None


def test_what_a_clerk_typed_stays_whatever_is_known(desk):
    row = named(desk, MOTHER)
    desk.answer(f"{row}/idno", ANOTHER)

    desk.answer("cert_no", CHILDS)

    assert number_in(desk, row) == ANOTHER
    assert not desk.is_carried(f"{row}/idno")


def test_a_number_taken_out_to_be_typed_does_not_come_back_under_the_hands(desk):
    row = named(desk, MOTHER)

    desk.answer(f"{row}/idno", None)

    assert number_in(desk, row) is None
    desk.answer(f"{row}/name", CHILD)
    desk.answer(f"{row}/name", MOTHER)
    assert number_in(desk, row) == HERS


def test_two_people_of_one_name_are_told_apart_by_nobody_but_the_clerk(desk):
    first = named(desk, MOTHER)
    desk.answer(f"{first}/idno", ANOTHER)

    assert number_in(desk, named(desk, MOTHER, "supporters")) is None


def test_a_row_that_goes_takes_what_was_carried_from_it_along(desk):
    child = named(desk, CHILD)
    desk.answer(f"{child}/idno", CHILDS)
    carried = named(desk, CHILD, "supporters")
    assert number_in(desk, carried) == CHILDS

    desk.remove_row("members", child.partition("/")[2])

    assert number_in(desk, carried) is None


def test_a_form_opened_again_still_follows(desk):
    row = named(desk, MOTHER)
    again = FormDesk(sheet_of(desk.sheet.draft()), Words(word_files.templates()))

    again.answer("cert_no", ANOTHER)

    assert number_in(again, row) == ANOTHER


def test_known_answers_brought_in_carry_too(sheet):
    desk = FormDesk(sheet, Words(word_files.templates()))
    row = named(desk, MOTHER)

    desk.bring({"cert_no": HERS, "name": MOTHER})

    assert number_in(desk, row) == HERS


def test_a_passport_is_nobodys_id_number(desk):
    desk.answer("cert_type", "414")
    desk.answer("cert_no", "E12345678")

    assert number_in(desk, named(desk, MOTHER)) is None


def test_the_offices_own_people_are_left_alone(desk):
    assert not [one for one in people_of(desk.sheet) if one.name.startswith(("visitors", "kin_of_staff"))]


def test_every_table_that_asks_for_one_person_has_its_pair():
    catalog = hall_data().catalog
    pairs = {
        (item.id, key): pair_in(table)
        for item in catalog.items.values()
        for key, table in item.form.definition.tables().items()
    }

    assert pairs["B01", "members"] == ("name", "idno")
    assert pairs["B01", "income"] is None
    assert pairs["E01", "family"] == ("member_name", "member_no")
    assert sum(pair is not None for pair in pairs.values()) >= 10


@pytest.fixture
def form(desk, dressed_application, qtbot):
    view = FormView(desk, PinyinNames().initials)
    qtbot.addWidget(view)
    view.resize(734, 600)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    return view


def test_by_keys_a_digit_names_the_applicant_and_the_number_is_there(form, desk, qtbot):
    (row,) = desk.sheet.row_ids("members")
    form.focus_path(f"members/{row}/name")

    qtbot.keyClicks(QApplication.focusWidget(), "1")

    entry = QApplication.focusWidget()
    assert form.focused_path() == f"members/{row}/idno"
    assert entry.text().replace(" ", "") == HERS
    assert desk.sheet.value(f"members/{row}/sex") == "2"


def test_where_nothing_is_wrong_it_is_said_where_the_number_came_from(form, desk, qtbot):
    child = named(desk, CHILD)
    desk.answer(f"{child}/idno", CHILDS)
    form.focus_path("supporters")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Insert)
    qtbot.keyClicks(QApplication.focusWidget(), "2")

    (row,) = desk.sheet.row_ids("supporters")
    assert form.focused_path() == f"supporters/{row}/idno"
    assert number_in(desk, f"supporters/{row}") == CHILDS
    assert form._grids["supporters"].note == "同一个人的号码前面填过，已经写上；不对的直接改。"


def test_by_keys_a_carried_number_is_typed_over(form, desk, qtbot):
    (row,) = desk.sheet.row_ids("members")
    form.focus_path(f"members/{row}/name")
    qtbot.keyClicks(QApplication.focusWidget(), "1")

    QApplication.focusWidget().selectAll()
    qtbot.keyClicks(QApplication.focusWidget(), ANOTHER)

    assert number_in(desk, f"members/{row}") == ANOTHER
    desk.answer("cert_no", CHILDS)
    assert number_in(desk, f"members/{row}") == ANOTHER
