"""A transaction is all or nothing, readers see one moment and wait for nobody, writers take turns."""

import multiprocessing
import threading
from collections.abc import Iterator
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from fakes import FakeIds
from queue_database import KEY, PROJECTIONS, found_hall, world_on
from queue_fakes import QueueWorld
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from app.domain.ledger.canonical import Json
from app.domain.role import Action
from app.domain.ticket import QueueError, Ticket
from app.services.queue.desk import Turn, once
from app.services.queue.issue import Wish, issue_ticket
from db.engine import open_engine
from db.unit_of_work import SqlStorage

FORK = multiprocessing.get_context("fork")
PATIENCE_S = 30


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "hall.db"
    found_hall(path)
    return path


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    engine = open_engine(path, KEY)
    yield engine
    engine.dispose()


@pytest.fixture
def storage(engine: Engine) -> SqlStorage:
    return SqlStorage(engine, PROJECTIONS)


@pytest.fixture
def world(engine: Engine) -> QueueWorld:
    return world_on(engine)


class Interrupted(BaseException):
    """What no `except Exception` sees, like a Ctrl+C in the middle of a command."""


ERRORS = {
    "a refusal": QueueError("queue.reason_needed"),
    "a bug": ZeroDivisionError(),
    "a fault of the disk": OSError(28, "No space left on device"),
    "a missing thing": LookupError("visit"),
    "an interruption": Interrupted(),
    "the end of the program": SystemExit(1),
}


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
def test_whatever_goes_wrong_leaves_no_half_command(world: QueueWorld, error: BaseException) -> None:
    # Given a hall with one ticket
    before = world.issue()

    def half_done(turn: Turn) -> Ticket:
        turn.record("visit.slip_printed.v1", before.id)
        turn.unit.authority.next_serial("赣崇关受〔2026〕")
        turn.unit.business_day.set(turn.moment.business_date, confirmed_by="c-wang", clock=date(1985, 1, 1))
        turn.unit.commands.remember("inner", {})
        raise error

    # When a command goes wrong after it wrote to every store
    with pytest.raises(type(error)):
        once(world.at("03"), Action.CALL, "half", half_done, keep=_nothing, again=lambda *_: before)

    # Then none of it is there, and the same press may be tried again
    assert world.ticket(before.id) == before
    with world.storage.writing() as unit:
        assert unit.commands.result("half") is None
        assert unit.commands.result("inner") is None
        assert unit.business_day.confirmed_under() is None
        assert unit.authority.next_serial("赣崇关受〔2026〕") == 1


def _nothing(_result: object) -> Json:
    return {}


def test_a_command_that_reaches_its_end_without_commit_has_no_effect(storage: SqlStorage) -> None:
    with storage.writing() as unit:
        unit.commands.remember("forgotten", {"done": True})

    with storage.reading() as unit:
        assert unit.commands.result("forgotten") is None


def test_what_was_committed_is_there_for_the_next(storage: SqlStorage) -> None:
    with storage.writing() as unit:
        unit.commands.remember("kept", {})
        unit.commit()

    with storage.reading() as unit:
        assert unit.commands.result("kept") == {}


def test_one_command_id_has_one_result_whoever_writes_it(storage: SqlStorage) -> None:
    with storage.writing() as unit:
        unit.commands.remember("press", {"first": True})
        unit.commit()

    with storage.writing() as unit, pytest.raises(IntegrityError):
        unit.commands.remember("press", {"second": True})

    with storage.reading() as unit:
        assert unit.commands.result("press") == {"first": True}


def test_a_reader_never_waits_for_a_writer_and_sees_only_what_was_committed(storage: SqlStorage) -> None:
    # Given a writer in the middle of its work
    with storage.writing() as writer:
        writer.commands.remember("press", {"n": 1})

        # When somebody reads meanwhile, then at once, and the state before
        with storage.reading() as reader:
            assert reader.commands.result("press") is None
        writer.commit()

    with storage.reading() as reader:
        assert reader.commands.result("press") == {"n": 1}


def test_a_reader_sees_one_moment_from_its_first_look_to_its_last(storage: SqlStorage) -> None:
    with storage.reading() as reader:
        assert reader.commands.result("press") is None
        with storage.writing() as writer:
            writer.commands.remember("press", {})
            writer.commit()

        assert reader.commands.result("press") is None, "a list and its counts come from one moment"


