"""The sheet for who only asks, at the intake: about which item it is, how it is left, how it counts."""

import pytest
from intake_counter import Counter
from PySide6.QtWidgets import QLabel

from app.domain.ticket import ServiceResult
from app.services.day_counts import day_counts
from ui.shortcuts import Command
from ui.widgets.key_button import KeyButton


@pytest.fixture
def counter(work_rig, qtbot):
    made = Counter(work_rig, qtbot)
    yield made
    del made.frame


def counted(counter):
    return sum(one.number for one in day_counts(counter.rig.hall.office) if one.words == "咨询")


def tray(counter):
    return sorted(file.stem.split(" ", 1)[1] for file in counter.rig.hall.home.printed.glob("*.pdf"))


def pages_told(counter):
    return "".join(label.text() for label in counter.view.findChildren(QLabel) if "PgUp" in label.text())


def points_at(counter, typed):
    counter.view.finder.entry.setText(typed)
    counter.view.finder.typed.emit(typed)
    counter.settle()


def test_the_item_pointed_at_is_printed_and_shown_and_no_form_is_begun(counter):
    points_at(counter, "F01")

    counter.press(Command.GUIDE_SHEET)

    assert [name.split(" ")[0] for name in tray(counter)] == ["一次性告知单"]
    assert counter.view.page is counter.view.sheet
    assert not counter.view.sheet.pixmap().isNull()
    assert "记一次咨询" in counter.said
    assert counted(counter) == 1
    assert counter.sitting is None
    assert counter.drafts() == ()


def test_escape_goes_back_to_the_finder_as_it_was(counter):
    points_at(counter, "F01")
    counter.press(Command.GUIDE_SHEET)

    counter.press(Command.STEP_OUT)

    assert counter.view.page is counter.view.finder
    assert counter.view.finder.entry.text() == "F01"
    assert counter.view.finder.list.current_id == "item:F01"
    assert counter.view.finder.entry.hasFocus()
    assert counter.said == ""


def test_another_press_while_the_sheet_is_in_front_prints_again_and_counts_nothing(counter):
    points_at(counter, "F01")

    for _press in range(3):
        counter.press(Command.GUIDE_SHEET)

    assert (len(tray(counter)), counted(counter)) == (3, 1)


def test_who_asks_the_same_after_the_sheet_was_left_is_somebody_else(counter):
    points_at(counter, "F01")
    counter.press(Command.GUIDE_SHEET)
    counter.press(Command.STEP_OUT)
    counter.press(Command.GUIDE_SHEET)

    assert counted(counter) == 2


def test_nothing_is_printed_while_no_item_is_pointed_at(counter):
    points_at(counter, "没有这样的事项")

    counter.press(Command.GUIDE_SHEET)

    assert "选中一个事项" in counter.said
    assert (tray(counter), counted(counter)) == ([], 0)


def test_in_an_open_form_only_what_the_answers_ask_for_is_listed(counter):
    counter.begin("A01")
    untouched = counter.sitting.asked()
    counter.sitting.form.answer("pay_mode", "批扣")

    counter.press(Command.GUIDE_SHEET)

    assert untouched.answers is None
    assert counter.sitting.asked().answers["pay_mode"] == "批扣"
    assert counter.view.page is counter.view.sheet
    assert counted(counter) == 1


def test_escape_goes_back_to_the_form_with_all_that_was_typed(counter):
    counter.begin("A01")
    counter.sitting.form.answer("name", "王小明")
    counter.press(Command.GUIDE_SHEET)

    counter.press(Command.STEP_OUT)

    assert counter.view.page is counter.view.form
    assert counter.sitting.form.sheet.value("name") == "王小明"
    assert counter.said == ""


def test_two_sheets_of_one_draft_are_one_enquiry_though_the_answers_changed(counter):
    counter.begin("A01")
    for way in ("批扣", "自缴"):
        counter.sitting.form.answer("pay_mode", way)
        counter.press(Command.GUIDE_SHEET)
        counter.press(Command.STEP_OUT)

    assert (len(tray(counter)), counted(counter)) == (2, 1)


def test_page_keys_turn_the_sheet_and_not_the_form_behind_it(counter):
    counter.begin("B01")
    counter.press(Command.GUIDE_SHEET)
    first, page = counter.view.sheet.pixmap().toImage(), counter.view.form.page

    assert "第 1/" in pages_told(counter)
    counter.presenter.page(1)

    assert "第 2/" in pages_told(counter)
    assert counter.view.sheet.pixmap().toImage() != first
    assert counter.view.form.page == page


def test_a_printers_fault_is_told_and_the_sheet_can_be_read_out(counter):
    counter.rig.printer = "没有这台打印机"
    points_at(counter, "F01")

    counter.press(Command.GUIDE_SHEET)

    assert "咨询已经记下" in counter.said
    assert "没有打出来" in counter.said
    assert counter.view.page is counter.view.sheet
    counter.rig.printer = "文件夹"
    counter.press(Command.GUIDE_SHEET)
    assert (len(tray(counter)), counted(counter)) == (1, 1)


def test_the_enquiry_ends_from_the_sheet_and_counts_once(counter):
    ended = []
    counter.presenter.ended.connect(lambda result, _case: ended.append(result))
    points_at(counter, "F01")
    counter.press(Command.GUIDE_SHEET)

    counter.press(Command.ENQUIRY)

    assert ended == [ServiceResult.ENQUIRY]
    assert counter.view.page is counter.view.finder
    assert counted(counter) == 1


def test_the_key_stands_beside_the_materials(counter):
    buttons = [one for one in counter.panel.side.findChildren(KeyButton) if one.text() == "告知单"]

    assert [one.accessibleName() for one in buttons] == ["告知单 Shift+F9"]
    assert buttons[0].isVisible()
