"""The role table at the queue: every command against every role, the own window, and the reasons."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from counter import at_window, checked
from fakes import FakeClock
from hall import SUPERVISOR, Bench
from sqlalchemy import text
from worked_hall import worked_bench

from app.bootstrap.opening import OpenHall
from app.bootstrap.places import HallHome
from app.domain.clerk import Clerk
from app.domain.role import GRANTS, Action, Grant, Role
from app.domain.ticket import CloseReason, QueueError, ServiceResult, Ticket
from app.services.desk import NotAllowed
from app.services.queue import desk as queue
from app.services.queue.abandon import abandon
from app.services.queue.call_next import call_next
from app.services.queue.call_ticket import call_ticket
from app.services.queue.day_end import Decision, close_day, open_tickets, settle_earlier_days
from app.services.queue.desk import QueueDesk
from app.services.queue.enquire import record_enquiry
from app.services.queue.finish import add_item, end_item, finish, record_item
from app.services.queue.issue import Wish, issue_ticket
from app.services.queue.pass_ticket import pass_ticket
from app.services.queue.reactivate import reactivate
from app.services.queue.recall import recall
from app.services.queue.slip import slip_printed
from app.services.queue.transfer import transfer_to_letter, transfer_to_window
from app.services.queue.view import queue_view
from app.services.queue.window import leave_window, pause, resume, take_window

Prepared = Callable[[QueueDesk], Any]
WISH = [Wish("B", "社保")]


def nothing(_boss: QueueDesk) -> None:
    """The hall as it is will do."""


def waiting(boss: QueueDesk) -> Ticket:
    return queue_view(boss).line[0].ticket


def serving(boss: QueueDesk) -> Ticket:
    called = call_next(boss, "called before")
    assert called is not None
    return called


def passed(boss: QueueDesk) -> Ticket:
    return pass_ticket(boss, "passed before", serving(boss))


def decisions(boss: QueueDesk) -> list[Decision]:
    """After the hall's last session: before that the day's end is a supervisor's."""
    assert isinstance(boss.recorder.clock, FakeClock)
    boss.recorder.clock.advance(minutes=12 * 60)
    return [Decision(ticket, CloseReason.LEFT) for ticket in open_tickets(boss).today]


def taken(boss: QueueDesk) -> None:
    pause(boss, "paused before", "午休")


COMMANDS: Mapping[str, tuple[Action, Prepared, Callable[[QueueDesk, Any], object]]] = {
    "take a number": (Action.ISSUE_TICKET, nothing, lambda desk, _: issue_ticket(desk, "x", WISH)),
    "count a slip": (Action.ISSUE_TICKET, waiting, lambda desk, seen: slip_printed(desk, "x", seen)),
    "call next": (Action.CALL, nothing, lambda desk, _: call_next(desk, "x")),
    "call out of turn": (
        Action.CALL_OUT_OF_TURN,
        waiting,
        lambda desk, seen: call_ticket(desk, "x", seen, "赶末班车"),
    ),
    "call again": (Action.CALL, serving, lambda desk, seen: recall(desk, "x", seen)),
    "pass over": (Action.CALL, serving, lambda desk, seen: pass_ticket(desk, "x", seen)),
    "let wait again": (Action.CALL, passed, lambda desk, seen: reactivate(desk, "x", seen)),
    "send to a letter": (
        Action.CALL,
        serving,
        lambda desk, seen: transfer_to_letter(desk, "x", seen, "A", reason="要先参保"),
    ),
    "send to a window": (
        Action.CALL,
        serving,
        lambda desk, seen: transfer_to_window(desk, "x", seen, "05", reason="要先参保"),
    ),
    "close unserved": (Action.CALL, waiting, lambda desk, seen: abandon(desk, "x", seen, CloseReason.LEFT)),
    "finish": (Action.CALL, serving, lambda desk, seen: finish(desk, "x", seen, ServiceResult.DONE)),
    "end a matter": (
        Action.CALL,
        serving,
        lambda desk, seen: end_item(desk, "x", seen.id, ServiceResult.DONE),
    ),
    "record a matter": (
        Action.CALL,
        serving,
        lambda desk, seen: record_item(desk, "x", seen, "1", ServiceResult.DONE),
    ),
    "add a matter": (Action.CALL, serving, lambda desk, seen: add_item(desk, "x", seen, "B", "社保转移")),
    "note a question": (Action.CALL, serving, lambda desk, seen: record_enquiry(desk, "x", seen, "社保")),
    "pause": (Action.CALL, nothing, lambda desk, _: pause(desk, "x", "午休")),
    "resume": (Action.CALL, taken, lambda desk, _: resume(desk, "x")),
    "close the day": (Action.CALL, decisions, lambda desk, decided: close_day(desk, "x", decided)),
    "settle earlier days": (Action.CALL, nothing, lambda desk, _: settle_earlier_days(desk, "x", [])),
    "sit down": (Action.TAKE_WINDOW, nothing, lambda desk, _: take_window(desk, "x")),
    "go": (Action.TAKE_WINDOW, nothing, lambda desk, _: leave_window(desk, "x")),
}
OWN = [name for name, (action, _, _) in COMMANDS.items() if action in {Action.CALL, Action.CALL_OUT_OF_TURN}]


