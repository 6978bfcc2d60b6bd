"""A hall in memory for every test of the queue's use cases."""

import pytest
from queue_fakes import QueueWorld


@pytest.fixture
def world() -> QueueWorld:
    return QueueWorld()
