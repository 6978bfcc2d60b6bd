"""Names as they are typed, and as they must be stored."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.identity import names

DOTS = ["\u2022", "\u30fb", "\uff65", "\u2027", "\u22c5", "\uff0e", "\u00b7", "."]


def codes(text):
    return [finding.code for finding in names.check(text).findings]


@pytest.mark.parametrize("dot", DOTS)
def test_every_way_of_typing_the_middle_dot_becomes_one(dot):
    checked = names.check(f"阿卜杜拉{dot}买买提")
    assert checked.value == "阿卜杜拉\u00b7买买提"
    assert checked.findings == ()


@pytest.mark.parametrize("typed", ["张 三", " 张三 ", "张\u3000三", "张三\u200b"])
def test_spaces_in_a_chinese_name_are_dropped(typed):
    assert names.check(typed).value == "张三"


def test_a_name_with_a_supplementary_character_counts_characters_and_is_not_split():
    checked = names.check("李𬭎")
    assert checked.value == "李𬭎"
    assert checked.ok
    assert names.length("李𬭎") == 2


def test_one_supplementary_character_is_one_character_and_too_short():
    assert codes("𬭎") == ["identity.name_short"]


def test_a_variation_selector_counts_nothing_and_is_kept():
    name = "葛\U000e0100飾"
    assert names.check(name).value == name
    assert names.length(name) == 2
    assert names.check(name).ok


def test_twenty_five_characters_are_a_name_and_twenty_six_are_not():
    assert names.check("买" * 25).ok
    assert codes("买" * 26) == ["identity.name_long"]


def test_compatibility_ideographs_stay_untouched():
    assert unicodedata.normalize("NFC", "\uf9e7") == "\u88cf"
    assert names.check("王\uf9e7").value == "王\uf9e7"
    assert names.check("王\U0002f800").value == "王\U0002f800"
    assert names.check("王\ufa0e").findings == ()


def test_the_rest_of_a_name_is_composed():
    assert names.check("Jose\u0301 PE\u0301REZ").value == "JOSÉ PÉREZ"


@pytest.mark.parametrize(
    ("private", "standard"),
    [
        ("\ue863", "䶮"), ("\ue81e", "\u9fb4"), ("\ue826", "\u9fb5"), ("\ue82b", "\u9fb6"),
        ("\ue82c", "\u9fb7"), ("\ue832", "\u9fb8"), ("\ue843", "\u9fb9"), ("\ue854", "\u9fba"),
        ("\ue864", "\u9fbb"),
    ],
)  # fmt: skip
def test_old_private_code_points_become_standard_characters_with_a_remark(private, standard):
    checked = names.check(f"刘{private}")
    assert checked.value == f"刘{standard}"
    assert checked.ok
    assert [(f.code, f.facts["character"]) for f in checked.warnings] == [
        ("identity.name_replaced", standard)
    ]


def test_an_unofficial_target_asks_for_a_careful_look():
    assert names.check("刘\ue816").value == "刘\U00020087"
    assert codes("刘\ue816") == ["identity.name_replaced_unsure"]


def test_an_unknown_private_character_is_kept_and_warned_of():
    checked = names.check("刘\ue000")
    assert checked.ok
    assert checked.value == "刘\ue000"
    assert codes("刘\ue000") == ["identity.name_private"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "identity.name_empty"),
        ("张", "identity.name_short"),
        ("张3", "identity.name_character"),
        ("张三(男)", "identity.name_character"),
        ("·张三", "identity.name_dot"),
        ("张··三", "identity.name_dot"),
    ],
)
def test_what_is_no_name_is_refused(typed, code):
    assert codes(typed) == [code]
    assert not names.check(typed).ok


def test_a_letter_in_a_chinese_name_only_warns():
    checked = names.check("赵C")
    assert checked.ok
    assert codes("赵C") == ["identity.name_mixed"]


def test_a_foreign_name_is_upper_case_with_single_spaces():
    checked = names.check(" Anne-Marie  o'neill ")
    assert checked.value == "ANNE-MARIE O'NEILL"
    assert checked.findings == ()


def test_a_foreign_name_may_have_sixty_characters():
    assert names.check("A" * 60).ok
    assert codes("A" * 61) == ["identity.name_long"]


@settings(max_examples=150)
@given(st.text(max_size=12))
def test_checking_a_stored_name_changes_nothing_more(text):
    once = names.check(text).value
    assert names.check(once).value == once


@settings(max_examples=100)
@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x323AF), min_size=2, max_size=5))
def test_compatibility_characters_survive_whatever_stands_around_them(text):
    kept = [c for c in text if 0xF900 <= ord(c) <= 0xFAFF or 0x2F800 <= ord(c) <= 0x2FA1F]
    stored = names.check(text).value
    assert [c for c in stored if 0xF900 <= ord(c) <= 0xFAFF or 0x2F800 <= ord(c) <= 0x2FA1F] == kept
