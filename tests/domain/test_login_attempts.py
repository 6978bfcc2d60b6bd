"""The waits after wrong pass phrases: patient with a slip of the finger, not with a machine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.login_attempts import FREE_TRIES, FailedLogins

STARTED = 100.0
AN_HOUR = 3600


def after(count: int) -> FailedLogins:
    return FailedLogins(count, STARTED)


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


def test_at_the_very_moment_the_wait_ends_nothing_is_left_of_it() -> None:
    last = 4592.058009289581

    assert FailedLogins(12, last).left_s(last + AN_HOUR) == 0


def test_the_wait_runs_out_second_by_second() -> None:
    assert [after(6).left_s(STARTED + passed) for passed in (0, 1, 59, 60, 10_000)] == [60, 59, 1, 0, 0]
    assert after(4).left_s(STARTED) == 0


@given(st.integers(5, 40), st.floats(0, 10**6), st.floats(0, 10**6))
def test_no_restart_of_the_computer_shortens_a_wait_and_none_makes_it_endless(
    count: int, last: float, since_start: float
) -> None:
    """However long it ran before: what is left is at least the wait less the time it has run since."""
    failed = FailedLogins(count, last)

    left = failed.left_s(since_start)

    assert left >= failed.wait_s - since_start
    assert failed.in_this_run(since_start).left_s(since_start + AN_HOUR) == 0
