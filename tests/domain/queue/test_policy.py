"""Golden vectors of the queue policy: who is next, and why."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.queue.line import Counter, call_order, place_behind
from app.domain.queue.policy import Heads, Order, QueuePolicy, choose, is_ordinary_turn, memory
from app.domain.ticket import Ticket, TicketState

DAY = date(2026, 11, 26)
NOW = 10_000


def ticket(place: int, *, ground: str = "", target: str = "", joined_at: int = 0) -> Ticket:
    return Ticket(
        id=f"visit-{place}",
        version=1,
        turn=1,
        hall="guantian",
        business_date=DAY,
        serves_on=DAY,
        series="VB" if ground else "B",
        number=place,
        route="B",
        target=target,
        window="",
        state=TicketState.WAITING,
        ground=ground,
        arrival=place,
        position=place * 1024,
        holder="",
        items=(),
        issued_at=joined_at,
        joined_at=joined_at,
        first_called_at=None,
        called_at=None,
        ended_at=None,
        call=0,
        calls=0,
        passes=0,
        slips=0,
        close_reason=None,
    )


def order(policy: QueuePolicy, line: str) -> str:
    """Return the calling order of a line written as letters: P priority, o ordinary, in order of arrival."""
    tickets = [ticket(place, ground="elderly" if who == "P" else "") for place, who in enumerate(line, 1)]
    called = call_order(policy, tickets, [], NOW)
    return "".join("P" if choice.ticket.is_priority else "o" for choice in called)


@pytest.mark.parametrize(
    ("policy", "line", "called"),
    [
        (QueuePolicy(order=Order.STRICT), "ooPoPo", "PPoooo"),
        (QueuePolicy(order=Order.RATIO, priority_turns=1, ordinary_turns=1), "oooPPP", "PoPoPo"),
        (QueuePolicy(order=Order.RATIO, priority_turns=2, ordinary_turns=1), "oooPPPP", "PPoPPoo"),
        (QueuePolicy(order=Order.RATIO, priority_turns=1, ordinary_turns=3), "oooooPP", "PoooPoo"),
        (QueuePolicy(order=Order.RATIO, priority_turns=2, ordinary_turns=2), "ooPPPPP", "PPooPPP"),
        (QueuePolicy(order=Order.RATIO), "ooo", "ooo"),
        (QueuePolicy(order=Order.RATIO), "PPPP", "PPPP"),
    ],
)
def test_the_shares_of_priority_and_ordinary(policy: QueuePolicy, line: str, called: str) -> None:
    assert order(policy, line) == called


@pytest.mark.parametrize(
    ("recent", "ordinary"),
    [
        ("", False),
        ("P", False),
        ("PP", True),
        ("oPP", False),
        ("PoPP"[::-1], True),
        ("o", False),
        ("ooo", False),
        ("Po", False),
    ],
)
def test_ordinary_tickets_are_owed_a_turn_only_after_a_full_run(recent: str, ordinary: bool) -> None:
    """`recent` is written newest first, of a policy of 2 to 1."""
    calls = [who == "P" for who in recent]

    assert is_ordinary_turn(QueuePolicy(priority_turns=2, ordinary_turns=1), calls) is ordinary


@pytest.mark.parametrize(
    ("ordinary_waited", "priority_waited", "head_start", "code"),
    [
        (600, 0, 1200, "queue.why.priority_aged"),
        (1200, 0, 1200, "queue.why.priority_aged"),
        (1201, 0, 1200, "queue.why.ordinary_aged"),
        (1800, 700, 1200, "queue.why.priority_aged"),
    ],
)
def test_with_ageing_a_long_wait_outweighs_priority(
    ordinary_waited: int, priority_waited: int, head_start: int, code: str
) -> None:
    policy = QueuePolicy(order=Order.AGEING, head_start=head_start)
    heads = Heads(
        priority=ticket(2, ground="elderly", joined_at=NOW - priority_waited),
        ordinary=ticket(1, joined_at=NOW - ordinary_waited),
    )

    choice = choose(policy, heads, [], NOW)

    assert choice is not None
    assert choice.why.code == code


@pytest.mark.parametrize("policy", [QueuePolicy(order=one) for one in Order])
def test_who_was_sent_to_the_window_comes_first(policy: QueuePolicy) -> None:
    sent, priority = ticket(9, target="03"), ticket(1, ground="elderly")

    choice = choose(policy, Heads(sent, priority, ticket(2)), [], NOW)

    assert choice is not None
    assert (choice.ticket, choice.why.code) == (sent, "queue.why.directed")


def test_nobody_waits() -> None:
    assert choose(QueuePolicy(), Heads(), [], NOW) is None


def test_a_window_calls_its_letters_and_what_was_sent_to_it() -> None:
    counter = Counter("03", ("B",))

    assert counter.may_call(ticket(1))
    assert counter.may_call(ticket(2, target="03"))
    assert not counter.may_call(ticket(3, target="04"))
    assert not Counter("05", ("C",)).may_call(ticket(1))


@pytest.mark.parametrize(("places", "expected"), [([], 1024), ([2048, 3072], 3073), ([512], 1024)])
def test_a_returning_ticket_goes_behind_the_given_places(places: list[int], expected: int) -> None:
    assert place_behind(ticket(1), places) == expected


lines = st.lists(st.sampled_from("Po"), max_size=14).map("".join)
policies = st.builds(
    QueuePolicy,
    order=st.sampled_from(Order),
    priority_turns=st.integers(1, 4),
    ordinary_turns=st.integers(1, 4),
)


@settings(max_examples=80, deadline=None)
@given(policy=policies, line=lines)
def test_everybody_is_called_once_and_each_class_in_order_of_arrival(policy: QueuePolicy, line: str) -> None:
    tickets = [ticket(place, ground="elderly" if who == "P" else "") for place, who in enumerate(line, 1)]

    called = [choice.ticket for choice in call_order(policy, reversed(tickets), [], NOW)]

    assert sorted(called, key=lambda one: one.arrival) == tickets
    for priority in (True, False):
        arrivals = [one.arrival for one in called if one.is_priority is priority]
        assert arrivals == sorted(arrivals)


@settings(max_examples=80, deadline=None)
@given(policy=policies.filter(lambda policy: policy.order is Order.RATIO), line=lines)
def test_no_class_waits_longer_than_the_ratio_says(policy: QueuePolicy, line: str) -> None:
    left = {"P": line.count("P"), "o": line.count("o")}
    run = ""
    for who in order(policy, line):
        other = "o" if who == "P" else "P"
        run = run + who if run.endswith(who) and left[other] else who
        left[who] -= 1
        limit = policy.priority_turns if who == "P" else policy.ordinary_turns
        assert len(run) <= limit
        if not left[other]:
            break


def test_the_memory_suffices_for_the_ratio() -> None:
    assert memory(QueuePolicy(order=Order.RATIO, priority_turns=3, ordinary_turns=2)) == 5
    assert memory(QueuePolicy(order=Order.STRICT)) == 1
