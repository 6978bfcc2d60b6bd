"""Golden vectors of the queue: who is called, in which order, and what the clerk is told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.queue.line import POSITION_STEP, Counter, call_order, line_order, place_behind
from app.domain.queue.policy import Heads, Order, QueuePolicy, choose, is_ordinary_turn, memory
from app.domain.ticket import Ticket, TicketState

NOW = 36_000
PLAIN = Ticket(
    id="",
    version=1,
    turn=1,
    hall="guantian",
    business_date=date(2026, 11, 26),
    serves_on=date(2026, 11, 26),
    series="B",
    number=1,
    route="B",
    target="",
    window="",
    state=TicketState.WAITING,
    ground="",
    arrival=1,
    position=POSITION_STEP,
    holder="",
    items=(),
    issued_at=0,
    joined_at=0,
    first_called_at=None,
    called_at=None,
    ended_at=None,
    call=0,
    calls=0,
    passes=0,
    slips=0,
    close_reason=None,
)


def waiting(name: str, place: int, minutes: int = 0) -> Ticket:
    """A ticket by its letter: P priority, D sent to this window, o ordinary; `minutes` it has waited."""
    return replace(
        PLAIN,
        id=f"{name}{place}",
        number=place,
        arrival=place,
        position=place * POSITION_STEP,
        ground="elderly" if name == "P" else "",
        target="03" if name == "D" else "",
        joined_at=NOW - minutes * 60,
    )


def line(text: str) -> list[Ticket]:
    """Tickets such as "o P D": in order of arrival."""
    return [waiting(name, place) for place, name in enumerate(text.split(), 1)]


def called(policy: QueuePolicy, text: str, recent: str = "") -> list[str]:
    calls = [who == "P" for who in recent]
    return [choice.ticket.id for choice in call_order(policy, line(text), calls, NOW)]


STRICT = QueuePolicy(order=Order.STRICT)
TWO_TO_ONE = QueuePolicy(order=Order.RATIO, priority_turns=2, ordinary_turns=1)
ONE_TO_TWO = QueuePolicy(order=Order.RATIO, priority_turns=1, ordinary_turns=2)
AGEING = QueuePolicy(order=Order.AGEING, head_start=20 * 60)


@pytest.mark.parametrize(
    ("policy", "text", "recent", "order"),
    [
        (STRICT, "o o P D P", "", "D4 P3 P5 o1 o2"),
        (STRICT, "o P", "PPPPPP", "P2 o1"),
        (TWO_TO_ONE, "o o P P P", "", "P3 P4 o1 P5 o2"),
        (TWO_TO_ONE, "o o P P P", "P", "P3 o1 P4 P5 o2"),
        (TWO_TO_ONE, "o o P P P", "PP", "o1 P3 P4 o2 P5"),
        (TWO_TO_ONE, "o o P P P", "oPP", "P3 P4 o1 P5 o2"),
        (TWO_TO_ONE, "D o o P P P", "PP", "D1 P4 P5 o2 P6 o3"),
        (ONE_TO_TWO, "o o o P P", "", "P4 o1 o2 P5 o3"),
        (ONE_TO_TWO, "o o o P P", "oP", "o1 P4 o2 o3 P5"),
        (AGEING, "o P", "", "P2 o1"),
        (TWO_TO_ONE, "", "", ""),
    ],
)
def test_the_order_of_a_line(policy: QueuePolicy, text: str, recent: str, order: str) -> None:
    assert called(policy, text, recent) == order.split()


@pytest.mark.parametrize(
    ("policy", "heads", "recent", "why"),
    [
        (TWO_TO_ONE, "DPo", "", "queue.why.directed"),
        (STRICT, "Po", "", "queue.why.priority_first"),
        (STRICT, "P", "", "queue.why.only_priority"),
        (TWO_TO_ONE, "P", "PP", "queue.why.only_priority"),
        (TWO_TO_ONE, "o", "", "queue.why.longest_waiting"),
        (TWO_TO_ONE, "Po", "", "queue.why.priority_turn"),
        (TWO_TO_ONE, "Po", "PP", "queue.why.ordinary_turn"),
        (AGEING, "Po", "", "queue.why.priority_aged"),
    ],
)
def test_the_clerk_is_told_why(policy: QueuePolicy, heads: str, recent: str, why: str, words) -> None:
    lanes = [waiting(name, 1) if name in heads else None for name in "DPo"]

    choice = choose(policy, Heads(*lanes), [who == "P" for who in recent], NOW)

    assert choice is not None
    assert choice.why.code == why
    told = words.say(choice.why.code, choice.why.facts)
    assert told.say
    assert "{" not in told.say


@pytest.mark.parametrize(
    ("priority_waited", "ordinary_waited", "first"),
    [(0, 0, "P"), (0, 19, "P"), (0, 20, "P"), (0, 21, "o"), (5, 25, "P"), (5, 26, "o"), (40, 10, "P")],
)
def test_with_ageing_priority_is_worth_twenty_minutes(
    priority_waited: int, ordinary_waited: int, first: str
) -> None:
    heads = Heads(None, waiting("P", 2, priority_waited), waiting("o", 1, ordinary_waited))

    choice = choose(AGEING, heads, [], NOW)

    assert choice is not None
    assert choice.ticket.id[0] == first


def test_a_clock_set_back_makes_nobody_wait_less_than_nothing() -> None:
    heads = Heads(None, waiting("P", 2, -600), waiting("o", 1, -600))

    choice = choose(AGEING, heads, [], NOW)

    assert choice is not None
    assert choice.why.code == "queue.why.priority_aged"


POLICIES = [STRICT, TWO_TO_ONE, ONE_TO_TWO, AGEING]
lines = st.lists(st.sampled_from("PDo"), max_size=12).map(" ".join)


@pytest.mark.parametrize("policy", POLICIES)
@given(text=lines, recent=st.text("Po", max_size=5))
def test_the_list_on_the_screen_is_what_the_key_will_call(
    policy: QueuePolicy, text: str, recent: str
) -> None:
    """Calling one by one, each time with the window's real last calls, gives the order that was shown."""
    tickets, calls, one_by_one = line(text), [who == "P" for who in recent], []
    while tickets:
        first = next(call_order(policy, tickets, calls, NOW)).ticket
        tickets.remove(first)
        calls.insert(0, first.is_priority)
        one_by_one.append(first.id)

    assert called(policy, text, recent) == one_by_one


