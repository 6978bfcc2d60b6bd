"""Each guard is needed: with it the history comes out right, with it removed the same history fails."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from ledger_machine import TownshipMachine, changed
from ledger_memory import MemoryAuthorityStore
from ledger_world import World

from app.authority import receive
from app.domain import numbers, restore
from app.domain.ledger import fold
from app.domain.ledger.log import Delivered


@dataclass(frozen=True)
class Guard:
    """Where a guard stands, and what is put in its place to remove it."""

    where: object
    name: str
    removed: object


def no_memory_of_operations(_store: object, _op_id: str) -> None:
    return None


GUARDS = {
    "op id key": Guard(MemoryAuthorityStore, "entry", no_memory_of_operations),
    "body hash check": Guard(receive, "is_sound", lambda _delivered: True),
    "base check": Guard(fold, "misfit", lambda *_: None),
    "chain check": Guard(receive, "chain_refusal", lambda *_: None),
    "issue log": Guard(restore, "is_unknown", lambda *_: False),
    "tag change": Guard(numbers, "_spelled", lambda _count, alphabet: alphabet[0]),
}


def history(module: str, name: str, *arguments: object) -> Callable[[], None]:
    """Return a named history as something that can be run again."""
    test = getattr(importlib.import_module(f"tests.histories.{module}"), name)
    return lambda: test(*arguments)


def tampered_on_the_way() -> None:
    """A body changed between the window and the authority is not taken in; the true one is."""
    world = World()
    window = world.window(3)
    world.cut_off(window)
    window.opens()
    [delivered] = window.database.unsent
    world.delivers(Delivered(changed(delivered), delivered.envelope))
    world.everyone_syncs()
    world.must_be_lawful()


def one_answer_lost() -> None:
    world = World()
    window = world.window(3)
    world.cut_off(window)
    window.accepts(window.opens())
    window.sends(window.database.unsent[0], answer_is_lost=True)
    world.everyone_syncs()
    assert len(world.store.log) == len(world.made)
    world.must_be_lawful()


STORIES = {
    "op id key": one_answer_lost,
    "body hash check": tampered_on_the_way,
    "base check": history(
        "test_history_01_two_windows",
        "test_different_fields_and_a_paper_meet_without_conflict_the_same_field_does_not",
        4,
    ),
    "chain check": history("test_history_08_clones", "test_the_fork_is_told_as_a_fork"),
    "issue log": history(
        "test_history_04_restored", "test_numbers_of_the_dead_disk_are_never_used_again", False
    ),
    "tag change": history(
        "test_history_04_restored", "test_a_second_restore_from_the_same_backup_gets_yet_another_tag"
    ),
}


@pytest.mark.parametrize("name", GUARDS)
def test_the_story_holds_with_its_guard_and_fails_without(name, monkeypatch):
    guard, story = GUARDS[name], STORIES[name]
    story()
    monkeypatch.setattr(guard.where, guard.name, guard.removed)
    with pytest.raises(AssertionError):
        story()


@pytest.mark.parametrize(
    "name",
    [
        "op id key",
        "body hash check",
        "chain check",
        pytest.param("issue log", marks=pytest.mark.simulation),
        pytest.param("tag change", marks=pytest.mark.simulation),
    ],
)
def test_any_interleaving_finds_the_missing_guard_by_itself(name, monkeypatch):
    """The base check is left out: a lost update breaks no law that a counter of operations could see."""
    monkeypatch.setattr(GUARDS[name].where, GUARDS[name].name, GUARDS[name].removed)
    search = settings(
        max_examples=300,
        stateful_step_count=60,
        deadline=None,
        database=None,
        derandomize=True,
        report_multiple_bugs=False,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    with pytest.raises(AssertionError):
        run_state_machine_as_test(TownshipMachine, settings=search)
