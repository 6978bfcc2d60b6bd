"""What the applicant signs is printed by one key, waits for its signature, and is caught when it changed."""

from dataclasses import replace

import pytest
from counter import ELDER_CARD, PENSION, STREET, applications
from intake_counter import ITEMS, Counter
from PySide6.QtCore import Qt

from app.domain.print_job import HandoverUnknown
from ui.shortcuts import Command

FORM = "register_form"


class Forgetful:
    """A printer that takes a job and says nothing."""

    def __init__(self, printer):
        self._printer = printer

    def submit(self, request):
        raise HandoverUnknown("printing.outcome_unknown", printer=request.printer, number=request.title)

    def __getattr__(self, name):
        return getattr(self._printer, name)


@pytest.fixture
def counter(work_rig, qtbot):
    return Counter(work_rig, qtbot)


def answered(counter, key=PENSION, **changed):
    """An application that is filled in, with nothing printed and nothing brought yet."""
    counter.begin(ITEMS[key])
    for path, value in {**applications()[key]["answers"], "sign": None, **changed}.items():
        if path in counter.sitting.form.sheet.form.fields:
            counter.sitting.form.answer(path, value)
    counter.settle()
    return counter


@pytest.fixture
def filled(counter):
    return answered(counter)


def line(counter, key=FORM):
    rows = {row.id: row for row in counter.panel.side.materials.rows}
    return rows[f"material:{key}"].trail


def space(counter, key=FORM):
    counter.panel.side.focus_material(f"material:{key}")
    counter.key(Qt.Key.Key_Space)


def sheets(counter):
    return sorted(path.name for path in counter.rig.hall.home.printed.glob("*.pdf"))


def change_phone(counter, number="13800000009"):
    counter.sitting.form.answer("mobile", number)
    counter.settle()


def test_nothing_is_promised_before_it_was_printed(filled):
    assert line(filled) == "未打印"
    assert filled.may(Command.PRINT, Command.PREVIEW) == [True, True]


def test_an_item_without_such_papers_has_no_such_key(counter):
    counter.begin("B09")

    assert counter.may(Command.PRINT, Command.PREVIEW) == [False, False]


def test_one_key_prints_the_form_and_leads_to_what_is_still_missing(filled):
    filled.press(Command.PRINT)

    assert [name for name in sheets(filled) if "参保登记表" in name]
    assert line(filled) == "待签字"
    assert filled.panel.side.materials.current_id == "material:id_card"
    assert "《参保登记表》已送到打印机" in filled.said


def test_conditional_papers_are_printed_only_where_the_answers_need_them(counter):
    answered(counter, STREET)
    counter.press(Command.PRINT)

    assert [line(counter, key) for key in ("application", "safety_pledge")] == ["待签字"] * 2
    assert len(sheets(counter)) == 2


def test_a_form_with_gaps_is_printed_and_it_is_said_that_it_will_change(counter):
    counter.begin("A01")
    counter.press(Command.PRINT)

    assert line(counter) == "待签字"
    assert "没填好" in counter.said
    assert counter.panel.side.materials.hasFocus() is False


def test_a_signed_form_answers_its_signature(filled):
    filled.press(Command.PRINT)
    space(filled)
    signed = filled.sitting.form.sheet.value("sign")
    space(filled)

    assert signed is True
    assert filled.sitting.form.sheet.value("sign") is None
    assert line(filled) == "待签字"


def test_all_papers_and_the_signature_make_it_acceptable(filled):
    filled.press(Command.PRINT)
    for key in ("id_card", "household_book", FORM):
        space(filled, key)

    assert filled.sitting.is_acceptable()
    assert "F12" in filled.said
    filled.press(Command.ACCEPT)
    assert filled.sitting is None


def test_without_the_signature_nothing_is_accepted_and_it_is_said_what_to_do(filled):
    filled.press(Command.PRINT)
    for key in ("id_card", "household_book"):
        space(filled, key)
    filled.sitting.form.answer("sign", True)
    filled.press(Command.ACCEPT)

    assert filled.sitting is not None
    assert filled.panel.side.materials.current_id == f"material:{FORM}"
    assert "等本人签字" in filled.said


def test_an_answer_changed_after_the_print_wants_another_sheet(filled):
    filled.press(Command.PRINT)
    change_phone(filled)
    changed = line(filled)
    change_phone(filled, "13800000001")

    assert (changed, line(filled)) == ("改过要重打", "待签字")


def test_nobody_is_left_with_the_word_that_a_sheet_is_out_once_it_says_otherwise(filled):
    filled.press(Command.PRINT)
    change_phone(filled)

    assert "那一张不能用" in filled.said


def test_an_answer_that_is_not_on_the_sheet_wants_none(counter):
    answered(counter, STREET)
    counter.press(Command.PRINT)
    counter.sitting.form.answer("nation", "01")
    counter.settle()

    assert [line(counter, key) for key in ("application", "safety_pledge")] == ["改过要重打", "待签字"]


def test_a_changed_form_is_not_quietly_signed(filled):
    filled.press(Command.PRINT)
    change_phone(filled)
    space(filled)

    assert line(filled) == "改过要重打"
    assert "Ctrl+P" in filled.said


def test_what_changed_after_the_signature_stands_against_acceptance(filled):
    filled.press(Command.PRINT)
    for key in ("id_card", "household_book", FORM):
        space(filled, key)
    change_phone(filled)
    filled.press(Command.ACCEPT)

    assert line(filled) == "签后改过"
    assert filled.sitting is not None
    assert "签的不是现在的内容" in filled.said


