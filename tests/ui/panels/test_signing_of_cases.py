"""Of a case in hand what is still to be signed is seen, printed with its answers, and taken in."""

from dataclasses import replace

import pytest
from case_counter import CaseCounter, bring
from counter import STREET, at_window, intake

from app.domain.case.state import CaseState
from app.services.cases.correct import answer_case
from app.services.cases.receive import receive_case
from ui.shortcuts import Command

FORM, PLEDGE = "application", "safety_pledge"


class Unsigned(CaseCounter):
    """The street stall was received before its papers were signed."""

    def received(self, command):
        whole = intake(self.office, STREET)
        brought = tuple(one for one in whole.materials if one.key not in {FORM, PLEDGE})
        return receive_case(self.office, at_window(), command, replace(whole, materials=brought)).case


@pytest.fixture
def counter(work_rig, qtbot):
    made = Unsigned(work_rig, qtbot)
    made.open()
    return made


def lines(counter):
    rows = counter.view.things.rows
    return {row.id.removeprefix("form:"): row.trail for row in rows if row.id.startswith("form:")}


def point(counter, key):
    counter.view.things.choose(f"form:{key}")
    counter.view.things.setFocus()


def printed(counter, key=FORM):
    point(counter, key)
    counter.press(Command.PRINT)


def mend(counter, **answers):
    case = counter.now().case
    answer_case(counter.office, at_window(), "mend", case, {**case.answers, **answers})
    counter.open()


def sheets(counter):
    return [path.name for path in counter.rig.hall.home.printed.glob("*.pdf") if "〔" not in path.name]


def test_what_is_to_be_signed_stands_first_in_the_case(counter):
    assert lines(counter) == {FORM: "未打印", PLEDGE: "未打印"}
    assert counter.view.things.rows[0].id == f"form:{FORM}"


def test_the_chosen_one_is_printed_and_it_is_said_how_it_comes_back(counter):
    printed(counter)

    assert lines(counter) == {FORM: "待签字", PLEDGE: "未打印"}
    assert len(sheets(counter)) == 1
    assert "Ctrl+G" in counter.view.strip.words


def test_with_nothing_chosen_the_first_one_is_pointed_at_and_nothing_printed(counter):
    counter.press(Command.PRINT)
    pointed, before = counter.view.things.marked_id, sheets(counter)
    counter.press(Command.PRINT)

    assert (pointed, before) == (f"form:{FORM}", [])
    assert len(sheets(counter)) == 1


def test_a_case_whose_papers_are_not_signed_is_not_accepted(counter):
    counter.press(Command.ACCEPT)

    assert counter.now().case.state is CaseState.REGISTERED
    assert "安全责任承诺书" in counter.view.strip.words


def test_signed_papers_are_taken_in_on_the_page_of_later_papers(counter):
    printed(counter)
    counter.press(Command.CORRECT)
    for key in (FORM, PLEDGE):
        bring(counter, key)
    counter.press(Command.ACCEPT)
    signed = lines(counter)
    counter.press(Command.ACCEPT)

    assert signed == {}
    assert counter.now().case.state is CaseState.ACCEPTED


def test_answers_mended_after_the_print_show_and_are_not_quietly_signed(counter):
    printed(counter)
    mend(counter, nation="01")
    changed = lines(counter)[FORM]
    counter.press(Command.CORRECT)
    bring(counter, FORM)

    assert changed == "改过要重打"
    assert counter.view.correction.correction.brought() == ()
    assert "那一张不能用" in counter.view.strip.words


def test_a_case_that_was_signed_and_then_mended_is_refused_until_it_is_signed_anew(counter):
    printed(counter)
    counter.press(Command.CORRECT)
    for key in (FORM, PLEDGE):
        bring(counter, key)
    counter.press(Command.ACCEPT)
    mend(counter, nation="01")
    counter.press(Command.ACCEPT)

    assert lines(counter) == {FORM: "签后改过"}
    assert counter.now().case.state is CaseState.REGISTERED
    assert "签的不是现在的内容" in counter.view.strip.words


def test_a_form_that_is_being_mended_prints_as_it_stands_and_is_signed_and_saved_at_once(counter):
    counter.press(Command.CORRECT)
    correction = counter.view.correction.correction
    correction.form.answer("nation", "01")
    counter.press(Command.PRINT)
    waiting = {key: one.value for key, one in correction.standings().items()}
    for key in (FORM, PLEDGE):
        bring(counter, key)
    counter.press(Command.ACCEPT)

    assert waiting == {FORM: "printed", PLEDGE: "printed"}
    assert counter.now().case.answers["nation"] == "01"
    assert lines(counter) == {}
    counter.press(Command.ACCEPT)
    assert counter.now().case.state is CaseState.ACCEPTED


def test_nothing_is_printed_twice_by_itself_while_a_form_is_mended(counter):
    counter.press(Command.CORRECT)
    counter.press(Command.PRINT)
    counter.press(Command.PRINT)

    assert len(sheets(counter)) == 2
    assert "没有再打" in counter.view.strip.words


def test_the_papers_of_a_case_are_seen_before_and_that_is_logged(counter):
    point(counter, PLEDGE)
    before = len(counter.revealed())
    counter.press(Command.PREVIEW)
    page = counter.panel.presenter.signing.preview_page

    assert counter.view.page is page
    assert page.current == PLEDGE
    assert len(counter.revealed()) == before + 1
    counter.press(Command.PRINT)
    assert lines(counter)[PLEDGE] == "待签字"


def test_esc_leads_back_from_the_papers_to_the_case(counter):
    counter.press(Command.PREVIEW)
    counter.press(Command.STEP_OUT)

    assert counter.view.page is counter.view.overview


def test_a_printer_that_takes_nothing_leaves_the_case_as_it_was(counter):
    counter.rig.printer = "没有这台打印机"
    printed(counter)

    assert lines(counter)[FORM] == "未打印"
    assert "没有打出来" in counter.view.strip.words


def test_a_paper_that_was_issued_is_printed_as_before(counter):
    paper = counter.now().case.papers[0]
    counter.view.things.choose(f"paper:{paper.id}")
    counter.view.things.setFocus()
    counter.press(Command.PRINT)

    assert sheets(counter) == []
    assert paper.number in counter.view.strip.words
