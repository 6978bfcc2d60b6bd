"""The codes of an item: their length, and one being part of the other."""

import pytest

from app.domain.item_codes import misnumbered

BODY = "11360725MB0000000X"
BASIC = "002001001000"
WHOLE = f"{BODY}5{BASIC}"


def told(**codes):
    return [(code, facts["property"]) for code, facts in misnumbered(codes)]


@pytest.mark.parametrize(
    "codes",
    [
        {},
        {"basic": BASIC},
        {"implementing": WHOLE},
        {"basic": BASIC, "implementing": WHOLE, "business": f"{WHOLE}01"},
        {"basic": BASIC, "business": f"{WHOLE}01"},
    ],
)
def test_codes_that_fit_are_taken(codes):
    assert told(**codes) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("basic", BASIC[:-1]),
        ("basic", f"{BASIC}0"),
        ("basic", "00200100100X"),
        ("implementing", f"{BODY}7{BASIC}"),
        ("implementing", f"{BODY.lower()}5{BASIC}"),
        ("business", WHOLE),
        ("business", f"{WHOLE}0A"),
    ],
)
def test_a_code_of_another_shape_is_told(name, text):
    assert told(**{name: text}) == [("form.code_misshapen", name)]


def test_codes_that_do_not_hold_each_other_are_told():
    other = f"{BODY}5002001001001"

    assert told(basic=BASIC, implementing=other) == [("form.codes_apart", "implementing")]
    assert told(implementing=WHOLE, business=f"{other}01") == [("form.codes_apart", "business")]
