"""What masks must never let through, whatever they are given."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import masking
from app.domain.identity.names import MIDDLE_DOT

digits = st.text("0123456789", min_size=1, max_size=20)
han = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=6)
NUMBER_MASKS = {
    "id_inside": (masking.id_inside, 6, 4),
    "id_public": (masking.id_public, 3, 4),
    "phone": (masking.phone, 3, 4),
}


def hidden(shown: str) -> int:
    return shown.count("*") + shown.count(MIDDLE_DOT)


@pytest.mark.parametrize("mask", NUMBER_MASKS)
@given(number=digits)
def test_a_masked_number_shows_its_ends_only_and_no_more_than_allowed(mask: str, number: str) -> None:
    hide, head, tail = NUMBER_MASKS[mask]

    shown = hide(number)

    assert len(shown) == len(number)
    start, end = shown.split("*")[0], shown.rsplit("*", 1)[-1]
    assert number.startswith(start)
    assert number.endswith(end)
    assert len(start) <= head
    assert len(end) <= tail
    assert hidden(shown) >= min(4, (len(number) + 1) // 2)


@pytest.mark.parametrize("mask", [masking.id_inside, masking.id_public, masking.phone])
def test_of_a_whole_number_just_the_ends_stand(mask: Callable[[str], str]) -> None:
    assert mask("360725199001010029")[-4:] == "0029"
    assert "19900101" not in mask("360725199001010029")


@given(st.text("0123456789", min_size=12, max_size=19))
def test_a_card_shows_four_digits_and_not_how_many_it_has(number: str) -> None:
    assert masking.card(number) == f"**** **** **** {number[-4:]}"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("0797-3812345", "0797-****345"),
        ("010-88886666", "010-*****666"),
        ("13800000000", "138****0000"),
        ("110", "***"),
        ("", ""),
    ],
)
def test_phones(number: str, shown: str) -> None:
    assert masking.phone(number) == shown


@given(han)
def test_a_masked_name_keeps_its_length_and_hides_something_unless_it_is_one_character(full: str) -> None:
    shown = masking.name(full)

    assert len(shown) == len(full)
    assert full.startswith(shown.split("*")[0])
    assert hidden(shown) >= (len(full) > 1)


@pytest.mark.parametrize(
    ("full", "shown"),
    [
        ("欧阳", "欧*"),
        ("欧阳锋", "欧阳*"),
        ("欧阳小锋", "欧阳*锋"),
        ("张三丰", "张*丰"),
        ("张", "张"),
        (f"阿依古丽{MIDDLE_DOT}买买提", f"阿***{MIDDLE_DOT}**提"),
        ("John Smith", "J*** S****"),
    ],
)
def test_names(full: str, shown: str) -> None:
    assert masking.name(full) == shown


@given(st.text("江西省赣州市崇义县关田镇沙溪村组号室0123456789一二三", max_size=30))
def test_nothing_after_the_village_or_township_is_shown(full: str) -> None:
    shown = masking.address(full)
    kept = shown.removesuffix("****")

    assert shown.endswith("****")
    assert full.startswith(kept)
    assert kept == "" or kept.endswith(("村", "镇", "县", "市"))


@pytest.mark.parametrize(
    ("full", "shown"),
    [
        ("江西省赣州市崇义县关田镇沙溪村二组15号", "江西省赣州市崇义县关田镇沙溪村****"),
        ("崇义县关田镇圩镇居民委员会3栋", "崇义县关田镇圩镇居民委员会****"),
        ("崇义县横水镇阳明路8号", "崇义县横水镇****"),
        ("赣州市章贡区红旗大道86号", "赣州市****"),
        ("二组15号", "****"),
        ("", "****"),
    ],
)
def test_addresses(full: str, shown: str) -> None:
    assert masking.address(full) == shown


@given(st.text("0123456789X", min_size=18, max_size=18))
def test_grouped_and_revealed_is_the_number_itself_with_two_spaces(number: str) -> None:
    assert masking.grouped_id(number, str).replace(" ", "") == number
    assert [len(group) for group in masking.grouped_id(number).split(" ")] == [6, 8, 4]
