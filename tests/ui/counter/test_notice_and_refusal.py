"""The pages on which a notice and a refusal are written: digits write what is usual, the clerk the rest."""

from datetime import date

import pytest
from hall import hall_data
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.domain.form.model import Choice
from app.services.cases.supplement import Supplement
from ui.counter.notice_page import NoticePage, PickLine
from ui.counter.refusal_page import Reason, RefusalPage, reasons_of

PROBLEMS = (Choice("P1", "缺失"), Choice("P2", "过期"), Choice("P3", "不一致"))
REASONS = (
    Reason("R1", "依法不需要取得许可", "《行政许可法》第三十二条第一款第一项"),
    Reason("R2", "不属于本机关职权范围", "《行政许可法》第三十二条第一款第二项"),
    Reason("R9", "其他"),
)
DAY = date(2026, 11, 26)
BOOK = Supplement(material="户口簿", problem="缺失", requirement="请带户口簿原件。", basis="办事指南")


@pytest.fixture
def notice(dressed_application, qtbot):
    page = NoticePage()
    qtbot.addWidget(page)
    page.resize(734, 480)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.show_lines((BOOK,), PROBLEMS)
    return page


@pytest.fixture
def refusal(dressed_application, qtbot):
    page = RefusalPage()
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.show_reasons(REASONS)
    return page


def cell(page, name):
    return next(field for field in page.findChildren(QLineEdit) if field.accessibleName() == name)


def test_a_notice_begins_with_what_is_known_and_leaves_blank_lines_below(notice):
    rows = [line for line in notice.findChildren(PickLine) if line.accessibleName().endswith("行材料")]

    assert notice.lines() == (BOOK,)
    assert len(rows) > 1
    assert rows[1].text() == ""


def test_the_first_line_has_the_keys(notice):
    assert notice.focusWidget().accessibleName() == "第 1 行材料"


@pytest.mark.parametrize(("digit", "written"), [("1", "缺失"), ("2", "过期"), ("3", "不一致"), ("4", "4")])
def test_a_digit_writes_the_usual_problem(notice, qtbot, digit, written):
    field = cell(notice, "第 2 行问题")

    qtbot.keyClicks(field, digit)

    assert field.text() == written


def test_a_digit_within_other_words_stays_a_digit(notice, qtbot):
    field = cell(notice, "第 2 行问题")
    field.setText("缺第")

    qtbot.keyClicks(field, "2")

    assert field.text() == "缺第2"


def test_digits_in_the_other_columns_are_digits(notice, qtbot):
    field = cell(notice, "第 2 行补正要求")

    qtbot.keyClicks(field, "1")

    assert field.text() == "1"


def test_a_line_whose_paper_is_blank_is_left_out(notice):
    cell(notice, "第 2 行补正要求").setText("请带照片")
    cell(notice, "第 1 行材料").setText("  ")

    assert notice.lines() == ()


def test_a_line_added_by_the_clerk_is_part_of_the_notice(notice):
    for column, words in zip(
        ("材料", "问题", "补正要求", "依据"), ("照片", "过期", "重拍", "指南"), strict=True
    ):
        cell(notice, f"第 2 行{column}").setText(f" {words} ")

    assert notice.lines()[1] == Supplement(material="照片", problem="过期", requirement="重拍", basis="指南")


def test_the_whole_of_a_long_cell_is_read_below(notice):
    long = "请提供加盖村民委员会印章的居住证明原件一份，写明居住起止时间和与户主的关系。"
    field = cell(notice, "第 1 行补正要求")

    field.setText(long)
    field.setFocus()

    assert notice.detail == f"第 1 行补正要求：{long}"


def test_another_notice_replaces_the_lines_of_the_last_one(notice, qtbot):
    other = Supplement(material="照片", problem="过期", requirement="请重拍。", basis="办事指南")

    notice.show_lines((other,), PROBLEMS)

    assert notice.lines() == (other,)


def test_why_there_is_a_second_notice_is_asked_only_then(notice):
    again = cell(notice, "再次告知的原因")
    at_first = again.isVisible()

    notice.show_lines((BOOK,), PROBLEMS, is_again=True)
    again.setText(" 上次没有看到 ")

    assert not at_first
    assert again.isVisible()
    assert notice.why_again == "上次没有看到"


def test_a_long_notice_keeps_every_line(notice):
    many = tuple(
        Supplement(material=f"材料{at}", problem="缺失", requirement="请补交。", basis="指南")
        for at in range(15)
    )

    notice.show_lines(many, PROBLEMS)

    assert notice.lines() == many


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_digit_chooses_the_reason_writes_it_out_and_goes_on(refusal, qtbot, place):
    qtbot.keyClicks(refusal.reasons, str(place + 1))

    written = refusal.refusal("c-li")
    assert (written.code, written.reason) == (REASONS[place].code, REASONS[place].label)
    assert refusal.focusWidget() is refusal.reason


@pytest.mark.parametrize("reason", REASONS)
def test_the_article_the_law_gives_a_reason_is_filled_in(refusal, reason):
    refusal.reasons.choose(reason.code)

    assert refusal.article.text() == reason.article


