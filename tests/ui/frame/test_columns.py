"""Which columns are shown where there is no room for all."""

import pytest

from ui.frame.columns import Column, shown_columns

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


def test_what_is_not_wanted_is_never_shown():
    assert shown_columns(5000, frozenset({WORK}), SIDE) == {WORK}
