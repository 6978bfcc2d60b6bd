"""The shapes of post codes and number plates, as the forms that ask for them check them."""

from datetime import date

import pytest
from hall import hall_data

from app.domain.form.sheet import FormContext, open_sheet

TODAY = date(2026, 11, 26)


def shapes_found(item, path, answer):
    catalog = hall_data().catalog
    sheet = open_sheet(catalog.current(item, TODAY).form, {}, FormContext(today=TODAY, tables=catalog.tables))
    table, _, column = path.partition("/")
    at = f"{table}/{sheet.add_row(table)}/{column}" if column else path
    sheet.set(at, answer)
    return [one.code for one in sheet.problems() if one.path == at and one.code == "form.wrong_pattern"]


@pytest.mark.parametrize("plate", ["赣B12345", "赣BD12345", "粤Z12345", "赣崇义渔船06"])
def test_a_plate_of_five_or_six_signs_or_the_name_of_a_ship_is_taken(plate):
    assert shapes_found("B01", "vehicles/plate", plate) == []


@pytest.mark.parametrize("plate", ["赣B1234", "赣B1234567", "B12345", "赣BO2345", "赣B1234I", "12345"])
def test_a_plate_of_another_shape_is_told(plate):
    assert shapes_found("B01", "vehicles/plate", plate) == ["form.wrong_pattern"]


@pytest.mark.parametrize("code", ["341000", "342800", "341321"])
def test_a_post_code_has_six_digits(code):
    assert shapes_found("A04", "postcode", code) == []


@pytest.mark.parametrize("code", ["34100", "34100A"])
def test_a_post_code_of_another_shape_is_told(code):
    assert shapes_found("A04", "postcode", code) == ["form.wrong_pattern"]