@pytest.fixture(scope="module")
def worked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hall after a morning's work, two tickets waiting; only to be copied."""
    return worked_bench(tmp_path_factory.mktemp("queue roles") / "关田镇").home.folder


@pytest.fixture
def hall(worked_once: Path, tmp_path: Path) -> Iterator[OpenHall]:
    with Bench(HallHome(shutil.copytree(worked_once, tmp_path / "关田镇"))).open() as hall:
        yield hall


def desk_of(hall: OpenHall, *roles: Role, name: str = "ma", window: str = "03") -> QueueDesk:
    clerk = Clerk(id=f"c-{name}", name="马示范", staff_number="0399", roles=frozenset(roles))
    return queue.queue_desk(hall.office, at_window(window, clerk=clerk))


def boss(hall: OpenHall) -> QueueDesk:
    return queue.queue_desk(hall.office, at_window(clerk=SUPERVISOR))


def written(hall: OpenHall) -> int:
    with hall.office.storage.reading() as unit:
        return unit.operations.head().seq


def posts_after(hall: OpenHall, seq: int) -> list[str]:
    """In which posts the operations after `seq` were done, as their bodies say."""
    with hall.database.engine.connect() as connection:
        rows = connection.execute(text("SELECT body FROM operations WHERE seq > :seq"), {"seq": seq})
        return [json.loads(body)["actor"][1] for (body,) in rows]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_open_to_exactly_the_roles_of_the_table(hall: OpenHall, name: str) -> None:
    action, prepare, command = COMMANDS[name]
    thing = prepare(boss(hall))
    before = written(hall)

    for role in set(Role) - set(GRANTS[action]):
        with pytest.raises(NotAllowed) as refused:
            command(desk_of(hall, role), thing)
        assert refused.value.facts == {"action": action.value, "clerk": "马示范"}

    assert written(hall) == before


@pytest.mark.parametrize(
    ("name", "role"), [(name, role) for name, (action, _, _) in COMMANDS.items() for role in GRANTS[action]]
)
def test_whoever_is_in_the_table_gets_it_done_and_the_ledger_names_the_post(
    hall: OpenHall, name: str, role: Role
) -> None:
    _action, prepare, command = COMMANDS[name]
    thing = prepare(boss(hall))
    before = written(hall)

    command(desk_of(hall, role), thing)

    assert set(posts_after(hall, before)) <= {role.value}
    assert checked(hall).findings == ()


@pytest.mark.parametrize("name", OWN)
def test_a_window_clerk_does_nothing_more_at_a_window_a_colleague_took_over(
    hall: OpenHall, name: str
) -> None:
    _action, prepare, command = COMMANDS[name]
    thing = prepare(boss(hall))
    take_window(desk_of(hall, Role.WINDOW, name="li"), "took over", instead=True)
    before = written(hall)

    with pytest.raises(QueueError, match="window_taken_over"):
        command(desk_of(hall, Role.WINDOW), thing)

    assert written(hall) == before


def test_a_supervisor_helps_out_at_any_window(hall: OpenHall) -> None:
    take_window(desk_of(hall, Role.WINDOW, name="li"), "sits here")

    assert call_next(desk_of(hall, Role.SUPERVISOR), "helps") is not None


def test_whoever_was_relieved_leaves_the_colleague_at_the_window(hall: OpenHall) -> None:
    take_window(desk_of(hall, Role.WINDOW), "first")
    take_window(desk_of(hall, Role.WINDOW, name="li"), "second", instead=True)

    assert leave_window(desk_of(hall, Role.WINDOW), "goes").clerk == "c-li"


@pytest.mark.parametrize("role", [role for role, grant in GRANTS[Action.CALL_OUT_OF_TURN].items()])
def test_nobody_jumps_the_queue_without_a_reason(hall: OpenHall, role: Role) -> None:
    assert GRANTS[Action.CALL_OUT_OF_TURN][role] is Grant.WITH_REASON

    with pytest.raises(QueueError, match="reason_needed"):
        call_ticket(desk_of(hall, role), "x", waiting(boss(hall)), " ")


@pytest.mark.parametrize(
    ("action_of", "role"),
    [("pause", "supervisor"), ("call out of turn", "window"), ("take a number", "guide")],
)
def test_a_clerk_of_several_posts_is_recorded_in_the_one_that_may(
    hall: OpenHall, action_of: str, role: str
) -> None:
    """The alphabet decided once: everybody with the county's post acted for the county."""
    _action, prepare, command = COMMANDS[action_of]
    posts = {"supervisor": (Role.COUNTY, Role.WINDOW, Role.SUPERVISOR)}
    roles = posts.get(role, (Role.COUNTY, Role(role)))

    command(desk_of(hall, *roles), prepare(boss(hall)))

    assert posts_after(hall, written(hall) - 1) == [role]
