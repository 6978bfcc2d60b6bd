"""D05 in the window: what needs no permit is said at once, closes what would take it in, and is answered."""

import pytest
from answer_sets import SETS
from case_counter import CaseCounter
from counter import at_window
from intake_counter import Counter

from app.services.cases.correct import answer_case
from app.services.cases.intake import Intake
from app.services.cases.receive import receive_case
from app.services.day_counts import day_counts
from ui.shortcuts import Command

ARTICLE = "《中华人民共和国森林法》第五十六条第一款"
TAKING_IN = (Command.ACCEPT, Command.RECEIVE, Command.SUPPLEMENT_NOTICE)


@pytest.fixture
def counter(work_rig, qtbot):
    made = Counter(work_rig, qtbot)
    yield made
    del made.frame


@pytest.fixture
def bamboo(counter):
    """Somebody who wants to fell bamboo outside a reserve."""
    counter.begin("D05")
    counter.sitting.form.answer("felling_of", "竹子")
    counter.sitting.form.answer("in_reserve", "否")
    counter.settle()
    return counter


def tray(counter):
    return sorted(file.stem.split(" ", 1)[1] for file in counter.rig.hall.home.printed.glob("*.pdf"))


def cases(counter):
    with counter.rig.hall.office.storage.reading() as unit:
        return len(unit.cases.recent(limit=9))


def test_it_is_said_as_soon_as_the_answers_come_to_it(bamboo):
    assert ARTICLE in bamboo.said
    assert "不需要许可" in bamboo.said
    assert "Shift+F9" in bamboo.said
    assert "Ctrl+B" in bamboo.said


def test_it_is_taken_back_as_soon_as_they_no_longer_do(bamboo):
    bamboo.sitting.form.answer("in_reserve", "是")
    bamboo.settle()

    assert ARTICLE not in bamboo.said
    assert bamboo.sitting.unneeded() is None


@pytest.mark.parametrize("command", TAKING_IN)
def test_what_would_take_it_in_says_why_not_and_does_nothing(bamboo, command):
    bamboo.view.strip.clear()

    bamboo.press(command)

    assert ARTICLE in bamboo.said
    assert bamboo.view.page is bamboo.view.form
    assert (cases(bamboo), tray(bamboo)) == (0, [])
    assert bamboo.sitting is not None


def test_one_key_prints_the_oral_answer_with_the_law_and_counts_an_enquiry(bamboo):
    bamboo.press(Command.GUIDE_SHEET)

    assert [name.split(" ")[0] for name in tray(bamboo)] == ["不需要许可告知单"]
    assert bamboo.view.page is bamboo.view.sheet
    asked = [one.number for one in day_counts(bamboo.rig.hall.office) if one.words == "咨询"]
    assert (asked, cases(bamboo)) == ([1], 0)


def test_from_the_sheet_too_nothing_is_taken_in(bamboo):
    bamboo.press(Command.GUIDE_SHEET)

    bamboo.press(Command.ACCEPT)

    assert ARTICLE in bamboo.said
    assert cases(bamboo) == 0


def test_the_refusal_begins_with_that_reason_and_both_articles(bamboo):
    bamboo.press(Command.REFUSE)
    page = bamboo.view.refusal

    assert bamboo.view.page is page
    assert page.reasons.current_id == "R1"
    assert page.reason.text().startswith("采伐自然保护区以外的竹林，不需要申请采伐许可证")
    assert not page.reason.text().endswith("。")
    (row, *_others) = page.reasons.rows
    assert (row.words, row.trail) == ("依法不需要取得行政许可", "《行政许可法》第三十二条第一款第一项")
    assert page.article.text() == f"{ARTICLE}、《行政许可法》第三十二条第一款第一项"


def test_another_reason_can_still_be_chosen_and_the_first_taken_again(bamboo):
    bamboo.press(Command.REFUSE)
    page = bamboo.view.refusal

    page.reasons.choose("R2")
    assert page.article.text() == "《行政许可法》第三十二条第一款第二项"
    page.reasons.choose("R1")

    assert ARTICLE in page.article.text()


def test_an_item_that_needs_a_permit_begins_its_refusal_as_ever(counter):
    counter.begin("F01")
    counter.press(Command.REFUSE)

    assert counter.view.refusal.reason.text() == "依法不需要取得行政许可"
    assert counter.view.refusal.article.text() == "《行政许可法》第三十二条第一款第一项"


def test_a_draft_taken_up_again_says_it_again(bamboo):
    bamboo.press(Command.KEEP_DRAFT)
    bamboo.press(Command.CONTINUE_DRAFT)

    assert ARTICLE in bamboo.said


def test_a_case_that_turned_out_to_need_none_begins_its_refusal_with_that_reason(work_rig, qtbot):
    # Given a felling that was received, and then said to be of the trees about the house
    office = work_rig.hall.office
    told = {**SETS["D05"]["accepted"]["small_amount_by_pledge"]["answers"], "applicant_kind": "个人"}
    taken = Intake(item_id="D05", item_version=1, answers=told)
    case = receive_case(office, at_window(), "felling", taken).case
    answer_case(office, at_window(), "mend", case, {**case.answers, "felling_of": "零星林木"})
    shown = CaseCounter(work_rig, qtbot)
    shown.case = case
    shown.open()

    shown.press(Command.REFUSE)

    page = shown.view.refusal
    assert page.reasons.current_id == "R1"
    assert "零星林木，不需要申请采伐许可证" in page.reason.text()
    assert page.article.text().startswith("《中华人民共和国森林法》第五十六条第二款、")
