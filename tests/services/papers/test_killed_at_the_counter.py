"""Law 1 and law 2 under SIGKILL: real processes die at the counter, at any instant, a hundred times."""

import random
from pathlib import Path

import pytest
from hall import new_bench
from killed_counter import live_and_die, must_be_lawful, reported, warm_up

from app.bootstrap.places import HallHome

WINDOWS = ("03", "04")


@pytest.fixture
def home(tmp_path: Path) -> HallHome:
    """A founded hall, and in this process everything loaded that its windows will need."""
    warm = new_bench(tmp_path / "warm")
    with warm.open() as hall:
        warm_up(hall)
    return new_bench(tmp_path / "hall").home


def killed(home: HallHome, lives: int, seed: int) -> None:
    dice = random.Random(seed)
    for life in range(lives):
        live_and_die(home, WINDOWS, life, dice)
        if life % 10 == 0:
            must_be_lawful(home)


def test_a_hundred_kills_lose_nothing_halve_nothing_and_double_nothing(home: HallHome) -> None:
    killed(home, 52, seed=20261126)

    papers = must_be_lawful(home)
    steps = [done.step for done in reported(home)]
    assert steps.count("open") == 104
    assert papers > 20, "they did work between the kills"
    assert steps.count("printed") > 5


@pytest.mark.simulation
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(10))
def test_a_thousand_kills(home: HallHome, seed: int) -> None:
    killed(home, 50, seed)

    assert must_be_lawful(home) > 20