def test_reasons_and_their_articles_are_the_countys_data():
    offered = {
        one.code: one.article for one in reasons_of(hall_data().catalog.tables["refusal_reasons"], DAY)
    }

    assert offered["R1"] == "《行政许可法》第三十二条第一款第一项"
    assert offered["R3"] == ""


def test_a_county_without_reasons_leaves_the_clerk_to_write(refusal):
    refusal.show_reasons(())
    refusal.reason.setText("其他情形")

    assert refusal.refusal("c-li").reason == "其他情形"
    assert refusal.refusal("c-li").code == ""


def test_for_other_reasons_the_clerk_names_the_article(refusal):
    refusal.reasons.choose("R2")
    refusal.reasons.choose("R9")

    assert refusal.article.text() == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_takes_the_reason_that_is_pointed_at(refusal, qtbot, key):
    qtbot.keyClick(refusal.reasons, Qt.Key.Key_Down)
    qtbot.keyClick(refusal.reasons, key)

    assert refusal.refusal("").code == "R2"
    assert refusal.focusWidget() is refusal.reason


def test_a_digit_without_a_reason_stays_in_the_list(refusal, qtbot):
    qtbot.keyClicks(refusal.reasons, "7")

    assert refusal.focusWidget() is refusal.reasons
    assert refusal.refusal("").code == "R1"


def test_what_was_written_is_the_decision_without_stray_spaces(refusal):
    refusal.reasons.choose("R2")
    refusal.reason.setText(" 应向县局申请 ")
    refusal.article.setText(" 《行政许可法》第三十二条 ")
    refusal.body.setText(" 崇义县住房和城乡建设局 ")

    decided = refusal.refusal("c-li")

    assert (decided.reason, decided.article) == ("应向县局申请", "《行政许可法》第三十二条")
    assert (decided.competent_body, decided.second_clerk) == ("崇义县住房和城乡建设局", "c-li")


def test_every_field_of_both_pages_has_a_name(notice, refusal):
    for page in (notice, refusal):
        assert all(field.accessibleName() for field in page.findChildren(QLineEdit))


def test_what_was_written_for_a_case_is_put_back_after_another_one(notice):
    notice.show_lines((BOOK,), PROBLEMS, whose="one")
    notice.cell(1, "补正要求").setText("户主页和本人页都要。")
    notice.cell(2, "补正要求").setText("还没写完")
    between = notice.show_lines((), PROBLEMS, whose="two")
    empty = notice.lines()

    is_back = notice.show_lines((BOOK,), PROBLEMS, whose="one")

    assert (between, empty, is_back) == (False, (), True)
    assert notice.cell(1, "补正要求").text() == "户主页和本人页都要。"
    assert notice.cell(2, "补正要求").text() == "还没写完"


def test_why_there_is_another_notice_is_put_back_too(notice):
    notice.show_lines((BOOK,), PROBLEMS, is_again=True, whose="one")
    notice.again.setText("上次漏看了")
    notice.show_lines((), PROBLEMS, whose="two")

    notice.show_lines((BOOK,), PROBLEMS, is_again=True, whose="one")

    assert notice.why_again == "上次漏看了"


def test_lines_nobody_touched_are_found_anew(notice):
    notice.show_lines((BOOK,), PROBLEMS, whose="one")

    assert notice.show_lines((), PROBLEMS, whose="one") is False
    assert notice.lines() == ()


def test_what_was_issued_is_not_put_back(notice):
    notice.show_lines((BOOK,), PROBLEMS, whose="one")
    notice.cell(1, "补正要求").setText("户主页和本人页都要。")
    notice.forget("one")

    assert notice.show_lines((BOOK,), PROBLEMS, whose="one") is False
    assert notice.lines() == (BOOK,)


def test_a_refusal_begun_for_a_case_is_put_back_without_the_pass_phrase(refusal):
    refusal.show_reasons(REASONS, "one")
    refusal.reasons.choose("R2")
    refusal.reason.setText("应向县局申请")
    refusal.body.setText("崇义县住房和城乡建设局")
    refusal.vouch_as("0301", "guantian")
    refusal.show_reasons(REASONS, "two")
    between = refusal.refusal("")

    is_back = refusal.show_reasons(REASONS, "one")

    assert (between.code, between.competent_body) == ("R1", "")
    assert is_back
    assert refusal.refusal("").code == "R2"
    assert refusal.refusal("").reason == "应向县局申请"
    assert refusal.second.text() == "0301"
    assert refusal.phrase.text() == ""


def test_a_refusal_nobody_touched_begins_anew(refusal):
    refusal.show_reasons(REASONS, "one")

    assert refusal.show_reasons(REASONS, "one") is False


def test_a_refusal_that_was_issued_is_not_put_back(refusal):
    refusal.show_reasons(REASONS, "one")
    refusal.body.setText("崇义县住房和城乡建设局")
    refusal.forget("one")

    assert refusal.show_reasons(REASONS, "one") is False
    assert refusal.refusal("").competent_body == ""


def test_a_reason_the_county_took_off_its_list_is_not_chosen_again(refusal):
    refusal.show_reasons(REASONS, "one")
    refusal.reasons.choose("R2")
    refusal.reason.setText("应向县局申请")

    refusal.show_reasons(REASONS[:1], "one")

    assert refusal.refusal("").code == "R1"
    assert refusal.refusal("").reason == "应向县局申请"
