"""What stands on a line of a page: two short fields side by side, long ones and tables alone."""

import pytest
from form_parts import a_field, a_section, a_table
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.form.values import Kind
from ui.form import paging
from ui.form.paging import block, pack

SHORT, LONG = "short", "long"


def fields(*kinds):
    return [
        a_field(Kind.ADDRESS if kind == LONG else Kind.TEXT, f"f{place}") for place, kind in enumerate(kinds)
    ]


def lines(*kinds):
    shown = fields(*kinds)
    return [line.parts for line in block(a_section(*shown), shown, {}).lines]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([], []),
        ([SHORT], [("f0",)]),
        ([SHORT, SHORT], [("f0", "f1")]),
        ([SHORT, SHORT, SHORT], [("f0", "f1"), ("f2",)]),
        ([SHORT, LONG, SHORT], [("f0",), ("f1",), ("f2",)]),
        ([LONG, SHORT, SHORT, LONG], [("f0",), ("f1", "f2"), ("f3",)]),
    ],
)
def test_short_fields_share_a_line_and_long_ones_have_their_own(kinds, expected):
    assert lines(*kinds) == expected


@pytest.mark.parametrize(
    ("field", "wide"),
    [
        (a_field(Kind.ADDRESS), True),
        (a_field(Kind.CHOICES), True),
        (a_field(Kind.TEXT, max_chars=paging.WIDE_FROM_CHARS), True),
        (a_field(Kind.TEXT, max_chars=paging.WIDE_FROM_CHARS - 1), False),
        (a_field(Kind.NAME), False),
        (a_field(Kind.DATE), False),
    ],
)
def test_a_field_is_as_wide_as_what_is_written_in_it(field, wide):
    assert paging.is_wide(field) is wide


@pytest.mark.parametrize("boxes", [1, 3, 4, 7])
def test_boxes_to_tick_take_a_line_for_each_three_of_them(boxes):
    further = (boxes - 1) // paging.TICKS_A_LINE

    assert paging.ticks_height(boxes) == paging.FIELD_HEIGHT + further * paging.TICKS_HEIGHT


@pytest.mark.parametrize("part", [a_table(a_field(key="year")), a_field(Kind.CHOICES, "years")])
def test_tables_and_boxes_have_a_line_of_their_own_as_high_as_they_say(part):
    (line,) = block(a_section(part), [part], {"years": 123}).lines

    assert (line.parts, line.height, line.is_wide) == (("years",), 123, True)


def test_a_section_is_as_high_as_its_title_and_its_lines():
    shown = fields(SHORT, SHORT, SHORT)

    assert block(a_section(*shown), shown, {}).height == paging.TITLE_HEIGHT + 2 * paging.FIELD_HEIGHT


def test_no_form_is_one_empty_page():
    assert pack([], 500) == ((),)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from([SHORT, LONG]), max_size=12), max_size=6),
    st.integers(paging.TITLE_HEIGHT + paging.FIELD_HEIGHT, 900),
)
def test_paging_never_loses_a_field_and_keeps_their_order(sections, room):
    blocks, expected = [], []
    for place, kinds in enumerate(sections):
        shown = [
            a_field(Kind.ADDRESS if kind == LONG else Kind.TEXT, f"s{place}f{at}")
            for at, kind in enumerate(kinds)
        ]
        expected += [field.key for field in shown]
        blocks.append(block(a_section(*shown, key=f"s{place}"), shown, {}))

    pages = pack(blocks, room)

    found = [key for page in pages for part in page for line in part.lines for key in line.parts]
    assert found == expected


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_a_section_that_fits_on_a_page_is_never_torn(sizes):
    room = paging.TITLE_HEIGHT + 9 * paging.FIELD_HEIGHT
    blocks = []
    for place, size in enumerate(sizes):
        shown = [a_field(Kind.ADDRESS, f"s{place}f{at}") for at in range(size)]
        blocks.append(block(a_section(*shown, key=f"s{place}"), shown, {}))

    pages = pack(blocks, room)

    names = [part.section for page in pages for part in page]
    assert sorted(set(names)) == sorted(names)
