"""A window's process killed at every single step: everything or nothing, and nothing done twice."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from queue_database import KEY, found_hall, stored_rows, world_on
from queue_fakes import QueueWorld
from sqlalchemy import Engine, event

from app.domain.ticket import ServiceResult, Ticket
from app.services.queue.call_next import call_next
from app.services.queue.finish import finish
from app.services.queue.issue import Wish, issue_ticket
from app.services.queue.slip import slip_printed
from app.services.queue.view import queue_view
from db.engine import open_engine

FORK = multiprocessing.get_context("fork")
PATIENCE_S = 60


@pytest.fixture(scope="module")
def fresh_hall(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a founded hall, to be copied by every test."""
    path = tmp_path_factory.mktemp("hall") / "hall.db"
    found_hall(path)
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, fresh_hall: bytes) -> Path:
    path = tmp_path / "hall.db"
    path.write_bytes(fresh_hall)
    return path


Step = Callable[[QueueWorld], Ticket | None]


def _seen(world: QueueWorld) -> Ticket:
    ticket = queue_view(world.at("03")).serving
    assert ticket is not None
    return ticket


def _first(world: QueueWorld) -> Ticket:
    with world.storage.reading() as unit:
        tickets = unit.tickets.of_day(world.at("03").on(world.clock.now().date()))
    first: Ticket = tickets[0]
    return first


# Each step with its own command id: what a window would send again after a crash.
STEPS: tuple[Step, ...] = (
    lambda world: issue_ticket(
        world.at(""), "issue", [Wish("B", "参保登记")], ground="elderly", holder="张*"
    ),
    lambda world: slip_printed(world.at(""), "print", _first(world)),
    lambda world: call_next(world.at("03"), "call"),
    lambda world: finish(world.at("03"), "finish", _seen(world), ServiceResult.DONE),
)
WHOLE_LIFE = ["issued", "holder_named", "slip_printed", "called", "finished"]


class Killer:
    """Ends the process at the n-th thing that happens to the database, or between two steps."""

    def __init__(self, engine: Engine, after: int) -> None:
        self.left = after
        event.listen(engine, "before_cursor_execute", self.tick)
        event.listen(engine, "commit", self.tick)

    def tick(self, *_: object) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def work_until_killed(path: Path, after: int, told: Connection) -> None:
    engine = open_engine(path, KEY)
    world, killer = world_on(engine), Killer(engine, after)
    for number, step in enumerate(STEPS):
        step(world)
        killer.tick()
        told.send(number)
    engine.dispose()


def told_before_the_kill(path: Path, after: int) -> tuple[list[int], bool]:
    """Return the steps that were reported as done, and whether the process was killed."""
    ear, mouth = FORK.Pipe(duplex=False)
    process = FORK.Process(target=work_until_killed, args=(path, after, mouth))
    process.start()
    mouth.close()
    process.join(PATIENCE_S)
    told = []
    while ear.poll(0):
        try:
            told.append(ear.recv())
        except EOFError:
            break
    return told, process.exitcode == -signal.SIGKILL


def test_killed_at_any_step_leaves_a_step_whole_or_undone(path: Path, fresh_hall: bytes) -> None:
    after, killed, kills = 0, True, 0
    while killed:
        after += 1
        path.with_name("hall.db-wal").unlink(missing_ok=True)
        path.with_name("hall.db-shm").unlink(missing_ok=True)
        path.write_bytes(fresh_hall)
        told, killed = told_before_the_kill(path, after)
        kills += killed
        engine = open_engine(path, KEY)
        _nothing_told_is_missing(engine, told)
        _the_same_presses_complete_it(engine)
        engine.dispose()

    assert told == list(range(len(STEPS)))
    assert kills > 60


def _nothing_told_is_missing(engine: Engine, told: list[int]) -> None:
    with engine.connect() as connection:
        rows = stored_rows(connection)
        world = world_on(engine)
        done = [event["what"] for visit in rows for event in world.document(visit)["events"]]
        events_after = {-1: [], 0: WHOLE_LIFE[:2], 1: WHOLE_LIFE[:3], 2: WHOLE_LIFE[:4], 3: WHOLE_LIFE}
        last = max(told, default=-1)
        assert done in (events_after[last], events_after[min(last + 1, 3)])


def _the_same_presses_complete_it(engine: Engine) -> None:
    """Send every command again: what was done is not done twice, what was not is done now."""
    world = world_on(engine)
    for step in STEPS[:3]:
        step(world)
    serving = queue_view(world.at("03")).serving
    finish(world.at("03"), "finish", serving or _first(world), ServiceResult.DONE)

    with engine.connect() as connection:
        (row,) = stored_rows(connection).values()
    assert (row["series"], row["number"], row["state"]) == ("VB", 1, "finished")
    assert [event["what"] for event in world.document(row["id"])["events"]] == WHOLE_LIFE
