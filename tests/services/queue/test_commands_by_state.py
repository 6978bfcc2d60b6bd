"""Which command fits which ticket: every command against every place a ticket can stand in."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from queue_fakes import QueueWorld

from app.domain.ticket import CloseReason, QueueError, ServiceResult, Ticket, TicketState
from app.services.queue.abandon import abandon
from app.services.queue.call_next import call_next
from app.services.queue.call_ticket import call_ticket
from app.services.queue.day_end import Decision, close_day
from app.services.queue.desk import QueueDesk
from app.services.queue.enquire import record_enquiry
from app.services.queue.finish import add_item, finish, record_item
from app.services.queue.pass_ticket import pass_ticket
from app.services.queue.reactivate import reactivate
from app.services.queue.recall import recall
from app.services.queue.transfer import transfer_to_letter, transfer_to_window

Command = Callable[[QueueDesk, str, Ticket], Ticket]

WAITING, HERE, ELSEWHERE, PASSED, FINISHED, CLOSED = (
    *("waiting", "served here", "served elsewhere"),
    *("passed", "finished", "closed"),
)
PLACES = (WAITING, HERE, ELSEWHERE, PASSED, FINISHED, CLOSED)
DONE = "done"
MOVED, WITH_WINDOW = "queue.ticket_moved", "queue.with_window"
OVER = {FINISHED: MOVED, CLOSED: MOVED}
ONLY_HERE = {WAITING: MOVED, HERE: DONE, ELSEWHERE: WITH_WINDOW, PASSED: MOVED, **OVER}

COMMANDS: Mapping[str, tuple[Command, Mapping[str, str]]] = {
    "recall": (recall, ONLY_HERE),
    "pass": (pass_ticket, ONLY_HERE),
    "finish": (lambda desk, press, seen: finish(desk, press, seen, ServiceResult.DONE), ONLY_HERE),
    "record item": (
        lambda desk, press, seen: record_item(desk, press, seen, "1", ServiceResult.COLLECTED),
        ONLY_HERE,
    ),
    "add item": (lambda desk, press, seen: add_item(desk, press, seen, "B", "医保"), ONLY_HERE),
    "enquiry": (lambda desk, press, seen: record_enquiry(desk, press, seen, "医保缴费"), ONLY_HERE),
    "to letter": (
        lambda desk, press, seen: transfer_to_letter(desk, press, seen, "C", reason="转办"),
        {**ONLY_HERE, WAITING: DONE},
    ),
    "to window": (
        lambda desk, press, seen: transfer_to_window(desk, press, seen, "05", reason="转办"),
        {**ONLY_HERE, WAITING: DONE},
    ),
    "abandon": (
        lambda desk, press, seen: abandon(desk, press, seen, CloseReason.LEFT),
        {**ONLY_HERE, WAITING: DONE, PASSED: DONE},
    ),
    "reactivate": (
        reactivate,
        {WAITING: "queue.not_passed", HERE: WITH_WINDOW, ELSEWHERE: WITH_WINDOW, PASSED: DONE, **OVER},
    ),
}


def served_at(world: QueueWorld, window: str) -> Ticket:
    called = call_next(world.at(window), world.press())
    assert called is not None
    return called


def ticket_in(world: QueueWorld, place: str) -> Ticket:
    """One ticket, brought to a place by what clerks do."""
    ticket = world.issue()
    if place == WAITING:
        return ticket
    ticket = served_at(world, "04" if place == ELSEWHERE else "03")
    after: Mapping[str, Callable[[], Ticket]] = {
        PASSED: lambda: pass_ticket(world.at("03"), world.press(), ticket),
        FINISHED: lambda: finish(world.at("03"), world.press(), ticket, ServiceResult.DONE),
        CLOSED: lambda: abandon(world.at("03"), world.press(), ticket, CloseReason.LEFT),
    }
    return after[place]() if place in after else ticket


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_fits_or_is_refused_by_name_and_then_changes_nothing(
    world: QueueWorld, name: str, place: str
) -> None:
    # Given a ticket in that place, and the table's word on it
    command, table = COMMANDS[name]
    ticket = ticket_in(world, place)
    written = len(world.storage.memory.log)

    if table[place] == DONE:
        # When it fits, then it is done, once, by one press or two
        first = command(world.at("03"), "the press", ticket)
        after = len(world.storage.memory.log)
        assert after > written
        assert command(world.at("03"), "the press", ticket) == first
        assert len(world.storage.memory.log) == after
    else:
        # When it does not, then a sentence says where the ticket is, and nothing was written
        with pytest.raises(QueueError) as refused:
            command(world.at("03"), "the press", ticket)
        assert refused.value.code == table[place]
        assert refused.value.facts["ticket"] == "B001"
        assert len(world.storage.memory.log) == written
        assert world.ticket(ticket.id) == ticket


@pytest.mark.parametrize("name", COMMANDS)
def test_what_a_clerk_saw_before_it_changed_moves_nothing(world: QueueWorld, name: str) -> None:
    """Two windows look at one list: the slower press meets a ticket that has gone on."""
    command, _table = COMMANDS[name]
    # Given what was seen, and what happened since: called, passed, called by another window
    seen = world.issue()
    passed = pass_ticket(world.at("03"), world.press(), served_at(world, "03"))
    now = call_ticket(world.at("04"), world.press(), passed, "已回到窗口")

    for old in (seen, passed):
        with pytest.raises(QueueError) as refused:
            command(world.at("03"), world.press(), old)
        assert refused.value.code == WITH_WINDOW

    assert world.ticket(seen.id) == now


@pytest.mark.parametrize("name", COMMANDS)
def test_a_ticket_this_hall_never_gave_is_nobodys(world: QueueWorld, name: str) -> None:
    command, _table = COMMANDS[name]
    ticket = QueueWorld().issue()

    with pytest.raises(QueueError) as refused:
        command(world.at("03"), world.press(), ticket)

    assert refused.value.code == "queue.not_our_ticket"


@pytest.mark.parametrize("command", [transfer_to_letter, transfer_to_window])
@pytest.mark.parametrize("reason", ["", " ", "　"])
def test_sending_on_needs_a_reason(world: QueueWorld, command: Callable[..., Ticket], reason: str) -> None:
    ticket = world.issue()

    with pytest.raises(QueueError) as refused:
        command(
            world.at("03"),
            world.press(),
            ticket,
            "C" if command is transfer_to_letter else "05",
            reason=reason,
        )

    assert refused.value.code == "queue.reason_needed"


@pytest.mark.parametrize(
    ("command", "to", "code"),
    [
        (transfer_to_letter, "Q", "queue.no_window_for_letter"),
        (transfer_to_letter, "", "queue.no_window_for_letter"),
        (transfer_to_window, "99", "queue.no_such_window"),
    ],
)
def test_nobody_is_sent_where_nobody_serves(
    world: QueueWorld, command: Callable[..., Ticket], to: str, code: str
) -> None:
    ticket = world.issue()

    with pytest.raises(QueueError) as refused:
        command(world.at("03"), world.press(), ticket, to, reason="转办")

    assert refused.value.code == code
    assert world.ticket(ticket.id) == ticket


def test_sent_to_a_window_is_called_there_first_and_nowhere_else(world: QueueWorld) -> None:
    # Given three waiting, the last of them sent to window 05
    first, _second, third = world.issue_many(3)
    transfer_to_window(world.at("03"), world.press(), third, "05", reason="由综窗核对")

    # Then every other window passes over it, and 05 takes it before anybody
    assert served_at(world, "04").id == first.id
    assert served_at(world, "05").id == third.id


def test_sent_to_another_business_keeps_number_and_age(world: QueueWorld) -> None:
    # Given one who waited long at B and one who came just now to C
    old = world.issue("B")
    world.clock.advance(minutes=20)
    world.issue("C")

    sent = transfer_to_letter(world.at("03"), world.press(), old, "C", reason="取错号")

    assert (sent.label, sent.position, sent.arrival) == (old.label, old.position, old.arrival)
    assert (sent.route, sent.series) == ("C", "B")


def test_coming_back_follows_the_halls_number_of_places(world: QueueWorld) -> None:
    for behind, expected in ((0, 0), (1, 1), (3, 3), (9, 4)):
        other = QueueWorld()
        other.with_policy(passed_behind=behind)
        other.issue_many(5)
        passed = pass_ticket(other.at("03"), other.press(), served_at(other, "03"))

        back = reactivate(other.at("03"), other.press(), passed)

        with other.storage.reading() as unit:
            waiting = [one for one in unit.tickets.all() if one.state is TicketState.WAITING]
        line = sorted(waiting, key=lambda one: (one.position, one.arrival))
        assert [one.id for one in line].index(back.id) == expected, behind


@pytest.mark.parametrize("reason", CloseReason)
def test_given_up_keeps_its_reason_and_its_number(world: QueueWorld, reason: CloseReason) -> None:
    ticket = world.issue()

    closed = abandon(world.at("03"), world.press(), ticket, reason)

    assert (closed.state, closed.close_reason) == (TicketState.CLOSED, reason)
    assert closed.service is None
    assert world.issue().label == "B002"


@pytest.mark.parametrize("place", [WAITING, HERE, ELSEWHERE, PASSED])
@pytest.mark.parametrize("fate", [*CloseReason, timedelta(days=1), timedelta(days=3)])
def test_the_end_of_the_day_settles_a_ticket_wherever_it_stands(
    world: QueueWorld, place: str, fate: CloseReason | timedelta
) -> None:
    ticket = ticket_in(world, place)
    to = fate if isinstance(fate, CloseReason) else ticket.business_date + fate

    world.clock.advance(minutes=9 * 60)
    (settled,) = close_day(world.at("03"), world.press(), [Decision(ticket, to)])

    if isinstance(to, CloseReason):
        assert (settled.state, settled.close_reason) == (TicketState.CLOSED, to)
    else:
        assert (settled.state, settled.serves_on, settled.window) == (TicketState.WAITING, to, "")
    assert settled.label == ticket.label
    assert all(item.result is None for item in settled.items), "nobody is taken for served"


@pytest.mark.parametrize("place", [FINISHED, CLOSED])
def test_what_is_over_needs_no_decision_at_the_end_of_the_day(world: QueueWorld, place: str) -> None:
    ticket = ticket_in(world, place)

    world.clock.advance(minutes=9 * 60)
    assert close_day(world.at("03"), world.press(), []) == []
    assert world.ticket(ticket.id) == ticket