def test_a_new_sheet_has_to_be_signed_again(filled):
    filled.press(Command.PRINT)
    space(filled)
    change_phone(filled)
    filled.press(Command.PRINT)

    assert line(filled) == "待签字"
    assert filled.sitting.form.sheet.value("sign") is None


def test_a_sheet_mended_by_hand_is_taken_in_by_a_second_space_and_accepted(filled):
    filled.press(Command.PRINT)
    change_phone(filled)
    space(filled)
    space(filled)
    for key in ("id_card", "household_book"):
        space(filled, key)
    mended = line(filled)
    filled.press(Command.ACCEPT)

    assert mended == "已签收"
    assert filled.sitting is None


def test_another_key_between_does_not_mean_mended_by_hand(filled):
    filled.press(Command.PRINT)
    change_phone(filled)
    space(filled)
    space(filled, "id_card")
    space(filled)

    assert line(filled) == "改过要重打"


def test_a_blank_filled_in_by_hand_counts_though_nothing_was_printed(filled):
    space(filled)

    assert line(filled) == "已签收"
    assert sheets(filled) == []


def test_the_same_paper_is_printed_again_only_when_it_is_pointed_at(filled):
    filled.press(Command.PRINT)
    filled.panel.side.focus_material("material:id_card")
    filled.press(Command.PRINT)
    nothing, said = len(sheets(filled)), filled.said
    filled.panel.side.focus_material(f"material:{FORM}")
    filled.press(Command.PRINT)

    assert (nothing, len(sheets(filled))) == (1, 2)
    assert "没有再打" in said


def test_a_printer_that_takes_nothing_leaves_all_as_it_was(filled):
    filled.rig.printer = "没有这台打印机"
    filled.press(Command.PRINT)

    assert line(filled) == "未打印"
    assert "没有打出来，填的内容都在" in filled.said
    assert filled.may(Command.PRINT, Command.ACCEPT, Command.RECEIVE) == [True] * 3


def test_a_printer_that_says_nothing_is_looked_after(work_rig, qtbot):
    work_rig.hall = replace(
        work_rig.hall, office=replace(work_rig.hall.office, printer=Forgetful(work_rig.hall.office.printer))
    )
    filled = answered(Counter(work_rig, qtbot))
    filled.press(Command.PRINT)

    assert line(filled) == "看出纸口"
    assert "可能打出来了，也可能没有" in filled.said


def test_a_draft_knows_its_sheets_when_it_is_opened_again(filled):
    filled.press(Command.PRINT)
    draft = filled.sitting.opened.draft.id
    filled.press(Command.KEEP_DRAFT)
    filled.view.finder.picked.emit(f"draft:{draft}")
    filled.settle()

    assert line(filled) == "待签字"


def test_what_is_printed_can_be_seen_before(filled):
    filled.press(Command.PREVIEW)

    assert filled.view.page is filled.view.preview
    assert filled.view.preview.hasFocus()
    assert "参保登记表" in filled.view.preview.title.words()
    assert sheets(filled) == []


def test_esc_leads_back_from_the_sheets_with_nothing_printed(filled):
    filled.press(Command.PREVIEW)
    filled.press(Command.STEP_OUT)

    assert filled.view.page is filled.view.form
    assert (line(filled), sheets(filled)) == ("未打印", [])


@pytest.mark.parametrize("key", [Command.PRINT, Command.ACCEPT])
def test_the_keys_that_print_print_from_the_preview(filled, key):
    filled.press(Command.PREVIEW)
    filled.press(key)

    assert line(filled) == "待签字"
    assert filled.view.page is filled.view.form
    assert len(sheets(filled)) == 1


def test_the_pages_turn_through_every_paper(counter):
    answered(counter, STREET)
    counter.press(Command.PREVIEW)
    first = counter.view.preview.current
    for _screen in range(12):
        counter.key(Qt.Key.Key_PageDown)
    last = counter.view.preview.current
    for _screen in range(12):
        counter.key(Qt.Key.Key_PageUp)

    assert (first, last, counter.view.preview.current) == ("application", "safety_pledge", "application")


class Everything(frozenset[str]):
    """A collection that holds whatever is asked for."""

    def __contains__(self, _key: object) -> bool:
        return True


EVERYTHING = Everything()


def test_after_a_paper_it_is_said_what_is_missing_now_and_not_what_was(counter):
    counter.fill(ELDER_CARD, missing=EVERYTHING)
    counter.press(Command.NEXT_PROBLEM)
    first = counter.panel.side.materials.current_id

    counter.key(Qt.Key.Key_Space)

    row = next(row for row in counter.panel.side.materials.rows if row.id != first)
    assert counter.panel.side.materials.current_id == row.id
    assert row.words in counter.said


def test_esc_in_the_papers_goes_back_to_the_form_and_only_then_out_of_it(counter):
    counter.fill(ELDER_CARD, missing=EVERYTHING)
    counter.press(Command.NEXT_PROBLEM)
    assert counter.panel.side.materials.hasFocus()

    counter.press(Command.STEP_OUT)
    assert counter.view.page is counter.view.form
    assert not counter.panel.side.materials.hasFocus()
    assert counter.sitting is not None

    counter.press(Command.STEP_OUT)
    assert counter.sitting is None
