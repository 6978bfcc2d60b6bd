"""The stand-ins keep the promises of their ports, and the watch over threads is awake."""

import threading
import uuid
from datetime import UTC, datetime, timedelta

import pytest
import thread_watch
from fakes import CROCKFORD, CROCKFORD_CHECK, FakeClock, FakeIds


def test_the_clock_stands_still_until_it_is_moved(clock):
    before = clock.now()
    assert clock.now() == before
    clock.advance(minutes=5)
    assert clock.now() - before == timedelta(minutes=5)
    assert clock.monotonic() == 300


def test_a_clock_put_back_leaves_the_monotonic_side_alone(clock):
    clock.advance(seconds=7)
    clock.set(datetime(1985, 1, 1, tzinfo=UTC))
    assert clock.now().isoformat() == "1985-01-01T08:00:00+08:00"
    assert clock.monotonic() == 7


def test_the_clock_speaks_the_halls_time():
    assert FakeClock().now().utcoffset() == timedelta(hours=8)


def test_time_that_passes_does_not_run_backwards(clock):
    with pytest.raises(AssertionError, match="only passes"):
        clock.advance(days=-1)


def test_identifiers_are_version_seven_and_never_twice_the_same(ids):
    made = [ids.operation_id() for _ in range(1000)]
    assert len(set(made)) == 1000
    assert {(uuid.UUID(one).version, uuid.UUID(one).variant) for one in made} == {(7, uuid.RFC_4122)}


def test_one_seed_gives_one_story():
    def story(seed):
        ids = FakeIds(seed)
        return ids.operation_id(), ids.random_bytes(16), ids.query_code()

    assert story(1) == story(1)
    assert story(1) != story(2)


def test_a_query_code_carries_its_check_character(ids):
    *symbols, check = ids.query_code()
    number = 0
    for symbol in symbols:
        number = number * 32 + CROCKFORD.index(symbol)
    assert check == CROCKFORD_CHECK[number % 37]


def test_a_thread_left_running_is_found_and_one_that_ends_is_not():
    # given a thread that waits
    before, may_end = set(threading.enumerate()), threading.Event()
    waiting = threading.Thread(target=may_end.wait, name="forgotten")
    waiting.start()
    # then it is found, until it ends
    assert thread_watch.left_running(before, wait_s=0.01) == ["forgotten"]
    may_end.set()
    assert thread_watch.left_running(before) == []
