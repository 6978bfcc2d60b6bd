"""A hall that presses its seals by hand: printed, stamped, noted with one key, and only then handed out."""

from collections.abc import Callable

import pytest
from applicants import ELDER_CARD, OUYANG, PENSION, ZHANG
from clerk import Clerk
from custom_shelves import data_in_mode
from hall import hall_data

from app.domain.seal import SealMode


@pytest.fixture
def by_hand(opens: Callable[..., Clerk]) -> Clerk:
    clerk = opens(data=data_in_mode(hall_data(), SealMode.WET))
    clerk.signs_in("0312")
    clerk.sits_at("01")
    return clerk


def test_a_paper_is_stamped_by_hand_and_noted_with_one_key(by_hand: Clerk) -> None:
    # Given a paper that came out with space for the seal
    by_hand.goes_to("收件")
    by_hand.picks_item("B09")
    by_hand.fills(OUYANG | ELDER_CARD)
    by_hand.ticks_papers()
    paper = by_hand.accepts_and_prints()
    assert "加盖印章处" in paper.text
    by_hand.press("Ctrl+Y")

    # Then it stands in both lists until it is stamped
    by_hand.goes_to("台账")
    by_hand.waits_to_see("待处理 1", "已经打出来，还没有登记盖章")
    by_hand.goes_to("文书")
    by_hand.waits_to_see("待盖章")
    assert stampings(by_hand) == []

    # When the clerk has pressed the seal
    by_hand.press("Alt+Z")

    by_hand.waits_to_see("已盖章", "已记入用印登记")
    assert stampings(by_hand) == ["王小兰 0312"]
    by_hand.goes_to("台账")
    by_hand.waits_to_see("待处理 0")


TWO = (("B09", OUYANG | ELDER_CARD), ("A01", ZHANG | PENSION))


def comes_out(clerk: Clerk, item: str, answers: dict[str, str]) -> None:
    """Take an application in, accept it, and say that its paper is out of the printer."""
    clerk.goes_to("收件")
    clerk.picks_item(item)
    clerk.fills(answers)
    clerk.ticks_papers()
    clerk.accepts_and_prints()
    clerk.press("Ctrl+Y")


def test_several_papers_are_noted_one_after_the_other_without_leaving_the_list(by_hand: Clerk) -> None:
    # Given two sheets with space for the seal, both out of the printer
    for application in TWO:
        comes_out(by_hand, *application)

    # When the clerk has pressed the seal on both
    by_hand.goes_to("文书")
    by_hand.waits_to_see("待盖章")
    by_hand.press("Alt+Z")
    by_hand.waits_to_see("已选中下一份", "再按 Alt+Z")
    assert stampings(by_hand) == ["王小兰 0312"]
    by_hand.press("Alt+Z")

    by_hand.waits_to_see("已记入用印登记，可以交给申请人。")
    assert not by_hand.sees("待盖章")
    assert not by_hand.sees("已选中下一份")
    assert stampings(by_hand) == ["王小兰 0312"] * 2


def test_a_paper_that_waits_for_its_seal_is_chosen_when_the_page_opens(by_hand: Clerk) -> None:
    for application in TWO:
        comes_out(by_hand, *application)
        by_hand.goes_to("文书")
        by_hand.waits_to_see("已打印")
        by_hand.press("Alt+Z")
        by_hand.waits_to_see("已盖章")

    assert stampings(by_hand) == ["王小兰 0312"] * 2


def test_what_has_its_seal_printed_along_is_not_noted_by_hand(clerk: Clerk) -> None:
    clerk.goes_to("收件")
    clerk.picks_item("B09")
    clerk.fills(OUYANG | ELDER_CARD)
    clerk.ticks_papers()
    clerk.accepts_and_prints()
    clerk.press("Ctrl+Y")
    clerk.goes_to("文书")

    clerk.press("Alt+Z")

    clerk.waits_to_see("没有登记盖章")
    assert len(stampings(clerk)) == 1


def stampings(clerk: Clerk) -> list[str]:
    with clerk.place.office.storage.reading() as unit:
        return [use.clerk for use in unit.papers.seal_uses()]
