"""The way the result is fetched: the usual one costs no key, another one costs Alt+L and a digit."""

import pytest
from case_counter import CaseCounter
from counter import STREET
from intake_counter import Counter
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.cases.look_up import open_case_file
from ui.shortcuts import KEYS, Command


@pytest.fixture
def counter(work_rig, qtbot):
    made = Counter(work_rig, qtbot)
    yield made
    del made.frame


@pytest.fixture
def street(counter):
    counter.begin("F01")
    return counter


def shown(counter):
    return counter.presenter.side._delivery.words()


def question(counter):
    return counter.presenter._delivering.step


def answer(counter, key):
    QTest.keyClick(question(counter).entry, key)
    counter.settle()


def test_the_side_column_says_it_before_anything_is_begun_and_after(counter):
    assert KEYS[Command.DELIVERY].sequence == "Alt+L"
    assert counter.may(Command.DELIVERY) == [False]
    counter.begin("F01")

    assert shown(counter) == "窗口自取"
    assert counter.may(Command.DELIVERY) == [True]


def test_where_there_is_one_way_only_the_key_is_closed(counter):
    counter.begin("H01")

    assert shown(counter) == "窗口自取"
    assert counter.may(Command.DELIVERY) == [False]


def test_a_digit_chooses_and_the_form_is_in_front_again(street):
    street.press(Command.DELIVERY)
    options = [(one.key, one.words) for one in question(street).question.options]
    assert options == [("1", "窗口自取（现在选的）"), ("2", "邮寄")]
    assert street.may(Command.ACCEPT, Command.KEEP_DRAFT) == [False, False]

    answer(street, Qt.Key.Key_2)

    assert street.view.page is street.view.form
    assert shown(street) == "邮寄"


def test_esc_changes_nothing(street):
    street.press(Command.DELIVERY)
    street.press(Command.STEP_OUT)

    assert street.view.page is street.view.form
    assert shown(street) == "窗口自取"


def test_it_may_be_taken_back(street):
    for key in (Qt.Key.Key_2, Qt.Key.Key_1):
        street.press(Command.DELIVERY)
        answer(street, key)

    assert street.sitting.delivery == ""


def test_it_waits_in_the_draft_and_is_no_draft_by_itself(street):
    street.press(Command.DELIVERY)
    answer(street, Qt.Key.Key_2)
    street.press(Command.KEEP_DRAFT)
    assert street.drafts() == ()

    street.begin("F01")
    street.press(Command.DELIVERY)
    answer(street, Qt.Key.Key_2)
    street.sitting.form.answer("name", "王小明")
    street.settle()
    street.press(Command.KEEP_DRAFT)
    street.press(Command.CONTINUE_DRAFT)

    assert street.sitting.delivery == "邮寄"


def test_it_stands_on_what_is_accepted_and_the_case_says_it(street, qtbot):
    street.fill(STREET)
    street.press(Command.DELIVERY)
    answer(street, Qt.Key.Key_2)
    street.press(Command.ACCEPT)

    with street.rig.hall.office.storage.reading() as unit:
        (row,) = unit.cases.recent(limit=9)
    assert open_case(street, row.id).facts["delivery"] == "邮寄"
    panel = CaseCounter(street.rig, qtbot)
    panel.open()
    assert "结果领取" not in panel.view.remark.text()
    panel.panel.presenter.open_case(row.id)
    panel.settle()
    assert "结果领取：邮寄。" in panel.view.remark.text()


def open_case(counter, case_id):
    return open_case_file(counter.rig.hall.office, counter.rig.at().desk, case_id).case
