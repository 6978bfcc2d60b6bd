"""Several windows in several processes on one file call nobody twice."""

import multiprocessing
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from queue_database import KEY, found_hall, world_on
from queue_fakes import QueueWorld
from sqlalchemy import Engine, event

from app.domain.hall import Window
from app.services.queue.call_next import call_next
from app.services.queue.issue import Wish, issue_ticket
from db.engine import open_engine

FORK = multiprocessing.get_context("fork")
PROCESSES, TICKETS = 8, 2000
TOGETHER = 10
"""How many calls each process makes at the same moment as all the others."""
PATIENCE_S = 120


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "hall.db"
    found_hall(path)
    return path


def issue_in_one_transaction(world: QueueWorld, count: int) -> None:
    """Issue many tickets quickly: what is tested here is the calling."""
    with world.storage.writing() as unit:
        at_once = replace(world.at(""), storage=_Joined(unit))
        for number in range(count):
            issue_ticket(at_once, f"issue-{number}", [Wish("B", "参保登记")])
        unit.commit()


class _Joined:
    """A storage whose transactions are all part of one that stays open."""

    def __init__(self, unit: object) -> None:
        self._unit = unit

    def writing(self) -> "_Joined":
        return self

    def __enter__(self) -> "_Joined":
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the end to the transaction around it."""

    def commit(self) -> None:
        """Leave the end to the transaction around it."""

    def __getattr__(self, name: str) -> object:
        return getattr(self._unit, name)


def call_until_nobody_waits(path: Path, process: int, told: Connection, together: Barrier) -> None:
    """Call, at a window of its own for each call, so that nothing but the calling takes time.

    The first calls are made by all at once; after them the file belongs to whoever is quick, and a process
    that has it may well call everybody who is left.
    """
    engine = open_engine(path, KEY)
    _without_waiting_for_the_disk(engine)
    world, called = world_on(engine), []
    for call in range(TICKETS):
        if call <= TOGETHER:  # once more than there are such calls: nobody goes on before all have made them
            together.wait(PATIENCE_S)
        window = f"{process}-{call}"
        world.hall = replace(world.hall, windows=(Window(window, "社保", ("B",)),))
        ticket = call_next(world.at(window), window)
        if ticket is None:
            break
        called.append((ticket.id, ticket.series, ticket.number))
    engine.dispose()
    told.send(called)
    told.close()


def _without_waiting_for_the_disk(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _(connection: object, _record: object) -> None:
        connection.execute("PRAGMA synchronous = OFF")  # type: ignore[attr-defined]
        connection.execute("PRAGMA busy_timeout = 60000")  # type: ignore[attr-defined]


def test_eight_processes_call_two_thousand_tickets_once_each(path: Path) -> None:
    engine = open_engine(path, KEY)
    world = world_on(engine)
    world.with_policy(last_number=TICKETS)
    issue_in_one_transaction(world, TICKETS)
    engine.dispose()

    together = FORK.Barrier(PROCESSES)
    pipes = [FORK.Pipe(duplex=False) for _ in range(PROCESSES)]
    processes = [
        FORK.Process(target=call_until_nobody_waits, args=(path, number, mouth, together))
        for number, (_ear, mouth) in enumerate(pipes)
    ]
    for process in processes:
        process.start()
    called = [ear.recv() if ear.poll(PATIENCE_S) else [] for ear, _mouth in pipes]
    for process in processes:
        process.join(PATIENCE_S)

    assert [process.exitcode for process in processes] == [0] * PROCESSES
    calls = [call for by_one in called for call in by_one]
    assert len(calls) == TICKETS
    assert len(set(calls)) == TICKETS
    assert min(len(by_one) for by_one in called) >= TOGETHER, "they called side by side"
