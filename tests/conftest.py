"""What every test may ask for, and what no test may leave behind."""

import threading
from collections.abc import Iterator

import pytest
import word_files
from fakes import FakeClock, FakeIds

from app.domain.words import Words


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def ids() -> FakeIds:
    return FakeIds()


@pytest.fixture(scope="session")
def words() -> Words:
    return Words(word_files.templates())


@pytest.fixture(autouse=True)
def _no_thread_left_behind() -> Iterator[None]:
    """A thread that outlives its test makes some later test fail, somewhere else, once a month."""
    before = set(threading.enumerate())
    yield
    started = [thread for thread in threading.enumerate() if thread not in before]
    for thread in filter(_can_end, started):
        thread.join(timeout=2)
        assert not thread.is_alive(), f"this test left the thread {thread.name!r} running"


def _can_end(thread: threading.Thread) -> bool:
    """Threads that Qt started look alive to Python for ever, as it never hears of their end."""
    return not isinstance(thread, threading._DummyThread)
