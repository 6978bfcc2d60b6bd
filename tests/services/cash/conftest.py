"""A founded hall, open at window 3."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hall import Bench, new_bench

from app.bootstrap.opening import OpenHall


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return new_bench(tmp_path / "关田镇")


@pytest.fixture
def hall(bench: Bench) -> Iterator[OpenHall]:
    with bench.open() as hall:
        yield hall
