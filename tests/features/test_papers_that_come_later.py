"""容缺受理 by keyboard alone: promised at the counter and brought later, or ended by the supervisor."""

from applicants import LONG_NAME, STREET, ZHANG
from clerk import MATERIALS, Clerk, NotOnScreen, Paper

from app.domain.case.state import CaseState
from ui.widgets.row_list import RowList

LAST = "恢复原状的责任和措施"
ELEVATED = {**STREET, "是否架空或高架搭设": "是"}
ELEVATED[LAST] = ELEVATED.pop(LAST)
"""In the order of the form."""
ELSEWHERE = {
    "备案人员类型": "异地转诊人员",
    "就医地区划": "440306000000",
    "转往医院": "省外某医院",
    "转出医院": "县人民医院",
    "诊断": "待查",
    "备案开始日期": "20261127",
    "参保人签字": "是",
}
DESIGN, REFERRAL = "结构设计文件和施工资质", "转诊转院证明"


def begin(clerk: Clerk, item: str, answers, paper: str) -> None:
    """Take everything in but `paper`, and put the keys on its line."""
    clerk.takes_a_number_for("A")
    clerk.calls_next()
    clerk.goes_to("收件")
    clerk.picks_item(item)
    clerk.fills(answers)
    clerk.ticks_papers({paper})
    to_line(clerk, paper)


def to_line(clerk: Clerk, paper: str) -> None:
    papers = clerk.focus
    assert isinstance(papers, RowList)
    clerk.press(*["Up"] * len(papers.rows))
    for _row in papers.rows:
        if papers.current_id == next(row.id for row in papers.rows if row.words == paper):
            return
        clerk.press("Down")
    raise NotOnScreen(paper)


def accepts(clerk: Clerk, count: int = 2) -> list[Paper]:
    """Press F12 and take the papers out of the tray."""
    before = set(clerk.tray)
    clerk.press("F12")
    clerk.waits_until(lambda: len(set(clerk.tray) - before) == count, "not all papers come out")
    clerk.settle()
    return [Paper(file, clerk.place.home.trust) for file in sorted(set(clerk.tray) - before)]


def states(clerk: Clerk) -> list[str]:
    with clerk.place.office.storage.reading() as unit:
        return [CaseState(row.state).label for row in unit.cases.recent(limit=9)]


def test_a_paper_is_put_off_with_one_key_its_day_is_moved_and_both_papers_come_out(clerk):
    begin(clerk, "F01", LONG_NAME | ELEVATED, DESIGN)
    clerk.press("R", "+")

    assert clerk.sees(f"容缺 {DESIGN} 12月4日前补", "12月4日（周五）前补", "按 F12 受理并打印")
    papers = accepts(clerk)

    assert all(paper.is_genuine() for paper in papers)
    pledge, notice = sorted(papers, key=lambda paper: "受理通知书" in paper.text[:60])
    assert "容缺受理告知承诺书" in pledge.text
    assert f"{DESIGN}" in pledge.text
    assert "2026年12月4日" in pledge.text
    assert f"容缺后补：{DESIGN}（2026年12月4日前）" in notice.text
    assert clerk.sees("已容缺受理", "容缺后补", "12月4日（周五）前", "签字")
    assert states(clerk) == [CaseState.ACCEPTED.label]


def test_what_was_accepted_on_the_spot_is_closed_with_f12_once_the_paper_came(clerk):
    begin(clerk, "A06", ZHANG | ELSEWHERE, REFERRAL)
    clerk.press("R")
    assert clerk.sees("补齐后办结")
    accepts(clerk)
    assert states(clerk) == [CaseState.ACCEPTED.label]

    clerk.finds("张𬭎喆")
    assert clerk.sees("容缺后补", REFERRAL, "交来后按 Ctrl+G 收下")
    clerk.press("Ctrl+G")
    clerk.waits_to_see("补交材料")
    assert clerk.at == "补交材料"
    to_line(clerk, REFERRAL)
    clerk.press("Space")
    receipt = clerk.prints_with("F12")
    clerk.waits_to_see("后补的材料已齐，按 F12 办结")
    assert receipt.is_genuine()
    assert "收件凭证" in receipt.text
    assert f"{REFERRAL}复" in receipt.text
    assert "容缺后补的材料已于2026年11月26日全部补齐" in receipt.text
    (paper,) = accepts(clerk, 1)

    assert "办结通知单" in paper.text
    assert "后补的材料于2026年11月26日补齐" in paper.text
    assert states(clerk) == [CaseState.CLOSED.label]


