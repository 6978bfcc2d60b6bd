"""What was begun for a notice is caught up with what is missing by now; nothing a clerk wrote is lost."""

from dataclasses import replace

import pytest

from app.services.cases.still_asked import FORM
from app.services.cases.supplement import Supplement
from ui.counter.begun import BegunNotice

BOOK = Supplement(material="户口簿", problem="缺失", requirement="请带户口簿原件。", basis="办事指南")
CARD = replace(BOOK, material="居民身份证", requirement="请带身份证。")
PHOTO = replace(BOOK, material="照片", requirement="请带一寸照片。")
BLANK = replace(BOOK, material=FORM, requirement="请补填：手机号码。")
BY_HAND = replace(BOOK, requirement="户口簿的户主页和本人页都要。")


def begun(*written, found=(BOOK, CARD), why=""):
    return BegunNotice(written=written, found=found, why_again=why)


@pytest.mark.parametrize(
    ("one", "is_touched"),
    [
        (begun(BOOK, CARD), False),
        (begun(BOOK), True),
        (begun(BY_HAND, CARD), True),
        (begun(BOOK, CARD, why="上次漏看了"), True),
    ],
)
def test_it_is_touched_when_anything_differs_from_what_the_program_put_there(one, is_touched):
    assert one.is_touched is is_touched


def test_what_was_written_stays_as_it_was():
    assert begun(BY_HAND, CARD).caught_up((BOOK, CARD)) == (BY_HAND, CARD)


def test_a_line_struck_out_stays_out():
    assert begun(BY_HAND).caught_up((BOOK, CARD)) == (BY_HAND,)


def test_a_paper_that_came_meanwhile_is_asked_for_no_more():
    assert begun(BY_HAND, CARD).caught_up((BOOK,)) == (BY_HAND,)


def test_what_a_clerk_wrote_is_kept_even_if_the_program_asks_for_it_no_more():
    assert begun(BY_HAND, CARD).caught_up(()) == (BY_HAND,)


def test_what_is_amiss_since_then_comes_at_the_end():
    assert begun(BY_HAND, CARD).caught_up((BOOK, CARD, PHOTO)) == (BY_HAND, CARD, PHOTO)


def test_a_paper_asked_for_by_hand_is_not_asked_for_twice():
    own = replace(PHOTO, requirement="照片要近期的。")

    assert begun(BOOK, CARD, own).caught_up((BOOK, CARD, PHOTO)) == (BOOK, CARD, own)


def test_another_wrong_answer_is_told_though_a_line_about_the_form_was_written_by_hand():
    own = replace(BLANK, requirement="请写手机号码，座机也行。")
    more = replace(BLANK, requirement="请补填：手机号码、住址。")

    assert begun(own, found=(BLANK,)).caught_up((more,)) == (own, more)


def test_a_line_that_is_only_begun_is_kept():
    half = Supplement(material="", problem="", requirement="写了一半", basis="")

    assert begun(BOOK, half, found=(BOOK,)).caught_up((BOOK,)) == (BOOK, half)
