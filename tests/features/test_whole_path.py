"""From the number to the stamped paper: the three items whole, by keyboard alone."""

from itertools import pairwise

from applicants import ELDER_CARD, LONG_NAME, OUYANG, PENSION, STREET, ZHANG
from clerk import Clerk


def take_in(clerk: Clerk, item: str, answers) -> None:
    """Give a number, call it, and fill everything in."""
    clerk.takes_a_number_for("A")
    clerk.calls_next()
    clerk.goes_to("收件")
    clerk.picks_item(item)
    clerk.fills(answers)
    clerk.ticks_papers()


def test_a_pension_registration_is_accepted_and_closed_at_once(clerk):
    take_in(clerk, "A01", ZHANG | PENSION)

    paper = clerk.accepts_and_prints()

    assert paper.is_genuine()
    assert "张𬭎喆" in paper.text
    assert "城乡居民基本养老保险参保登记" in paper.text
    assert "360782198812310022" not in paper.text
    assert clerk.sees("✓ 已受理并当场办结", "文号", "查询码")


def test_an_elder_card_is_accepted_for_whom_an_old_prefix_only_warns(clerk):
    take_in(clerk, "老年人优待证", OUYANG | ELDER_CARD)

    paper = clerk.accepts_and_prints()

    assert paper.is_genuine()
    assert "欧阳德海" in paper.text
    assert "老年人优待证" in paper.text


def test_a_street_permit_is_accepted_and_the_promised_day_is_on_screen_and_paper(clerk):
    take_in(clerk, "F01", LONG_NAME | STREET)
    promised = "12月3日"
    before = clerk.screen

    paper = clerk.accepts_and_prints()

    assert promised in before
    assert clerk.sees("✓ 已受理", promised)
    assert paper.is_genuine()
    assert "欧阳·阿卜杜热合曼·买买提" in paper.text
    assert "12月3日" in paper.text


def test_the_number_ends_by_itself_with_its_matter_and_the_next_is_one_key_away(clerk):
    take_in(clerk, "A01", ZHANG | PENSION)
    clerk.takes_a_number_for("A")
    clerk.accepts_and_prints()
    clerk.waits_to_see("当前 无")

    assert clerk.calls_next() == "A002"


def test_the_window_asks_whether_the_paper_came_out_and_one_key_answers(clerk):
    take_in(clerk, "A01", ZHANG | PENSION)
    clerk.accepts_and_prints()
    clerk.waits_to_see("打印成功？")

    clerk.press("Ctrl+Y")

    clerk.goes_to("文书")
    assert clerk.sees("已打印")
    assert not clerk.sees("打印成功？")


def test_the_case_is_found_by_two_characters_initials_number_and_paper_number(clerk):
    take_in(clerk, "B09", OUYANG | ELDER_CARD)
    paper = clerk.accepts_and_prints()
    shown = clerk.screen.splitlines()
    facts = {label: value for label, value in pairwise(shown) if label in FACTS}

    for wanted in ("欧阳", "oydh", "362126", facts["办件编号"], facts["文号"]):
        assert "找到 1 件" in clerk.finds(wanted), wanted
    assert "没有找到" in clerk.finds("钟某")
    assert paper.file.name.removesuffix(".pdf").endswith(facts["文号"])


FACTS = ("文号", "办件编号", "查询码")
