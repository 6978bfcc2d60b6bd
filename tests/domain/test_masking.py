"""What stays visible of personal facts, and what must not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import masking


@pytest.mark.parametrize(
    ("full", "shown"),
    [
        ("张三", "张*"), ("张小明", "张*明"), ("欧阳修", "欧阳*"), ("欧阳小明", "欧阳*明"), ("欧阳", "欧*"),
        ("张三李四", "张**四"), ("李𬭎", "李*"), ("阿卜杜拉·买买提", "阿***·**提"),
        ("JOHN SMITH", "J*** S****"),
    ],
)  # fmt: skip
def test_names(full, shown):
    assert masking.name(full) == shown


def test_an_identity_number_inside_and_on_public_paper():
    assert masking.id_inside("360725195603120029") == "360725********0029"
    assert masking.id_public("360725195603120029") == "360***********0029"


def test_a_short_number_hides_at_least_half():
    assert masking.id_inside("E12345678") == "E1*****78"
    assert masking.id_inside("AB12") == "A**2"


def test_grouped_display_hidden_and_revealed():
    assert masking.grouped_id("360725195603120029") == "360725 ········ 0029"
    assert masking.grouped_id("360725195603120029", masking.id_public) == "360··· ········ 0029"
    assert masking.grouped_id("360725195603120029", str) == "360725 19560312 0029"
    assert masking.grouped_id("E12345678") == "E1·····78"


def test_phones_and_cards():
    assert masking.phone("13800001234") == "138****1234"
    assert masking.phone("0797-3812345") == "0797-****345"
    assert masking.card("6217000000000000012") == "**** **** **** 0012"


@pytest.mark.parametrize(
    ("full", "shown"),
    [
        ("江西省赣州市崇义县关田镇沙溪村3组12号", "江西省赣州市崇义县关田镇沙溪村****"),
        ("江西省赣州市崇义县关田镇圩镇街道居民委员会5号", "江西省赣州市崇义县关田镇圩镇街道居民委员会****"),
        ("关田镇圩街5号", "关田镇****"),
        ("某处5号", "****"),
    ],
)
def test_an_address_ends_at_the_village(full, shown):
    assert masking.address(full) == shown


@settings(max_examples=100)
@given(st.text("0123456789X", min_size=4, max_size=22))
def test_a_mask_keeps_the_length_and_hides_at_least_four_or_half(number):
    for mask in (masking.id_inside, masking.id_public, masking.phone):
        shown = mask(number)
        assert len(shown) == len(number)
        assert shown.count("*") >= min(4, len(number) // 2)


@settings(max_examples=100)
@given(st.text(alphabet="张王欧阳司马小明𬭎买提", min_size=2, max_size=25))
def test_a_masked_name_always_hides_something(name):
    assert "*" in masking.name(name)
    assert len(masking.name(name)) == len(name)
