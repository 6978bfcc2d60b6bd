"""Taking a number."""

import pytest
from queue_fakes import QueueWorld

from app.domain.ticket import CloseReason, QueueError, TicketState
from app.services.queue.abandon import abandon
from app.services.queue.issue import Wish, issue_ticket
from app.services.queue.slip import slip_printed


def test_numbers_of_a_letter_count_up_from_one(world: QueueWorld) -> None:
    assert [ticket.label for ticket in world.issue_many(3)] == ["B001", "B002", "B003"]


def test_each_letter_and_the_priority_prefix_have_their_own_series(world: QueueWorld) -> None:
    labels = [world.issue("B"), world.issue("C"), world.issue("B", ground="elderly"), world.issue("B")]

    assert [ticket.label for ticket in labels] == ["B001", "C001", "VB001", "B002"]


def test_the_ground_of_priority_is_recorded(world: QueueWorld) -> None:
    ticket = world.issue(ground="veteran")

    assert ticket.is_priority
    assert world.document(ticket.id)["ground"] == "veteran"


def test_a_cancelled_number_stays_used(world: QueueWorld) -> None:
    ticket = world.issue()
    abandon(world.at(""), world.press(), ticket, CloseReason.ISSUED_BY_MISTAKE)

    assert world.issue().label == "B002"
    assert world.ticket(ticket.id).state is TicketState.CLOSED


def test_the_same_press_twice_gives_one_ticket(world: QueueWorld) -> None:
    first = issue_ticket(world.at(""), "press", [Wish("B", "参保登记")])
    again = issue_ticket(world.at(""), "press", [Wish("B", "参保登记")])

    assert again == first
    assert world.issue().label == "B002"


def test_one_visit_carries_several_items(world: QueueWorld) -> None:
    wishes = [Wish("B", "参保登记", "A01"), Wish("D", "优待证", "B09")]

    ticket = issue_ticket(world.at(""), world.press(), wishes)

    assert ticket.route == "B"
    assert [(item.row, item.name, item.item) for item in ticket.items] == [
        ("1", "参保登记", "A01"),
        ("2", "优待证", "B09"),
    ]


def test_the_holders_masked_name_is_a_fact_of_its_own(world: QueueWorld) -> None:
    ticket = world.issue(holder="张*")

    assert ticket.holder == "张*"
    assert [event["what"] for event in world.document(ticket.id)["events"]] == ["issued", "holder_named"]


def test_numbers_stop_at_the_last_and_never_begin_again(world: QueueWorld) -> None:
    world.with_policy(last_number=3, warn_from=2)
    world.issue_many(3)

    with pytest.raises(QueueError) as refused:
        world.issue()

    assert refused.value.code == "queue.numbers_used_up"
    assert refused.value.facts == {"series": "B", "last": "B003"}
    assert world.issue("C").label == "C001"


@pytest.mark.parametrize(
    ("wishes", "ground", "code"),
    [
        ([], "", "queue.nothing_wished"),
        ([Wish("Q", "别的")], "", "queue.no_window_for_letter"),
        ([Wish("B", "参保")], "rich", "queue.unknown_ground"),
    ],
)
def test_what_nobody_could_serve_gets_no_number(
    world: QueueWorld, wishes: list[Wish], ground: str, code: str
) -> None:
    with pytest.raises(QueueError) as refused:
        issue_ticket(world.at(""), world.press(), wishes, ground=ground)

    assert refused.value.code == code
    assert world.issue().label == "B001"


def test_the_slip_can_be_printed_again_and_is_counted(world: QueueWorld) -> None:
    ticket = world.issue()

    slip_printed(world.at(""), world.press(), ticket)
    reprinted = slip_printed(world.at(""), world.press(), ticket)

    assert reprinted.slips == 2
    assert reprinted.label == ticket.label
