"""Credit codes, account numbers and telephones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.identity import bank_cards, phones, uscc
from app.domain.identity.bank_cards import CardKind
from app.domain.identity.checksums import MOD_31_ALPHABET, mod_31, organisation

CARDS = ["6228480000000000000", "6217000000000000012", "6230570000000000007"]


def codes(checked):
    return [finding.code for finding in checked.findings]


@pytest.mark.parametrize("code", ["91360725MA3AAAAA90", "N2360725MF00000058", "54360725ME00000015"])
def test_a_credit_code_with_both_checks_right_is_accepted(code):
    assert codes(uscc.check(code)) == []
    assert uscc.check(f" {code.lower()} ").value == code


@pytest.mark.parametrize(
    ("code", "findings"),
    [
        ("", ["identity.uscc_empty"]),
        ("91360725MA3AAAAA9", ["identity.uscc_length"]),
        ("91360725MA3AAAIA90", ["identity.uscc_character"]),
        ("91360725MA3AAAAA91", ["identity.uscc_check_wrong"]),
        ("91360725MA3AAAAA80", ["identity.uscc_organisation_wrong", "identity.uscc_check_wrong"]),
    ],
)
def test_a_wrong_credit_code_says_which_part_is_wrong(code, findings):
    assert codes(uscc.check(code)) == findings


def test_the_expected_last_character_is_named():
    assert uscc.check("91360725MA3AAAAA91").errors[0].facts == {"expected": "0", "found": "1"}


@settings(max_examples=100)
@given(
    st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8),
    st.integers(0, 17),
    st.sampled_from(MOD_31_ALPHABET),
)
def test_any_single_changed_character_of_a_credit_code_is_caught(middle, place, other):
    body = f"91360725{middle}{organisation(middle)}"
    code = body + mod_31(body)
    changed = code[:place] + other + code[place + 1 :]
    assert uscc.check(changed).ok == (changed == code)


@pytest.mark.parametrize("number", CARDS)
@pytest.mark.parametrize("kind", CardKind)
def test_a_card_that_passes_luhn_is_accepted(number, kind):
    spaced = " ".join(number[i : i + 4] for i in range(0, len(number), 4))
    assert bank_cards.check(kind, spaced).value == number
    assert codes(bank_cards.check(kind, spaced)) == []


@pytest.mark.parametrize(
    ("kind", "stops"),
    [(CardKind.SOCIAL_SECURITY, True), (CardKind.BANK_CARD, True), (CardKind.PASSBOOK, False)],
)
def test_a_luhn_miss_stops_cards_and_only_warns_for_passbooks(kind, stops):
    checked = bank_cards.check(kind, "6228480000000000001")
    assert codes(checked) == ["identity.card_luhn"]
    assert checked.ok is not stops


@pytest.mark.parametrize(
    ("kind", "length", "ok"),
    [
        (CardKind.BANK_CARD, 15, False), (CardKind.BANK_CARD, 16, True), (CardKind.BANK_CARD, 20, False),
        (CardKind.PASSBOOK, 16, False), (CardKind.PASSBOOK, 23, True), (CardKind.PASSBOOK, 24, False),
    ],
)  # fmt: skip
def test_each_kind_has_its_lengths(kind, length, ok):
    assert bank_cards.check(kind, "0" * length).ok is ok


@settings(max_examples=100)
@given(st.sampled_from(CARDS), st.integers(0, 18), st.sampled_from("0123456789"))
def test_any_single_changed_digit_of_a_card_is_caught(number, place, other):
    changed = number[:place] + other + number[place + 1 :]
    assert bank_cards.check(CardKind.BANK_CARD, changed).ok == (changed == number)


@pytest.mark.parametrize(
    "typed", ["13800000000", "138 0000 0000", "138-0000-0000", "+8613800000000", "\uff11\uff13800000000"]
)
def test_a_mobile_number_is_normalised(typed):
    for check in (phones.check_mobile, phones.check_any):
        assert check(typed).value == "13800000000"
        assert check(typed).ok


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0797-3812345", "0797-3812345"),
        ("07973812345", "0797-3812345"),
        ("(0797)3812345", "0797-3812345"),
        ("010-62345678-123", "010-62345678-123"),
        ("+86 0797 3812345", "0797-3812345"),
        ("02062345678", "020-62345678"),
    ],
)
def test_a_landline_is_grouped_into_area_number_and_extension(typed, value):
    assert phones.check_any(typed).value == value
    assert phones.check_any(typed).ok


@pytest.mark.parametrize("short", ["12345", "110", "12333"])
def test_service_numbers_are_no_contact(short):
    assert codes(phones.check_any(short)) == ["identity.phone_short"]
    assert codes(phones.check_mobile(short)) == ["identity.phone_short"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "identity.phone_empty"),
        ("12800000000", "identity.phone_format"),
        ("1380000000", "identity.phone_format"),
        ("0797-0812345", "identity.phone_format"),
        ("3812345", "identity.phone_format"),
    ],
)
def test_what_is_no_telephone_number_is_refused(typed, code):
    assert codes(phones.check_any(typed)) == [code]


def test_a_landline_is_no_mobile_number():
    assert codes(phones.check_mobile("0797-3812345")) == ["identity.mobile_format"]