@pytest.mark.parametrize("policy", POLICIES)
@given(text=lines, data=st.data())
def test_the_order_rows_come_from_the_database_in_does_not_matter(
    policy: QueuePolicy, text: str, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(line(text)))

    assert [choice.ticket.id for choice in call_order(policy, shuffled, [], NOW)] == called(policy, text)


@given(st.integers(1, 3), st.integers(1, 3), st.text("Po", max_size=12))
def test_older_calls_than_the_memory_do_not_matter(priority: int, ordinary: int, recent: str) -> None:
    policy = QueuePolicy(order=Order.RATIO, priority_turns=priority, ordinary_turns=ordinary)
    calls = [who == "P" for who in recent]

    assert is_ordinary_turn(policy, calls) is is_ordinary_turn(policy, calls[: memory(policy)])


@pytest.mark.parametrize(
    ("changes", "may"),
    [
        ({}, True),
        ({"route": "C"}, True),
        ({"route": "Z"}, False),
        ({"target": "03"}, True),
        ({"target": "03", "route": "Z"}, True),
        ({"target": "05"}, False),
        ({"state": TicketState.SERVING}, False),
        ({"state": TicketState.PASSED}, False),
        ({"state": TicketState.FINISHED}, False),
    ],
)
def test_whom_a_window_may_call(changes: dict[str, object], may: bool) -> None:
    counter = Counter("03", ("B", "C"))

    assert counter.may_call(replace(PLAIN, **changes)) is may  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("own", "places", "position"),
    [
        (1024, [], 1024),
        (1024, [2048, 3072, 4096], 4097),
        (9216, [2048, 3072], 9216),
        (3072, [3072], 3073),
    ],
)
def test_a_ticket_comes_back_behind_those_it_let_pass(own: int, places: Sequence[int], position: int) -> None:
    assert place_behind(replace(PLAIN, position=own), places) == position


def test_two_tickets_at_one_place_go_by_their_arrival() -> None:
    came_back = replace(PLAIN, id="back", arrival=1, position=4097)
    waits = replace(PLAIN, id="waits", arrival=4, position=4097)

    assert sorted([waits, came_back], key=line_order) == [came_back, waits]
