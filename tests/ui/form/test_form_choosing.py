"""Lists are chosen by digit, by Chinese and by pinyin initials."""

import pytest

from app.adapters.pinyin_names import PinyinNames
from app.domain.form.model import Choice
from ui.form.choosing import PAUSE_MS, TypeAhead, numbered, place_of_digit

NATIONS = tuple(
    Choice(f"{at:02d}", words) for at, words in enumerate(("汉族", "畲族", "回族", "壮族"), start=1)
)


@pytest.mark.parametrize(("digit", "place"), [("1", 0), ("4", 3), ("5", None), ("0", None), ("x", None)])
def test_a_digit_picks_in_a_short_list(digit, place):
    assert place_of_digit(digit, NATIONS) == place


def test_a_long_list_is_not_numbered_and_digits_do_not_pick():
    many = NATIONS * 3

    assert place_of_digit("1", many) is None
    assert numbered(many)[0] == "汉族"
    assert numbered(NATIONS)[1] == "2  畲族"


def test_initials_go_on_while_typed_quickly_and_begin_anew_after_a_pause():
    search = TypeAhead(PinyinNames().initials)

    assert search.find("h", 0, NATIONS) == 0
    assert search.find("z", 100, NATIONS) == 0
    assert search.find("z", 100 + PAUSE_MS, NATIONS) == 3


def test_a_chinese_character_finds_what_contains_it():
    assert TypeAhead(PinyinNames().initials).find("壮", 0, NATIONS) == 3
    assert TypeAhead(PinyinNames().initials).find("蒙", 0, NATIONS) is None


def test_what_is_just_the_word_comes_before_what_begins_with_it():
    relations = (Choice("28", "女婿"), Choice("30", "女"), Choice("32", "长女"))
    search = TypeAhead(PinyinNames().initials)

    assert search.find_word("女", relations) == 1
    assert search.find("n", PAUSE_MS, relations) == 1
    assert search.find_word("女婿", relations) == 0
