"""Regions that narrow from county to village, and identity numbers that fill in sex, birth and age."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

WITH_PLACE = ["D01", "D02", "D03", "D04", "D05", "D06"]
BY_NUMBER = ["111", "112", "154", "335", "L01"]
CHONGYI, GUANTIAN, VILLAGE = "360725000000", "360725105000", "360725105200"
WOMAN = "360782198812310022"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def number_of(birth, order):
    """Return a synthetic number with its check digit (GB 11643)."""
    body = f"360725{birth:%Y%m%d}{order:03d}"
    rest = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11
    return body + "10X98765432"[rest]


def codes(sheet, path):
    return [choice.code for choice in sheet.choices(path)]


def problem_codes(sheet, path):
    return [problem.code for problem in sheet.problems() if problem.path == path]


@pytest.fixture(params=WITH_PLACE)
def placed(request, open_item, item_of):
    """A blank form that asks for county, township and village, and the three paths."""
    sheet = open_item(request.param)
    slots = [slot for slot in sheet.form.fields if re.fullmatch(r"\w*(county|township|village)", slot)]
    by_word = {word: next(slot for slot in slots if slot.endswith(word)) for word in PLACE_WORDS}
    return sheet, *by_word.values()


PLACE_WORDS = ("county", "township", "village")


def test_our_own_county_is_chosen_already_and_its_townships_are_offered(placed):
    sheet, county, township, _ = placed

    assert sheet.value(county) == CHONGYI
    assert GUANTIAN in codes(sheet, township)
    assert all(code.startswith("360725") for code in codes(sheet, township))


def test_no_village_is_offered_before_a_township_is_chosen(placed):
    sheet, _, _, village = placed

    assert codes(sheet, village) == []


def test_the_villages_offered_are_those_of_the_township(placed):
    sheet, _, township, village = placed

    changed = sheet.set(township, GUANTIAN)

    assert village in changed
    assert VILLAGE in codes(sheet, village)
    assert all(code.startswith("360725105") for code in codes(sheet, village))


def test_a_village_of_another_township_is_refused(placed):
    sheet, _, township, village = placed
    sheet.set(township, GUANTIAN)
    sheet.set(village, VILLAGE)
    assert problem_codes(sheet, village) == []
    other = next(code for code in codes(sheet, township) if code != GUANTIAN)

    sheet.set(township, other)

    assert problem_codes(sheet, village) == ["form.not_a_choice"]


def test_another_county_empties_the_list_of_what_was_chosen_below(placed):
    sheet, county, township, _ = placed
    sheet.set(township, GUANTIAN)
    other = next(code for code in codes(sheet, county) if code != CHONGYI)

    sheet.set(county, other)

    assert GUANTIAN not in codes(sheet, township)
    assert problem_codes(sheet, township) == ["form.not_a_choice"]


def test_going_back_to_the_first_township_heals_the_village(placed):
    sheet, _, township, village = placed
    sheet.set(township, GUANTIAN)
    sheet.set(village, VILLAGE)
    other = next(code for code in codes(sheet, township) if code != GUANTIAN)
    sheet.set(township, other)

    sheet.set(township, GUANTIAN)

    assert sheet.value(village) == VILLAGE
    assert problem_codes(sheet, village) == []


def test_every_township_of_the_county_lies_in_it(real_catalog):
    day = date(2026, 11, 25)
    counties = {choice.code for choice in real_catalog.tables["counties"].choices(day)}
    rows = real_catalog.tables["townships"].edition(day).rows

    assert CHONGYI in counties
    assert {row["county"] for row in rows.values()} <= counties


def test_every_village_lies_in_a_township_that_is_known(real_catalog):
    day = date(2026, 11, 25)
    townships = real_catalog.tables["townships"].all_keys()
    rows = real_catalog.tables["villages"].edition(day).rows

    assert VILLAGE in rows
    assert {row["township"] for row in rows.values()} <= townships


@pytest.mark.parametrize("kind", BY_NUMBER)
@pytest.mark.parametrize(
    ("birth", "order", "sex", "age"),
    [
        (date(1988, 12, 31), 2, "2", 37),
        (date(1966, 11, 25), 11, "1", 60),
        (date(1966, 11, 26), 11, "1", 59),
        (date(2008, 2, 29), 120, "2", 18),
        (date(1946, 1, 1), 999, "1", 80),
    ],
)
def test_whoever_shows_an_identity_card_is_not_asked_for_sex_and_birth(
    open_item, kind, birth, order, sex, age
):
    sheet = open_item("A01")
    sheet.set("cert_type", kind)

    sheet.set("cert_no", number_of(birth, order))

    assert (sheet.value("sex"), sheet.value("birth"), sheet.value("age")) == (sex, birth, age)
    assert sheet.state("sex").calculated
    assert sheet.state("birth").calculated


@pytest.mark.parametrize("kind", ["414", "511"])
def test_whoever_shows_another_paper_is_asked_for_sex_and_birth(open_item, kind):
    sheet = open_item("A01")
    sheet.set("cert_type", kind)

    sheet.set("sex", "1")
    sheet.set("birth", "1990年5月1日")

    assert (sheet.value("sex"), sheet.value("birth"), sheet.value("age")) == ("1", date(1990, 5, 1), 36)
    assert not sheet.state("sex").calculated


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("36078219881231002", "identity.id_length"),
        (WOMAN[:-1] + "3", "identity.check_digit_wrong"),
    ],
)
def test_a_number_with_a_slip_is_told_at_its_field_and_fills_nothing_wrong_in(open_item, typed, code):
    sheet = open_item("A01")

    sheet.set("cert_no", typed)

    assert code in problem_codes(sheet, "cert_no")


@pytest.mark.parametrize(
    "typed",
    [
        WOMAN,
        f" {WOMAN} ",
        "360782 19881231 0022",
        "３６０７８２１９８８１２３１００２２",
    ],
)
def test_a_number_is_kept_in_one_form_however_it_is_typed(open_item, typed):
    sheet = open_item("A01")

    sheet.set("cert_no", typed)

    assert sheet.answers()["cert_no"] == WOMAN
    assert problem_codes(sheet, "cert_no") == []


@pytest.mark.parametrize("typed", ["", "护照", "123", "36078219881331002X"])
def test_what_is_no_number_leaves_sex_and_birth_blank(open_item, typed):
    sheet = open_item("A01")

    sheet.set("cert_no", typed)

    assert sheet.value("sex") is None
    assert sheet.value("birth") is None
    assert sheet.value("age") is None


def test_clearing_the_number_clears_what_came_from_it(open_item):
    sheet = open_item("A01")
    sheet.set("cert_no", WOMAN)

    changed = sheet.set("cert_no", "")

    assert {"sex", "birth", "age"} <= changed
    assert sheet.value("sex") is None
    assert "form.required_missing" in problem_codes(sheet, "cert_no")


@pytest.mark.parametrize(
    ("owner", "asked"),
    [("本人", False), ("亲属", True)],
)
def test_whose_telephone_it_is_is_asked_only_of_a_relative(open_item, owner, asked):
    sheet = open_item("A01")

    sheet.set("mobile_owner", owner)

    assert sheet.state("mobile_relation").visible is asked
    assert bool(problem_codes(sheet, "mobile_relation")) is asked


@given(
    birth=st.dates(date(1967, 1, 1), date(2009, 12, 31)),
    order=st.integers(1, 999),
)
def test_any_sound_number_gives_its_own_birth_and_sex(open_item, birth, order):
    sheet = open_item("A01")

    sheet.set("cert_no", number_of(birth, order))

    assert sheet.value("birth") == birth
    assert sheet.value("sex") == ("1" if order % 2 else "2")
    assert not [code for code in problem_codes(sheet, "cert_no") if code.startswith("identity.")]


@given(
    birth=st.dates(date(1920, 1, 1), date(2020, 1, 1)),
    place=st.integers(0, 16),
    step=st.integers(1, 9),
)
def test_any_single_digit_mistyped_is_noticed(open_item, birth, place, step):
    number = number_of(birth, 17)
    wrong = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    sheet = open_item("A01")

    sheet.set("cert_no", wrong)

    assert [code for code in problem_codes(sheet, "cert_no") if code.startswith("identity.")], wrong
