"""一乡一策 in the queue: who comes for an item waits for the windows that its claim names."""

from dataclasses import replace

import pytest
from queue_fakes import QueueWorld

from app.domain.ticket import QueueError, Ticket
from app.services.queue.call_next import call_next
from app.services.queue.desk import QueueDesk
from app.services.queue.issue import Wish, issue_ticket
from app.services.queue.transfer import transfer_to_counters
from app.services.queue.view import queue_view
from app.services.queue.window import leave_window, take_window


def at(world: QueueWorld, window: str, *counters: str) -> QueueDesk:
    """A desk of a hall where B01 is served at `counters` only."""
    return replace(world.at(window), counters=lambda item, _day: counters if item == "B01" else ())


def staff(world: QueueWorld, *windows: str) -> None:
    for window in windows:
        take_window(world.at(window), world.press())


def taken(world: QueueWorld, *counters: str, item: str = "B01", letter: str = "B") -> Ticket:
    return issue_ticket(at(world, "", *counters), world.press(), [Wish(letter, "高龄津贴", item)])


def called_at(world: QueueWorld, window: str) -> str:
    called = call_next(world.at(window), world.press())
    return called.label if called is not None else ""


def test_a_ticket_for_one_item_is_called_at_its_window_only_and_keeps_its_letter(world: QueueWorld) -> None:
    staff(world, "03", "04")
    ticket = taken(world, "03")

    assert (ticket.label, ticket.route, ticket.target) == ("B001", "03", "")
    assert called_at(world, "04") == ""
    assert called_at(world, "03") == "B001"


def test_it_waits_its_turn_there_and_never_jumps_the_line(world: QueueWorld) -> None:
    staff(world, "03", "04")
    world.issue("B")
    taken(world, "03")
    world.issue("B", ground="elderly")

    line = [one.ticket.label for one in queue_view(world.at("03")).line]

    assert line == ["VB001", "B001", "B002"]


def test_windows_that_alone_call_a_letter_are_reached_by_it(world: QueueWorld) -> None:
    staff(world, "06")

    assert taken(world, "05", "06").route == "C"


def test_of_several_windows_the_staffed_one_with_the_shortest_line_gets_it(world: QueueWorld) -> None:
    staff(world, "03", "08")
    world.issue("B")

    assert taken(world, "03", "04", "08", letter="A").route == "08"
    assert taken(world, "03", "04", "08", letter="A").route == "03"


@pytest.mark.parametrize(
    ("counters", "item"),
    [((), "B01"), (("03", "04"), "B01"), (("07",), "A01"), (("07",), "B01"), (("07",), "")],
    ids=["nothing claimed", "all windows of its letter", "another item", "nobody sits there", "no item"],
)
def test_else_letters_decide_as_before(world: QueueWorld, counters: tuple[str, ...], item: str) -> None:
    staff(world, "03")

    assert taken(world, *counters, item=item).route == "B"


def test_a_ticket_for_several_items_goes_by_its_letter(world: QueueWorld) -> None:
    staff(world, "03", "07")
    wishes = [Wish("B", "高龄津贴", "B01"), Wish("D", "优待证", "B09")]

    assert issue_ticket(at(world, "", "07"), world.press(), wishes).route == "B"


def test_whoever_leaves_a_window_leaves_nobody_waiting_for_it_alone(world: QueueWorld) -> None:
    staff(world, "03", "04")
    ticket = taken(world, "03")
    leave_window(at(world, "03", "03"), world.press())

    assert world.ticket(ticket.id).route == "B"
    assert called_at(world, "04") == "B001"


def test_who_is_sent_to_a_window_by_a_colleague_stays_sent_there(world: QueueWorld) -> None:
    staff(world, "03", "04")
    world.issue("B")
    seen = call_next(world.at("04"), world.press())
    assert seen is not None
    sent = transfer_to_counters(world.at("04"), world.press(), seen, ["03"], reason="在那边办")
    leave_window(world.at("03"), world.press())

    assert (sent.route, sent.target) == ("B", "03")
    assert world.ticket(sent.id).target == "03"


def serving(world: QueueWorld) -> Ticket:
    world.issue("A")
    called = call_next(world.at("01"), world.press())
    assert called is not None
    return called


def test_one_press_sends_the_ticket_to_the_windows_of_its_item(world: QueueWorld) -> None:
    staff(world, "01", "07")
    ticket = serving(world)

    sent = transfer_to_counters(world.at("01"), "send", ticket, ["07"], reason="在那边办")
    again = transfer_to_counters(world.at("01"), "send", ticket, ["07"], reason="在那边办")

    assert (sent.label, sent.target) == ("A001", "07")
    assert again.turn == sent.turn
    assert called_at(world, "07") == "A001"


def test_it_is_sent_to_their_letter_where_they_have_one_to_themselves(world: QueueWorld) -> None:
    staff(world, "01", "05")

    sent = transfer_to_counters(world.at("01"), "send", serving(world), ["05", "06"], reason="在那边办")

    assert (sent.route, sent.target) == ("C", "")


def test_it_is_not_sent_where_nobody_would_call_it(world: QueueWorld) -> None:
    staff(world, "01")
    ticket = serving(world)

    with pytest.raises(QueueError) as refused:
        transfer_to_counters(world.at("01"), "send", ticket, ["05", "06"], reason="在那边办")

    assert refused.value.code == "queue.counters_empty"
    assert world.ticket(ticket.id).window == "01"
