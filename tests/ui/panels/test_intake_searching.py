"""The finder: an item by number, name, department, theme and the words people use, in part and in pinyin."""

from datetime import date
from functools import cache

import pytest
from hall import hall_data

from app.adapters.pinyin_names import PinyinNames
from ui.panels.intake.searching import Wanted, finder_rows

TODAY = date(2026, 11, 26)
PINYIN = PinyinNames()
INITIALS, SPELLING = cache(PINYIN.initials), cache(PINYIN.spelling)
CATALOG = hall_data().catalog
ITEMS = tuple(CATALOG.in_force(TODAY))
WORDS = CATALOG.people_words
PAIRS = [(word, item_id) for word, ids in WORDS.items() for item_id in ids]
THEMES = {
    *("生育收养", "户籍身份", "教育", "就业创业", "社会保障", "医疗卫生", "住房保障", "民政救助", "优待抚恤"),
    *("农林牧渔", "土地房屋", "经营许可", "殡葬", "离职退休", "证件办理", "养老服务", "残疾人服务"),
    *("公共安全", "兵役", "司法公证", "公用事业", "党员服务"),
}


def found(typed, letters=()):
    wanted = Wanted(typed, frozenset(letters), INITIALS, SPELLING, WORDS)
    return [row.lead for row in finder_rows(ITEMS, wanted)]


def spelt(word):
    return SPELLING(word).replace(" ", "")


def test_nothing_typed_shows_every_item_once_by_its_number():
    assert found("") == sorted(item.id for item in ITEMS)


def test_the_items_of_the_letter_that_was_called_come_first():
    first = found("", ["E"])[0]

    assert "E" in next(item for item in ITEMS if item.id == first).letters


@pytest.mark.parametrize("typed", ["A01", "a01", " a01 ", "养老保险参保", "cxjmjbylbx", "jbylbx"])
def test_an_item_is_found_by_number_name_or_initials(typed):
    assert "A01" in found(typed)


def test_what_nobody_offers_is_not_found():
    assert found("zzzz") == []
    assert found("火星移民") == []


@pytest.mark.parametrize(("word", "item_id"), PAIRS)
def test_every_item_is_found_by_each_of_its_words_whole_in_part_and_in_pinyin(word, item_id):
    assert item_id in found(word)
    assert item_id in found(word[:-1])
    assert item_id in found(word[1:])
    assert item_id in found(f"我要问{word}的事")
    assert item_id in found(INITIALS(word))
    assert item_id in found(spelt(word))
    assert item_id in found(spelt(word)[:-1])


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_item_is_found_by_its_name_in_pinyin_from_its_start_and_its_middle(item):
    half, syllables = len(item.name) // 2, SPELLING(item.name).split()
    middle = len(syllables) // 2

    for part in (item.name, item.name[:half], item.name[half:]):
        assert item.id in found(part)
    for some in (syllables, syllables[:middle], syllables[middle:]):
        assert item.id in found("".join(syllable[0] for syllable in some))
        assert item.id in found("".join(some))


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_item_is_found_by_department_and_themes(item):
    for shared in (item.department, *item.themes):
        assert item.id in found(shared)
        assert item.id in found(shared[:2])
        assert item.id in found(INITIALS(shared))
        assert item.id in found(spelt(shared))


@pytest.mark.parametrize(
    ("word", "item_id"), [("低保", "B01"), ("五保", "B02"), ("准生证", "C01"), ("盖房", "D01")]
)
@pytest.mark.parametrize("letters", [(), ("A",), ("D",), ("G",)])
def test_the_words_of_a_villager_lead_first_to_the_item_they_mean(word, item_id, letters):
    """At whatever window: what is named as a whole comes before the window's own items."""
    for typed in (word, INITIALS(word), spelt(word)):
        assert found(typed, letters)[0] == item_id


def test_what_is_named_as_a_whole_comes_before_what_the_window_serves_and_only_mentions_it():
    named = sorted(WORDS["养老"])

    order = found("养老", ["G"])

    assert order[: len(named)] == named
    assert order[len(named)] == "H03"


def test_a_theme_shows_its_items_and_no_others():
    births = [item.id for item in ITEMS if "生育收养" in item.themes]

    assert births
    assert found("生育收养") == births


def test_every_item_has_words_people_use_and_themes_that_are_known():
    assert {item_id for ids in WORDS.values() for item_id in ids} == {item.id for item in ITEMS}
    for item in ITEMS:
        assert item.themes, item.id
        assert THEMES.issuperset(item.themes), item.themes


def test_a_row_tells_department_and_whether_it_is_closed_at_once():
    pension = CATALOG.current("A01", TODAY)
    wanted = Wanted("A01", frozenset(), INITIALS, SPELLING, {})

    (row,) = finder_rows(ITEMS, wanted)

    assert row.id == "item:A01"
    assert row.trail == f"{pension.department} · {pension.handling.value}件"
