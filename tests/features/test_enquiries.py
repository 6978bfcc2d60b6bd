"""Many come only to ask: they leave with a sheet that says it all, counted as 咨询 and not as a case."""

import pypdfium2
from applicants import ZHANG
from clerk import Clerk
from real_window import PHRASE

from app.domain.case.state import CaseState
from app.services.day_counts import day_counts


def counts(clerk: Clerk) -> dict[str, int]:
    return {count.words: count.number for count in day_counts(clerk.place.office)}


def sheets(clerk: Clerk) -> list[str]:
    found = sorted(clerk.place.home.printed.glob("*告知单*.pdf"))
    return [_text(file) for file in found]


def _text(file) -> str:
    with pypdfium2.PdfDocument(file) as document:
        return "".join("".join(page.get_textpage().get_text_range() for page in document).split())


def test_a_question_is_answered_with_a_sheet_by_keys_alone(clerk):
    # Given somebody with a number who asks what a street stall takes
    clerk.takes_a_number_for("A")
    clerk.calls_next()
    clerk.goes_to("收件")
    clerk.waits_to_see("要办什么事项", "告知单")
    clerk.types("摆摊")

    # When the clerk presses one key, then the sheet comes out and is shown
    clerk.press("Shift+F9")
    clerk.waits_to_see("已送到打印机，记一次咨询")

    # and with another the next person can be called
    clerk.press("Ctrl+I")
    clerk.waits_to_see("当前 无", "要办什么事项")
    (text,) = sheets(clerk)
    assert "临时占用城市道路、设施（临时占道经营）许可" in text
    assert "不编文号，不盖印章" in text
    found = counts(clerk)
    assert (found["咨询"], found["收件"], found["出具文书"]) == (1, 0, 0)
    clerk.goes_to("台账")
    clerk.waits_to_see("咨询")


def test_who_asks_without_a_number_is_counted_too(clerk):
    clerk.goes_to("收件")
    clerk.waits_to_see("要办什么事项")
    clerk.types("A01")

    clerk.press("Shift+F9", "Shift+F9", "Esc")

    clerk.waits_to_see("要办什么事项")
    assert len(sheets(clerk)) == 2
    assert (counts(clerk)["咨询"], counts(clerk)["取号"]) == (1, 0)


def test_from_a_half_filled_form_to_the_sheet_and_back(clerk):
    clerk.takes_a_number_for("A")
    clerk.calls_next()
    clerk.goes_to("收件")
    clerk.picks_item("A01")
    clerk.fills({"姓名": "王小明"})

    clerk.press("Shift+F9")
    clerk.waits_to_see("再按 Shift+F9 重打")
    clerk.press("Esc")

    assert clerk.sees("王小明")
    assert clerk.at == "姓名"
    (text,) = sheets(clerk)
    assert "按您说明的情况" in text
    assert "王小明" not in text
    with clerk.place.office.storage.reading() as unit:
        assert [CaseState(row.state) for row in unit.cases.recent(limit=9)] == []


def test_bamboo_needs_no_permit_and_is_answered_by_keys_alone(clerk):
    # Given somebody who wants a permit to fell bamboo outside a reserve
    clerk.takes_a_number_for("A")
    clerk.calls_next()
    clerk.goes_to("收件")
    clerk.picks_item("D05")
    clerk.fills({"采伐对象": "竹子", "是否在自然保护区内": "否"})

    # Then the window says so with the article, and nothing can be taken in
    clerk.waits_to_see("《中华人民共和国森林法》第五十六条第一款：不需要许可")
    for key in ("Ctrl+J", "F12", "F9"):
        clerk.press(key)
        assert clerk.sees("不能收件、受理")
    assert clerk.tray == []

    # When the clerk answers with one key and ends the matter with another
    clerk.press("Shift+F9")
    clerk.waits_to_see("《不需要许可告知单》已送到打印机")
    clerk.press("Ctrl+I")
    clerk.waits_to_see("当前 无")

    # Then there is a sheet that names the law, an enquiry, and no case
    (text,) = sheets(clerk)
    assert "依法不需要取得行政许可" in text
    assert (counts(clerk)["咨询"], counts(clerk)["收件"]) == (1, 0)


def test_who_insists_gets_the_refusal_in_writing_with_the_same_article(clerk):
    clerk.takes_a_number_for("A")
    clerk.calls_next()
    clerk.goes_to("收件")
    clerk.picks_item("D05")
    clerk.fills({"采伐对象": "竹子", "是否在自然保护区内": "否", **ZHANG})

    clerk.press("Ctrl+B", "Enter")
    clerk.walks_to("核对人工号")
    clerk.types("0301")
    clerk.walks_to("核对人口令")
    clerk.types(PHRASE)
    paper = clerk.accepts_and_prints()

    assert paper.is_genuine()
    assert "不予受理通知书" in paper.text
    assert "采伐自然保护区以外的竹林，不需要申请采伐许可证" in paper.text
    assert "《中华人民共和国森林法》第五十六条第一款、《行政许可法》第三十二条第一款第一项" in paper.text
    assert "行政复议" in paper.text
