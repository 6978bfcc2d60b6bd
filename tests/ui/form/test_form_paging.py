"""Sections stay whole where they fit; nothing is lost between pages."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ui.form.paging import FIELD_HEIGHT, TITLE_HEIGHT, Block, Line, pack, page_of, section_of

ROOM = 500


def section(name, lines):
    return Block(name, name, tuple(Line((f"{name}{at}",), FIELD_HEIGHT) for at in range(lines)))


def keys(pages):
    return [line.parts[0] for page in pages for block in page for line in block.lines]


def test_a_section_that_does_not_fit_any_more_begins_a_new_page():
    pages = pack([section("a", 5), section("b", 4)], ROOM)

    assert [[block.section for block in page] for page in pages] == [["a"], ["b"]]


def test_a_section_taller_than_a_page_begins_where_the_last_one_ended():
    pages = pack([section("a", 1), section("b", 12)], ROOM)

    assert [block.section for block in pages[0]] == ["a", "b"]
    assert [block.section for block in pages[1]] == ["b"]


def test_a_section_that_was_split_begins_where_the_last_one_ended_however_short_it_is():
    pages = pack([section("a", 5), section("b", 4)], ROOM, split={"b"})

    assert [[block.section for block in page] for page in pages] == [["a", "b"], ["b"]]
    assert (page_of(pages, "b0"), page_of(pages, "b3"), page_of(pages, "c")) == (0, 1, None)
    assert (section_of(pages, "b3/row/x"), section_of(pages, "c")) == ("b", "")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(1, 20), max_size=6),
    st.integers(TITLE_HEIGHT + FIELD_HEIGHT, 900),
    st.sets(st.sampled_from([f"s{at}-" for at in range(6)])),
)
def test_every_line_is_on_one_page_in_order_and_no_page_overflows(sizes, room, split):
    sections = [section(f"s{at}-", size) for at, size in enumerate(sizes)]

    pages = pack(sections, room, split)

    assert keys(pages) == [line.parts[0] for one in sections for line in one.lines]
    assert all(sum(block.height for block in page) <= room for page in pages)
