"""An amount that is paid out or taken in stands in capitals too (大写) on the paper to be signed."""

import pytest
from answer_sets import SETS

from app.domain.form.values import Kind

PAID = {
    "A01": {"tier_amount", "retro_total"},
    "A02": {"monthly"},
    "A03": {"payable", "overpaid_amount"},
    "A04": {"amount", "family_amount"},
    "A07": {"aid_amount"},
    "B03": {"applied", "first_amount"},
    "B05": {"amount", "overpaid_amount"},
    "B08": {"standard"},
    "B10": {"amount"},
    "B12": {"grant"},
    "B13": {"amount"},
    "C03": {"amount"},
    "C04": {"amount"},
    "C05": {"amount"},
    "D06": {"amount"},
    "D07": {"amount"},
    "E04": {"amount"},
    "E05": {"amount"},
    "E06": {"amount"},
}
"""What an item pays, lends or takes in the end; figures on the way there are not repeated in words."""


@pytest.mark.parametrize("item_id", sorted(SETS))
def test_what_is_paid_is_written_in_capitals_too(item_of, item_id):
    fields = item_of(item_id).form.fields
    in_capitals = {key for key, field in fields.items() if field.capital}

    assert in_capitals == PAID.get(item_id, set())
    assert {fields[key].kind for key in in_capitals} <= {Kind.MONEY}
