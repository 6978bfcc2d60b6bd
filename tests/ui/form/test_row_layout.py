"""The fields of a row stand side by side, none is lost, none overlaps another."""

import pytest
from form_parts import NATIONS, a_field, a_table
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.form.model import Rule
from app.domain.form.values import Kind
from ui.form.row_layout import (
    GUTTER,
    LEAST_WIDTH,
    MOST_ABREAST,
    abreast,
    calculated_columns,
    lay_out,
    line_count,
    typed_columns,
)


def fields_of(sizes):
    return [a_field(Kind.TEXT, f"f{at}", max_chars=chars) for at, chars in enumerate(sizes)]


@pytest.mark.parametrize(
    ("width", "count"),
    [(100, 1), (LEAST_WIDTH, 1), (2 * LEAST_WIDTH + GUTTER, 2), (702, 3), (1800, MOST_ABREAST)],
)
def test_as_many_fields_stand_side_by_side_as_an_identity_number_leaves_room_for(width, count):
    assert abreast(width) == count


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from([0, 20, 100]), max_size=20), st.integers(1, 3))
def test_every_field_has_its_own_place_in_form_order(sizes, columns):
    places = lay_out(fields_of(sizes), columns)
    taken = [(place.line, place.column + at) for place in places for at in range(place.span)]

    assert [place.key for place in places] == [f"f{at}" for at in range(len(sizes))]
    assert len(set(taken)) == len(taken)
    assert sorted(taken) == taken
    assert all(column < columns for _, column in taken)


def test_a_long_field_takes_two_places_and_boxes_a_line_of_their_own():
    ticks = a_field(Kind.CHOICES, "why", choices=NATIONS)

    places = lay_out([a_field(Kind.NAME, "name"), a_field(Kind.ADDRESS, "home"), ticks], 3)

    assert [(place.line, place.column, place.span) for place in places] == [(0, 0, 1), (0, 1, 2), (1, 0, 3)]
    assert line_count(places) == 2


def test_what_is_always_calculated_is_read_and_not_typed(table_with_age):
    assert [column.key for column in typed_columns(table_with_age)] == ["name", "sex"]
    assert [column.key for column in calculated_columns(table_with_age)] == ["age"]


@pytest.fixture
def table_with_age():
    name = a_field(Kind.NAME, "name")
    rule = Rule("today", name.spot)
    return a_table(
        name, a_field(Kind.INTEGER, "age", calc=rule), a_field(Kind.TEXT, "sex", calc=rule, calc_when=rule)
    )
