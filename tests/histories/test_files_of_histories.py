"""The encrypted file under the histories: it outlives the program, and deliveries are in it whole or not."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from ledger_machine import TownshipMachine
from ledger_storage import KEY, Shelf, StoredAuthority
from ledger_world import World

from app.authority.receive import receive
from app.domain.ledger.log import Delivered, rebuild
from app.domain.ledger.operation import Subject
from db.engine import open_engine


@pytest.fixture
def shelf(empty_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    shelf = Shelf(empty_file, tmp_path)
    monkeypatch.setattr(World, "makes_store", staticmethod(shelf.store))
    yield shelf
    shelf.close()


def a_case_with_a_conflict() -> tuple[World, Subject]:
    """Window 3 accepted and wrote; window 5, cut off meanwhile, wrote the same field."""
    world = World()
    three, five = world.window(3), world.window(5)
    case = three.opens()
    world.cut_off(three, five)
    three.accepts(case)
    three.writes(case, mobile="13800000003")
    five.writes(case, mobile="13800000005")
    world.everyone_syncs()
    return world, case


def test_what_a_history_told_is_still_there_in_another_program(shelf: Shelf, tmp_path: Path) -> None:
    world, case = a_case_with_a_conflict()
    log, states = world.store.log, world.store.states
    shelf.close()

    again = StoredAuthority(open_engine(tmp_path / "authority 0.db", KEY))

    assert (again.log, again.states) == (log, states)
    assert rebuild(again.log, world.kinds)[case] == states[case]
    assert len(again.conflicts(case)) == 1
    again.engine.dispose()


class PowerCut(Exception):
    """The lights go out."""


@pytest.mark.parametrize("method", ["append", "save", "advance"])
def test_a_delivery_cut_short_leaves_nothing_and_is_taken_when_it_comes_again(
    shelf: Shelf, method: str
) -> None:
    world, case = a_case_with_a_conflict()
    three = world.windows[0]
    three.is_cut_off = True
    three.writes(case, name="钟示例")
    before = world.store.log, world.store.states, world.store.head(three.database.source)
    (delivered,) = three.database.unsent

    # when the power fails right after one of the writes
    with pytest.raises(PowerCut):
        delivers_in_the_dark(world, delivered, method)
    # then nothing of it is in the file
    assert (world.store.log, world.store.states, world.store.head(three.database.source)) == before
    # and what was sent comes again, and is taken once
    three.reconnects()
    assert len(world.store.log) == len(before[0]) + 1
    assert world.state(case).document["answers"]["name"] == "钟示例"


def delivers_in_the_dark(world: World, delivered: Delivered, method: str) -> None:
    with world.store.transaction() as rows:
        setattr(rows, method, cut_after(getattr(rows, method)))
        receive(world.authority, rows, delivered)


def cut_after(write: Callable[..., None]) -> Callable[..., None]:
    def written_and_dark(*given: object) -> None:
        write(*given)
        raise PowerCut

    return written_and_dark


def test_a_series_goes_on_after_the_number_that_was_given_last(shelf: Shelf, tmp_path: Path) -> None:
    given = [shelf.store().next_serial("赣崇关受〔2026〕")]
    store = StoredAuthority(open_engine(tmp_path / "authority 0.db", KEY))

    given += [store.next_serial("赣崇关受〔2026〕") for _ in range(3)]

    assert given == [1, 2, 3, 4]
    assert store.next_serial("赣崇关受〔2027〕") == 1
    store.engine.dispose()


def test_the_laws_hold_over_files_whatever_the_interleaving(shelf: Shelf) -> None:
    few = settings(
        max_examples=20,
        stateful_step_count=30,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )

    run_state_machine_as_test(TownshipMachine, settings=few)
