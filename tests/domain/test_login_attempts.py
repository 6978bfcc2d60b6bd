"""The waits after wrong pass phrases: patient with a slip of the finger, not with a machine."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.login_attempts import FREE_TRIES, FailedLogins

NINE = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
AN_HOUR = 3600


def after(count: int) -> FailedLogins:
    return FailedLogins(count, NINE)


@pytest.mark.parametrize(
    ("count", "tries_left", "wait_s"),
    [
        (0, 5, 0),
        (1, 4, 0),
        (4, 1, 0),
        (5, 0, 30),
        (6, 0, 60),
        (7, 0, 120),
        (11, 0, 1920),
        (12, 0, AN_HOUR),
        (10_000, 0, AN_HOUR),
    ],
)
def test_five_tries_are_free_then_the_wait_doubles_up_to_an_hour(
    count: int, tries_left: int, wait_s: int
) -> None:
    assert (after(count).tries_left, after(count).wait_s) == (tries_left, wait_s)


@given(st.integers(0, 10**9))
def test_one_more_mistake_never_makes_the_wait_shorter(count: int) -> None:
    assert after(count).wait_s <= after(count + 1).wait_s <= AN_HOUR


@given(st.integers(0, 10**9))
def test_there_is_either_a_try_left_or_a_wait(count: int) -> None:
    assert (after(count).tries_left > 0) is (after(count).wait_s == 0)
    assert (after(count).tries_left > 0) is (count < FREE_TRIES)
