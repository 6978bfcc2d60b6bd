"""Which columns are shown where there is no room for all."""

import pytest

from ui.frame.columns import NEEDED, Column, shown_columns
from ui.frame.handle import WIDTH

ALL = frozenset(Column)
QUEUE, WORK, SIDE = Column.QUEUE, Column.WORK, Column.SIDE


@pytest.mark.parametrize(
    ("room", "asked", "shown"),
    [
        (1294, None, {QUEUE, WORK, SIDE}),
        (839, None, {QUEUE, WORK}),
        (839, SIDE, {WORK, SIDE}),
        (611, None, {WORK}),
        (611, SIDE, {SIDE}),
        (611, QUEUE, {QUEUE}),
    ],
)
def test_outer_columns_give_way_and_the_one_asked_for_stays(room, asked, shown):
    assert shown_columns(room, ALL, asked) == shown


@pytest.mark.parametrize(("asked", "shown"), [(None, {QUEUE, WORK}), (SIDE, {WORK, SIDE})])
def test_at_150_percent_the_strips_of_folded_columns_fit_beside_the_others(asked, shown):
    assert shown_columns(839, ALL, asked, frozenset({QUEUE, SIDE})) == shown


def test_a_strip_takes_its_room_from_what_is_shown():
    room, wanted, foldable = NEEDED[QUEUE] + NEEDED[WORK], frozenset({QUEUE, WORK}), frozenset({QUEUE, SIDE})

    assert shown_columns(room, wanted, None, foldable) == {WORK}
    assert shown_columns(room + WIDTH, wanted, None, foldable) == {QUEUE, WORK}


def test_what_is_not_wanted_is_never_shown():
    assert shown_columns(5000, frozenset({WORK}), SIDE) == {WORK}
