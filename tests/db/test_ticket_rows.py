"""Tickets in the database: the same answers as the obvious store in memory, and rows that equal the fold."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from fakes import FakeIds
from queue_database import KEY, found_hall, stored_rows, world_on
from queue_fakes import QueueWorld
from sqlalchemy import Engine, select, text, update
from sqlalchemy.exc import IntegrityError

from app.domain.ledger.fold import SubjectState
from app.domain.ledger.operation import Subject
from app.domain.ticket import CloseReason, QueueError, ServiceResult, Ticket, TicketState
from app.services.queue.abandon import abandon
from app.services.queue.call_next import call_next
from app.services.queue.call_ticket import call_ticket
from app.services.queue.day_end import Decision, close_day, open_tickets, settle_earlier_days
from app.services.queue.finish import finish
from app.services.queue.pass_ticket import pass_ticket
from app.services.queue.reactivate import reactivate
from app.services.queue.transfer import transfer_to_letter, transfer_to_window
from app.services.queue.view import queue_view
from db.case_rows import LostRow
from db.engine import open_engine
from db.tables.tickets import tickets
from db.ticket_rows import project, ticket_row
from db.unit_of_work import SqlStorage

WINDOWS = ("01", "03", "04", "05", "17")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    path = tmp_path / "hall.db"
    found_hall(path)
    engine = open_engine(path, KEY)
    yield engine
    engine.dispose()


@pytest.fixture
def world(engine: Engine) -> QueueWorld:
    return world_on(engine)


def test_the_database_and_the_memory_give_the_same_working_days(engine: Engine) -> None:
    on_disk, in_memory = world_on(engine, ids=FakeIds(7)), QueueWorld(ids=FakeIds(7))
    for seed in range(160):
        step = STEPS[seed % len(STEPS)] if seed < len(STEPS) else random.Random(seed).choice(STEPS)
        results = [_outcome(step, world, seed) for world in (on_disk, in_memory)]

        assert results[0] == results[1], step.__name__
        window = random.Random(seed).choice(WINDOWS)
        assert queue_view(on_disk.at(window)) == queue_view(in_memory.at(window))


def _outcome(step: Callable[[QueueWorld, random.Random], object], world: QueueWorld, seed: int) -> object:
    try:
        return step(world, random.Random(seed))
    except QueueError as error:
        return error.code, error.facts


def _issue(world: QueueWorld, dice: random.Random) -> object:
    return world.issue(
        dice.choice("ABBC"), ground=dice.choice(["", "", "elderly"]), holder=dice.choice(["", "张*"])
    )


def _call_next(world: QueueWorld, dice: random.Random) -> object:
    return call_next(world.at(dice.choice(WINDOWS)), world.press())


def _any_ticket(world: QueueWorld, dice: random.Random) -> Ticket | None:
    open_now = open_tickets(world.at("03"))
    found = [*open_now.earlier, *open_now.today]
    return dice.choice(found) if found else None


def _on_any(act: Callable[..., object]) -> Callable[[QueueWorld, random.Random], object]:
    def step(world: QueueWorld, dice: random.Random) -> object:
        ticket = _any_ticket(world, dice)
        window = (ticket and ticket.window) or dice.choice(WINDOWS)
        return ticket and act(world.at(window), world.press(), ticket)

    return step


def _next_day(world: QueueWorld, dice: random.Random) -> object:
    world.clock.advance(days=1)
    world.issue()
    earlier = open_tickets(world.at("03")).earlier
    fates: list[CloseReason | date] = [CloseReason.LEFT, world.clock.now().date() + timedelta(days=1)]
    decisions = [Decision(ticket, dice.choice(fates)) for ticket in earlier]
    return settle_earlier_days(world.at("03"), world.press(), decisions)


STEPS = [
    *[_issue] * 6,
    *[_call_next] * 4,
    *[_on_any(lambda desk, press, ticket: finish(desk, press, ticket, ServiceResult.DONE))] * 2,
    _on_any(pass_ticket),
    _on_any(reactivate),
    _on_any(lambda desk, press, ticket: call_ticket(desk, press, ticket, "特办")),
    _on_any(lambda desk, press, ticket: transfer_to_letter(desk, press, ticket, "C", reason="转办")),
    _on_any(lambda desk, press, ticket: transfer_to_window(desk, press, ticket, "05", reason="转办")),
    _on_any(lambda desk, press, ticket: abandon(desk, press, ticket, CloseReason.LEFT)),
    _next_day,
]


def test_every_row_equals_the_fold_of_its_visit(world: QueueWorld, engine: Engine) -> None:
    for seed in range(40):
        _outcome(STEPS[seed % len(STEPS)], world, seed)

    with engine.connect() as connection:
        stored = stored_rows(connection)
        with world.storage.reading() as unit:
            states = [unit.authority.state(Subject("visit", visit)) for visit in stored]
        wanted = {state.subject.id: ticket_row(connection, state) for state in states}
    assert len(stored) > 5
    assert stored == wanted


def test_an_erased_name_leaves_the_row_too(world: QueueWorld, engine: Engine) -> None:
    ticket = world.issue(holder="张*")
    with world.storage.reading() as unit:
        state = unit.authority.state(Subject("visit", ticket.id))
    erased = replace(state, document={**state.document, "holder": ""})

    with engine.begin() as connection:
        project(connection, state.version, erased)

    assert world.ticket(ticket.id).holder == ""


def test_a_row_moved_past_the_ledger_is_noticed(world: QueueWorld, engine: Engine) -> None:
    ticket = world.issue()
    with engine.begin() as connection:
        connection.execute(update(tickets).values(version=9))

    with pytest.raises(LostRow):
        abandon(world.at("03"), world.press(), ticket, CloseReason.LEFT)


def _altered(world: QueueWorld, ticket: Ticket, visit: str, **fields: object) -> SubjectState:
    with world.storage.reading() as unit:
        state = unit.authority.state(Subject("visit", ticket.id))
    return replace(state, subject=Subject("visit", visit), document={**state.document, **fields})


def test_two_tickets_never_share_a_number(world: QueueWorld, engine: Engine) -> None:
    forged = _altered(world, world.issue(), "another visit")

    with pytest.raises(IntegrityError), engine.begin() as connection:
        project(connection, 0, forged)


def test_a_window_never_serves_two_tickets(world: QueueWorld, engine: Engine) -> None:
    world.issue_many(2)
    serving = call_next(world.at("03"), world.press())
    assert serving is not None
    forged = _altered(world, serving, "another visit", number=77)

    with pytest.raises(IntegrityError), engine.begin() as connection:
        project(connection, 0, forged)


@pytest.mark.parametrize("statement", ["DELETE FROM tickets", "UPDATE tickets SET number = 5"])
def test_numbers_neither_vanish_nor_change(world: QueueWorld, engine: Engine, statement: str) -> None:
    world.issue()

    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text(statement))


def test_choosing_the_next_reads_no_whole_day(world: QueueWorld, engine: Engine) -> None:
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT id FROM tickets WHERE hall = 'h' AND serves_on = '2026-11-26'"
            " AND state = 'waiting' AND target = '' AND is_priority = 0 AND route IN ('B')"
            " ORDER BY position, arrival LIMIT 1"
        ).fetchall()

    assert len(plan) == 1
    assert "ix_tickets_line" in plan[0][3]


def test_closing_a_day_leaves_every_row(world: QueueWorld, engine: Engine) -> None:
    world.issue_many(3)
    decisions = [Decision(one, CloseReason.NOT_SERVED) for one in open_tickets(world.at("03")).today]

    world.clock.advance(minutes=9 * 60)
    close_day(world.at("03"), world.press(), decisions)

    with engine.connect() as connection:
        states = connection.execute(select(tickets.c.state)).scalars().all()
    assert states == [TicketState.CLOSED.value] * 3


def test_a_restarted_program_sees_the_same_queue(world: QueueWorld, engine: Engine, tmp_path: Path) -> None:
    world.issue_many(2)
    world.issue(ground="elderly")
    call_next(world.at("03"), world.press())
    before = queue_view(world.at("03"))

    again = open_engine(tmp_path / "hall.db", KEY)
    restarted = replace(world, storage=SqlStorage(again, {"visit": project}))

    assert queue_view(restarted.at("03")) == before
    again.dispose()
