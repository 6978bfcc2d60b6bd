"""What every test may ask for, and what no test may leave behind."""

import threading
from collections.abc import Iterator

import garbage
import pytest
import thread_watch
import word_files
from fakes import FakeClock, FakeIds
from patient_bot import PatientBot
from pytestqt.qtbot import QtBot

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


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """Take the place of pytest-qt's own hand; the application must stand before it."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _garbage_dies_here(request: pytest.FixtureRequest) -> Iterator[None]:
    with garbage.dies_here(holds_widgets="qapp" in request.fixturenames):
        yield


@pytest.fixture(autouse=True)
def _no_thread_left_behind() -> Iterator[None]:
    """A thread that outlives its test makes some later test fail, somewhere else, once a month."""
    before = set(threading.enumerate())
    yield
    assert thread_watch.left_running(before) == [], "this test left threads running"
