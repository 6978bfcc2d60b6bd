"""The citizen number of GB 11643, with every vector of the domain notes."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.identity import citizen_id
from app.domain.identity.check import Severity
from app.domain.identity.checksums import mod_11_2
from app.domain.identity.person import Holder, Sex, age_on
from app.domain.identity.regions import NO_HISTORY, FormerRegion, RegionHistory

TODAY = date(2026, 7, 1)
VALID = [
    ("360725195603120029", date(1956, 3, 12), Sex.FEMALE),
    ("362126194503090054", date(1945, 3, 9), Sex.MALE),
    ("360782198812310022", date(1988, 12, 31), Sex.FEMALE),
    ("360725192601010017", date(1926, 1, 1), Sex.MALE),
    ("11010519491231002X", date(1949, 12, 31), Sex.FEMALE),
]
HISTORY = RegionHistory(
    former={
        "362126": FormerRegion(
            code="362126", name="崇义县", years="1982–1997", now="360725", now_name="崇义县"
        )
    },
    present={"360725": "崇义县"},
    blocks=("3607", "3621"),
)


def codes(checked):
    return [finding.code for finding in checked.findings]


def number_of(region, birth, serial):
    body = f"{region}{birth:%Y%m%d}{serial:03d}"
    return body + mod_11_2(body)


numbers = st.builds(
    number_of,
    st.sampled_from(["360725", "362126", "440305", "110105"]),
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(0, 999),
)


@pytest.mark.parametrize(("number", "birth", "sex"), VALID)
def test_a_valid_number_tells_birth_and_sex(number, birth, sex):
    checked = citizen_id.check(number, TODAY)
    assert checked.ok
    assert checked.value == number
    assert checked.holder == Holder(birth, sex)
    assert citizen_id.derive(number) == Holder(birth, sex)


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        "110105 19491231 002X",
        "\uff11\uff11010519491231002\uff38",
        "11010519491231002\uff58",
        " 11010519491231002X\r\n",
        "\ufeff11010519491231002X",
    ],
)
def test_ordinary_ways_of_typing_are_normalised(typed):
    checked = citizen_id.check(typed, TODAY)
    assert checked.value == "11010519491231002X"
    assert checked.findings == ()


def test_the_thirtieth_of_february_is_refused():
    checked = citizen_id.check("360725200002300018", TODAY)
    assert "identity.birth_not_real" in codes(checked)
    assert checked.holder is None


def test_a_wrong_check_digit_names_the_expected_one():
    checked = citizen_id.check("36072519560312002X", TODAY)
    (finding,) = checked.errors
    assert finding.code == "identity.check_digit_wrong"
    assert finding.facts == {"expected": "9", "found": "X"}


def test_a_birth_after_today_is_refused_and_one_of_today_is_not():
    born_today = number_of("360725", TODAY, 1)
    assert citizen_id.check(born_today, TODAY).ok
    assert codes(citizen_id.check(born_today, date(2026, 6, 30))) == ["identity.birth_in_future"]


def test_a_century_no_living_person_has_is_refused():
    number = number_of("360725", date(1799, 1, 1), 1)
    assert codes(citizen_id.check(number, TODAY)) == ["identity.birth_not_real"]


@pytest.mark.parametrize(
    ("typed", "code", "facts"),
    [
        ("", "identity.id_empty", {}),
        ("3607251956031200", "identity.id_length", {"found": 16}),
        ("36072519560312O029", "identity.id_character", {"place": 15, "character": "O"}),
        ("X60725195603120029", "identity.id_character", {"place": 1, "character": "X"}),
        ("36072519560312002A", "identity.id_character", {"place": 18, "character": "A"}),
        ("٣60725195603120029", "identity.id_character", {"place": 1, "character": "٣"}),
    ],
)
def test_a_wrong_shape_is_told_with_its_place(typed, code, facts):
    checked = citizen_id.check(typed, TODAY)
    (finding,) = checked.findings
    assert (finding.code, finding.severity, finding.facts) == (code, Severity.ERROR, facts)
    assert checked.holder is None


def test_an_old_number_of_fifteen_digits_is_converted_and_explained():
    checked = citizen_id.check("362126450309005", TODAY)
    assert checked.ok
    assert checked.value == "362126194503090054"
    assert checked.findings[0].code == "identity.id_old_fifteen"
    assert checked.findings[0].facts == {"old": "362126450309005", "number": "362126194503090054"}
    assert checked.holder == Holder(date(1945, 3, 9), Sex.MALE)


def test_an_impossible_province_is_refused():
    number = number_of("160725", date(1980, 1, 1), 1)
    assert codes(citizen_id.check(number, TODAY)) == ["identity.province_unknown"]


def test_a_foreign_card_number_points_to_the_other_kind():
    assert "identity.id_is_foreign_card" in codes(citizen_id.check("911840198001010013", TODAY))


def test_a_residence_permit_number_points_to_the_other_kind():
    checked = citizen_id.check("830000197909090033", TODAY)
    assert checked.ok
    assert codes(checked) == ["identity.id_is_residence_permit"]


def test_an_old_code_is_told_by_its_name_then_and_is_nothing_wrong_with_the_number():
    (told,) = HISTORY.remark("362126")

    assert (told.code, told.severity) == ("identity.region_former", Severity.WARNING)
    assert (told.facts["name"], told.facts["now"]) == ("崇义县", "360725")
    assert citizen_id.check("362126194503090054", TODAY).findings == ()


@pytest.mark.parametrize(
    ("region", "code"),
    [("362199", "identity.region_old_block"), ("360711", "identity.region_unlisted")],
)
def test_an_unlisted_code_of_our_own_city_is_told_and_never_refuses(region, code):
    assert [finding.code for finding in HISTORY.remark(region)] == [code]
    assert citizen_id.check(number_of(region, date(1980, 1, 1), 1), TODAY).findings == ()


def test_codes_of_places_we_have_no_list_of_are_not_judged():
    assert HISTORY.remark("440305") == ()
    assert HISTORY.remark("360725") == ()


def test_old_codes_are_told_even_without_the_history_file():
    (told,) = NO_HISTORY.remark("362126")

    assert told.code == "identity.region_old_block"


@settings(max_examples=100)
@given(numbers, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_any_single_changed_character_is_caught(number, place, other):
    changed = number[:place] + other + number[place + 1 :]
    assert citizen_id.check(changed, TODAY).ok == (changed == number)


@settings(max_examples=100)
@given(numbers, st.integers(0, 16))
def test_any_swap_of_neighbours_is_caught(number, place):
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert citizen_id.check(swapped, TODAY).ok == (swapped == number)


@settings(max_examples=50)
@given(numbers)
def test_checking_a_checked_value_changes_nothing(number):
    once = citizen_id.check(number.lower(), TODAY)
    assert citizen_id.check(once.value, TODAY) == once


@settings(max_examples=100)
@given(st.text(max_size=20))
def test_no_text_whatever_breaks_the_check(text):
    checked = citizen_id.check(text, TODAY)
    assert not checked.ok or len(checked.value) == 18


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(1956, 3, 12), date(2026, 3, 11), 69),
        (date(1956, 3, 12), date(2026, 3, 12), 70),
        (date(1966, 12, 31), date(2026, 12, 31), 60),
        (date(2004, 2, 29), date(2022, 2, 28), 17),
        (date(2004, 2, 29), date(2022, 3, 1), 18),
        (date(2004, 2, 29), date(2024, 2, 29), 20),
        (date(2026, 7, 1), date(2026, 7, 1), 0),
    ],
)
def test_age_is_full_years_and_a_leap_day_birth_counts_from_the_first_of_march(birth, day, age):
    assert age_on(birth, day) == age


@pytest.mark.parametrize(
    ("number", "spelt"),
    [
        ("360725900307001", ("360725900307001", "360725199003070011")),
        ("360725199003070011", ("360725199003070011", "360725900307001")),
        ("E12345678", ("E12345678",)),
        ("36072519900307001X", ("36072519900307001X",)),
        ("", ("",)),
    ],
)
def test_a_number_is_written_in_its_old_and_its_new_spelling(number, spelt):
    assert citizen_id.spellings(number) == spelt


def test_who_was_born_in_this_century_never_had_fifteen_digits():
    born = "360725200503070012"

    assert citizen_id.spellings(born) == (born,)
