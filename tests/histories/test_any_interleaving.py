"""Laws 1 and 2 and the equality rule under any interleaving (DESIGN §2, §4)."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from ledger_machine import TownshipMachine

COMMON = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None}


def test_the_laws_hold_in_a_short_run():
    short = settings(max_examples=60, stateful_step_count=40, derandomize=True, **COMMON)
    run_state_machine_as_test(TownshipMachine, settings=short)


@pytest.mark.simulation
@pytest.mark.timeout(3600)
def test_the_laws_hold_in_a_long_run():
    long = settings(max_examples=3000, stateful_step_count=100, **COMMON)
    run_state_machine_as_test(TownshipMachine, settings=long)
