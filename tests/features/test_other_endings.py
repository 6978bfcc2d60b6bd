"""Not every visit ends in an acceptance: refused, told once what is missing, only asked, kept for later."""

from applicants import LONG_NAME, PENSION, STREET, ZHANG
from clerk import Clerk
from real_window import PHRASE

from app.domain.case.state import CaseState


def begin(clerk: Clerk, item: str, answers) -> None:
    clerk.takes_a_number_for("A")
    clerk.calls_next()
    clerk.goes_to("收件")
    clerk.picks_item(item)
    clerk.fills(answers)


def states(clerk: Clerk) -> list[str]:
    with clerk.place.office.storage.reading() as unit:
        return [CaseState(row.state).label for row in unit.cases.recent(limit=9)]


def test_a_refusal_takes_a_second_person_and_says_reason_article_and_remedies(clerk):
    begin(clerk, "F01", LONG_NAME | STREET)
    clerk.press("Ctrl+B")
    clerk.types("2")
    clerk.walks_to("有权机关")
    clerk.types("崇义县城市管理局")
    clerk.press("F12")
    clerk.waits_to_see("现在还没有人确认")
    alone = (clerk.tray, states(clerk))

    assert clerk.at == "核对人工号"
    clerk.types("0301")
    clerk.walks_to("核对人口令")
    clerk.types("bushi-zhege")
    clerk.press("F12")
    clerk.waits_to_see("口令不对")
    alone = (alone[0] + clerk.tray, alone[1] + states(clerk))
    assert clerk.at == "核对人口令"
    clerk.types(PHRASE)
    paper = clerk.accepts_and_prints()

    assert alone == ([], [])
    assert paper.is_genuine()
    assert "不予受理通知书" in paper.text
    assert "第三十二条第一款第二项" in paper.text
    assert "崇义县城市管理局" in paper.text
    assert "行政复议" in paper.text
    assert states(clerk) == [CaseState.REFUSED.label]


def test_a_clerk_cannot_be_his_own_second_person(clerk):
    begin(clerk, "F01", LONG_NAME | STREET)
    clerk.press("Ctrl+B")
    clerk.types("1")
    clerk.walks_to("核对人工号")
    clerk.types("0312")
    clerk.walks_to("核对人口令")
    clerk.types(PHRASE)

    clerk.press("F12")

    assert clerk.tray == []
    assert states(clerk) == []


def test_everything_missing_is_told_at_once_on_paper(clerk):
    begin(clerk, "A01", ZHANG | PENSION)
    clerk.press("F9")
    on_screen = clerk.screen

    paper = clerk.accepts_and_prints()

    assert "居民身份证" in on_screen
    assert paper.is_genuine()
    assert "一次性告知" in paper.text
    assert "居民身份证" in paper.text
    assert "户口簿" in paper.text
    assert clerk.sees("已一次性告知")


def test_a_notice_that_says_too_little_puts_the_keys_into_the_gap(clerk):
    begin(clerk, "A01", ZHANG | PENSION)
    clerk.press("F9")
    clerk.press("Enter", "Ctrl+A", "Delete", "F12")
    clerk.waits_to_see("没有写全")

    assert clerk.at == "第 1 行问题"
    assert clerk.tray == []


def test_papers_cannot_be_received_without_a_name_and_the_keys_go_to_the_name(clerk):
    begin(clerk, "A01", {})
    clerk.press("Ctrl+J")
    clerk.waits_to_see("姓名或者单位名称没有填写")

    assert clerk.at in {"证件号码", "姓名"}


def test_who_only_asks_leaves_no_case_and_no_draft(clerk):
    begin(clerk, "A01", {"姓名": "王小明"})

    clerk.press("Ctrl+I")

    clerk.waits_to_see("当前 无", "要办什么事项")
    assert states(clerk) == []
    assert not clerk.sees("未完成")


def test_escape_from_a_notice_gives_the_form_back_as_it_was(clerk):
    begin(clerk, "A01", {"姓名": "王小明"})
    clerk.press("F9", "Esc")

    assert clerk.sees("王小明")
    assert clerk.at == "姓名"
    clerk.walks_to("民族")


def test_a_draft_is_deleted_by_two_presses_and_kept_by_one(clerk):
    begin(clerk, "A01", {"姓名": "王小明"})
    clerk.press("Ctrl+S")
    clerk.waits_to_see("已暂存", "未完成")
    clerk.press("Up", "Alt+D")
    clerk.waits_to_see("再按一次 Alt+D 就删掉王*明的")
    clerk.press("Esc", "Up", "Alt+D")
    still_there = clerk.sees("未完成")
    clerk.press("Alt+D")

    clerk.waits_to_see("已删掉")
    assert still_there
    assert not clerk.sees("未完成")
    assert states(clerk) == []


def test_a_page_put_aside_is_offered_first_and_goes_on_where_it_was(clerk):
    begin(clerk, "A01", {"姓名": "王小明", "手机号码": "13800000001"})
    clerk.press("Ctrl+S")
    clerk.waits_to_see("已暂存", "未完成")

    clerk.picks_draft()

    assert clerk.sees("王小明")
    assert clerk.sees("138 0000 0001")