def test_many_readers_at_once_do_not_stop_a_writer(storage: SqlStorage) -> None:
    with storage.reading() as first, storage.reading() as second, storage.reading() as third:
        looks = [one.commands.result("press") for one in (first, second, third)]
        with storage.writing() as writer:
            writer.commands.remember("press", {})
            writer.commit()

    assert looks == [None, None, None]


def test_a_second_writer_waits_for_the_first_and_then_knows_what_it_did(storage: SqlStorage) -> None:
    # Given a writer inside
    is_waiting, seen = threading.Event(), []

    def write_second() -> None:
        is_waiting.set()
        with storage.writing() as unit:
            seen.append(unit.commands.result("first"))
            unit.commit()

    with storage.writing() as unit:
        unit.commands.remember("first", {"n": 1})
        second = threading.Thread(target=write_second)
        second.start()
        assert is_waiting.wait(PATIENCE_S)
        unit.commit()
    second.join(PATIENCE_S)

    # Then the second saw the whole of it: writers stand in line from their first statement
    assert seen == [{"n": 1}]


def fail_inside(storage: SqlStorage) -> None:
    with storage.writing() as unit:
        unit.commands.remember("press", {})
        raise QueueError("queue.reason_needed")


def test_a_connection_that_failed_is_given_back_clean(storage: SqlStorage) -> None:
    """The pool is small: twenty failures must not use it up, nor leave the write lock held."""
    for _ in range(20):
        with pytest.raises(QueueError):
            fail_inside(storage)

    with storage.writing() as unit:
        unit.commands.remember("press", {})
        unit.commit()


def test_every_store_of_a_transaction_sees_what_the_others_wrote(world: QueueWorld) -> None:
    issued = issue_ticket(world.at(""), "take", [Wish("B", "社保")])

    with world.storage.writing() as unit:
        turn = Turn(world.at("03"), unit, world.at("03").business_day.moment(unit))
        turn.record("visit.slip_printed.v1", issued.id)
        found = unit.tickets.get(issued.id)

    assert found is not None
    assert found.slips == 1
    assert world.ticket(issued.id).slips == 0, "and nobody else, before the commit"


def count_up(path: Path, times: int, seed: int, answer: Connection) -> None:
    """Another window's process: take numbers of one series, one transaction each."""
    engine = open_engine(path, KEY)
    world = world_on(engine, ids=FakeIds(seed))
    taken = []
    for place in range(times):
        ticket = issue_ticket(world.at(""), f"{seed}-{place}", [Wish("B", "社保")])
        taken.append((ticket.label, ticket.arrival))
    engine.dispose()
    answer.send(taken)


def test_processes_that_write_at_once_share_one_series_without_gap_or_repeat(path: Path) -> None:
    # Given four windows in four processes that each take fifteen numbers
    pipes = [FORK.Pipe(duplex=False) for _ in range(4)]
    workers = [
        FORK.Process(target=count_up, args=(path, 15, seed, answer))
        for seed, (_heard, answer) in enumerate(pipes, start=1)
    ]
    for worker in workers:
        worker.start()
    taken = [one for heard, _answer in pipes if heard.poll(PATIENCE_S) for one in heard.recv()]
    for worker in workers:
        worker.join(PATIENCE_S)

    # Then the numbers are 1 to 60, and who came first is never in doubt
    assert sorted(label for label, _ in taken) == [f"B{number:03d}" for number in range(1, 61)]
    assert sorted(arrival for _, arrival in taken) == list(range(1, 61))


def die_inside(path: Path, has_written: Connection) -> None:
    """A process that is killed between its writes and its commit."""
    engine = open_engine(path, KEY)
    with SqlStorage(engine, PROJECTIONS).writing() as unit:
        unit.commands.remember("torn", {})
        unit.authority.next_serial("赣崇关受〔2026〕")
        has_written.send(True)
        threading.Event().wait(PATIENCE_S)


def test_a_process_killed_inside_a_transaction_leaves_neither_effect_nor_lock(
    path: Path, storage: SqlStorage
) -> None:
    heard, has_written = FORK.Pipe(duplex=False)
    worker = FORK.Process(target=die_inside, args=(path, has_written))
    worker.start()
    assert heard.poll(PATIENCE_S)
    worker.kill()
    worker.join(PATIENCE_S)

    with storage.writing() as unit:
        assert unit.commands.result("torn") is None
        assert unit.authority.next_serial("赣崇关受〔2026〕") == 1
        unit.commit()