def test_when_the_day_has_passed_it_is_told_and_the_supervisor_ends_it(opens, clock):
    clerk = opens()
    clerk.signs_in("0312")
    clerk.sits_at("01")
    begin(clerk, "F01", LONG_NAME | ELEVATED, DESIGN)
    clerk.press("R")
    accepts(clerk)
    clerk.place.close()
    clock.advance(days=8)
    chief = opens()
    chief.signs_in("0301")
    chief.sits_at("01")

    chief.goes_to("台账")
    chief.waits_to_see("后补材料已过期")
    chief.finds("欧阳")
    chief.waits_to_see("已超 1 个工作日", "按 Alt+W 退件")
    chief.press("Alt+W")
    chief.waits_to_see("退件并打印")
    chief.press("2", "Enter")
    chief.types("三次催交没有补齐")
    before = set(chief.tray)
    chief.press("F12")
    chief.waits_until(lambda: bool(set(chief.tray) - before), "no paper")

    paper = Paper((set(chief.tray) - before).pop(), chief.place.home.trust)
    assert "退件通知书" in paper.text
    assert "三次催交没有补齐" in paper.text
    assert states(chief) == [CaseState.TERMINATED.label]
    assert MATERIALS not in chief.at


def to_papers(clerk: Clerk) -> None:
    """Open the papers of the case in front: what is missing is one key away."""
    clerk.press("Ctrl+G")
    clerk.waits_to_see("补交材料")
    assert clerk.at == "补交材料"


def test_what_was_only_taken_in_is_accepted_later_with_its_paper_put_off(clerk):
    begin(clerk, "F01", LONG_NAME | ELEVATED, DESIGN)
    (receipt,) = (clerk.prints_with("Ctrl+J"),)
    clerk.press("F5")
    clerk.finds("欧阳")
    to_papers(clerk)
    to_line(clerk, DESIGN)
    assert clerk.sees(f"{DESIGN} 可容缺", "R缺 G诺", "保存")
    clerk.press("R", "+")

    assert clerk.sees(f"容缺 {DESIGN} 12月4日前补", "12月4日（周五）前补", "按 F12 受理并打印")
    papers = accepts(clerk)

    assert "收件凭证" in receipt.text
    pledge, notice = sorted(papers, key=lambda paper: "受理通知书" in paper.text[:60])
    assert all(paper.is_genuine() for paper in papers)
    assert f"{DESIGN}复印件2026年12月4日" in pledge.text
    assert f"容缺后补：{DESIGN}（2026年12月4日前）" in notice.text
    assert clerk.sees("已受理（容缺）", "容缺后补", "请申请人在《容缺受理告知承诺书》上签字")
    assert states(clerk) == [CaseState.ACCEPTED.label]


def test_what_a_notice_asked_for_is_brought_in_part_and_the_rest_put_off(clerk):
    begin(clerk, "F01", LONG_NAME | ELEVATED, DESIGN)
    clerk.press("F9")
    clerk.prints_with("F12")
    clerk.press("F5")
    clerk.finds("欧阳")
    to_papers(clerk)
    to_line(clerk, DESIGN)
    assert clerk.sees("补齐")
    clerk.press("R", "Esc")
    to_papers(clerk)
    assert clerk.sees(f"容缺 {DESIGN} 12月3日前补", "受理并打印")

    papers = accepts(clerk)

    assert sorted("承诺书" in paper.text[:60] for paper in papers) == [False, True]
    assert states(clerk) == [CaseState.ACCEPTED.label]


def test_a_correction_that_needs_the_paper_no_more_waits_for_it_no_more_until_it_is_changed_back(clerk):
    begin(clerk, "F01", LONG_NAME | ELEVATED, DESIGN)
    clerk.press("R")
    accepts(clerk)
    clerk.finds("欧阳")
    assert clerk.sees("已受理（容缺）", "容缺后补")

    corrects(clerk, "是否架空或高架搭设", "否")

    clerk.waits_to_see(f"更正后不用再补：{DESIGN}")
    assert not clerk.sees("（容缺）")
    assert not clerk.sees("容缺后补")

    corrects(clerk, "是否架空或高架搭设", "是")

    clerk.waits_to_see(f"更正后仍要补交：{DESIGN}", "已受理（容缺）", "12月3日前")


def corrects(clerk: Clerk, label: str, answer: str) -> None:
    clerk.press("Ctrl+G")
    clerk.waits_to_see("补交材料")
    if clerk.at == "补交材料":
        clerk.press("PgUp")
    clerk.walks_to(label)
    clerk.answers_field(answer)
    clerk.press("F12")
