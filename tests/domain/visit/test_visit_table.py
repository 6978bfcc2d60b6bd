"""Every fact of a visit in every state a ticket can stand in, and a window's own day."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ledger.fold import SubjectState
from app.domain.ledger.kind import Occasion, register
from app.domain.ledger.operation import Actor, Subject
from app.domain.ticket import CloseReason, Ticket, TicketState, ticket_from
from app.domain.visit.kinds import VISIT_KINDS
from app.domain.visit.shift_kinds import Shift, shift_of, shift_subject

KINDS = register(VISIT_KINDS)
NINE = datetime(2026, 11, 26, 9, 0, tzinfo=timezone(timedelta(hours=8)))
DAY = date(2026, 11, 26)
Story = list[tuple[str, Mapping[str, Any]]]
ISSUED: Mapping[str, Any] = {
    "hall": "guantian",
    "series": "B",
    "number": 12,
    "route": "B",
    "ground": "",
    "arrival": 40,
    "position": 40960,
    "items": [{"row": "1", "letter": "B", "name": "参保", "item": "A01"}],
}
FACTS: Mapping[str, Mapping[str, Any]] = {
    "called": {"window": "03", "call": 1},
    "passed": {},
    "reactivated": {"position": 50000},
    "transferred": {"route": "C", "target": "05"},
    "finished": {"result": "done"},
    "abandoned": {"reason": "left"},
    "carried_over": {"to": "2026-11-27"},
    "closed_at_day_end": {"reason": "not_served"},
    "recalled": {},
    "slip_printed": {},
    "holder_named": {"holder": "钟*"},
    "enquiry_recorded": {"topic": "养老"},
}
WAY_TO: Mapping[TicketState, tuple[str, ...]] = {
    TicketState.WAITING: (),
    TicketState.SERVING: ("called",),
    TicketState.PASSED: ("called", "passed"),
    TicketState.FINISHED: ("called", "finished"),
    TicketState.CLOSED: ("abandoned",),
}

# Rows: the fact. Columns: waiting, serving, passed, finished, closed; the state after it, . for no move.
MOVES = """
called            serving .        serving .        .
passed            .       passed   .       .        .
reactivated       .       .        waiting .        .
transferred       waiting waiting  .       .        .
finished          .       finished .       .        .
abandoned         closed  closed   closed  .        .
carried_over      waiting waiting  waiting .        .
closed_at_day_end closed  closed   closed  .        .
recalled          .       .        .       .        .
slip_printed      .       .        .       .        .
holder_named      .       .        .       .        .
enquiry_recorded  .       .        .       .        .
"""
TABLE = [
    (line.split()[0], state, after)
    for line in MOVES.strip().splitlines()
    for state, after in zip(WAY_TO, line.split()[1:], strict=True)
]
PLACING = {line.split()[0] for line in MOVES.strip().splitlines()[:8]}


def occasion(minute: int) -> Occasion:
    at = (NINE + timedelta(minutes=minute)).isoformat()
    return Occasion(f"op-{minute}", Actor("wang", "clerk", "guantian", "03"), DAY, at)


def folded(*facts: str | tuple[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """The document after facts, one a minute; a bare name stands for its usual payload."""
    document: Mapping[str, Any] = KINDS["visit.issued.v1"].apply({}, ISSUED, occasion(0))
    for minute, fact in enumerate(facts, 1):
        name, payload = (fact, FACTS[fact]) if isinstance(fact, str) else fact
        document = KINDS[f"visit.{name}.v1"].apply(document, payload, occasion(minute))
    return document


def ticket(*facts: str | tuple[str, Mapping[str, Any]]) -> Ticket:
    return ticket_from("visit-1", len(facts) + 1, folded(*facts))


@pytest.mark.parametrize(("fact", "start", "after"), TABLE)
def test_what_each_fact_does_in_each_state(fact: str, start: TicketState, after: str) -> None:
    before = ticket(*WAY_TO[start])
    assert before.state is start

    now = ticket(*WAY_TO[start], fact)

    assert now.state is (start if after == "." else TicketState(after))
    assert now.turn == before.turn + (fact in PLACING and after != ".")


@pytest.mark.parametrize(("fact", "start", "after"), TABLE)
def test_a_fact_that_does_not_fit_is_still_on_record(fact: str, start: TicketState, after: str) -> None:
    event = folded(*WAY_TO[start], fact)["events"][-1]

    assert event["what"] == fact
    assert ("fits" in event) is (fact in PLACING and after == ".")


@given(st.lists(st.sampled_from(sorted(FACTS)), max_size=12))
def test_whatever_happens_the_printed_number_stays_and_over_is_over(story: list[str]) -> None:
    ended = None
    for length in range(len(story) + 1):
        now = ticket(*story[:length])
        assert (now.label, now.issued_at, now.business_date) == ("B012", int(NINE.timestamp()), DAY)
        assert ended is None or now.state is ended
        ended = now.state if now.state.is_over else ended


@given(st.lists(st.sampled_from(sorted(FACTS)), max_size=12))
def test_the_first_call_is_never_rewritten_and_no_event_is_lost(story: list[str]) -> None:
    firsts = {first for n in range(len(story) + 1) if (first := ticket(*story[:n]).first_called_at)}

    assert len(firsts) <= 1
    assert [event["what"] for event in folded(*story)["events"]] == ["issued", *story]


@given(st.lists(st.sampled_from(sorted(FACTS)), max_size=12))
def test_nobody_sits_at_a_window_while_waiting(story: list[str]) -> None:
    now = ticket(*story)

    assert now.state is not TicketState.WAITING or now.window == ""
    assert now.state is not TicketState.SERVING or now.window == "03"
    assert (now.ended_at is not None) is now.state.is_over


def test_calls_are_counted_anew_at_each_turn() -> None:
    assert ticket("called", "recalled", "recalled").calls == 3
    assert ticket("called", "recalled", "passed", "reactivated", "called").calls == 1
    assert ticket("called", "passed", "reactivated", "called", "passed").passes == 2


def test_waiting_is_told_from_issue_and_service_from_the_last_call() -> None:
    done = ticket("called", "passed", "reactivated", "called", "recalled", "finished")

    assert done.wait is not None
    assert done.service is not None
    assert (done.wait.seconds, done.service.seconds) == (60, 120)
    assert ticket().wait is None
    assert ticket("called").service is None


@pytest.mark.parametrize(
    ("story", "joined_after_minutes"),
    [
        ((), 0),
        (("called", "passed", "reactivated"), 3),
        (("called", "transferred"), 2),
        (("carried_over",), 1),
    ],
)
def test_a_ticket_waits_from_the_moment_it_joined_this_line(
    story: tuple[str, ...], joined_after_minutes: int
) -> None:
    now = int((NINE + timedelta(minutes=30)).timestamp())

    assert ticket(*story).waiting(now).minutes == 30 - joined_after_minutes


def test_a_transfer_changes_the_route_and_names_the_window_until_it_is_called_there() -> None:
    sent = ticket("called", "transferred")
    assert (sent.route, sent.target, sent.series) == ("C", "05", "B")

    there = ticket("called", "transferred", ("called", {"window": "05", "call": 9}))
    assert (there.window, there.target, there.call) == ("05", "", 9)


def test_a_number_carried_over_serves_tomorrow_and_keeps_its_day() -> None:
    carried = ticket("carried_over")

    assert (carried.business_date, carried.serves_on) == (DAY, date(2026, 11, 27))


@pytest.mark.parametrize("reason", CloseReason)
def test_a_closed_ticket_says_why_and_has_no_result(reason: CloseReason) -> None:
    closed = ticket(("closed_at_day_end", {"reason": reason.value}))

    assert closed.close_reason is reason
    assert reason.label
    assert [item.result for item in closed.items] == [None]


def test_items_are_served_one_by_one() -> None:
    more = ("item_added", {"item": {"row": "2", "letter": "B", "name": "查询", "item": ""}})
    first = ("item_served", {"row": "1", "result": "case", "case": "case-1"})

    half = ticket("called", more, first)

    assert [item.row for item in half.open_items] == ["2"]
    assert half.items[0].case == "case-1"
    assert half.state is TicketState.SERVING


def test_an_item_nobody_has_is_served_without_harm() -> None:
    assert ticket("called", ("item_served", {"row": "9", "result": "done"})).items == ticket("called").items


# A window's day

WINDOW = Subject("window", "guantian/03/2026-11-26")


def shift(*facts: tuple[str, Mapping[str, Any]]) -> Shift:
    document: Mapping[str, Any] = {}
    for minute, (name, payload) in enumerate((("opened", {}), *facts)):
        document = KINDS[f"window.{name}.v1"].apply(document, payload, occasion(minute))
    return shift_of(SubjectState(WINDOW, document=document))


@pytest.mark.parametrize(
    ("facts", "clerk", "paused"),
    [
        ([], "", False),
        ([("taken", {"clerk": "wang"})], "wang", False),
        ([("taken", {"clerk": "wang"}), ("paused", {"reason": "午休"})], "wang", True),
        ([("paused", {"reason": "午休"}), ("resumed", {})], "", False),
        ([("taken", {"clerk": "wang"}), ("left", {})], "", False),
        ([("taken", {"clerk": "wang"}), ("taken", {"clerk": "li"})], "li", False),
        ([("paused", {"reason": "午休"}), ("left", {})], "", True),
    ],
)
def test_how_a_window_stands(facts: Story, clerk: str, paused: bool) -> None:
    now = shift(*facts)

    assert (now.clerk, now.is_paused) == (clerk, paused)


def test_a_window_of_which_nothing_is_known_is_open_and_empty() -> None:
    assert shift_of(SubjectState(WINDOW)) == Shift()


def test_each_day_of_each_window_of_each_hall_is_a_subject_of_its_own() -> None:
    subjects = {
        shift_subject(hall, window, day)
        for hall in ("guantian", "shaxi")
        for window in ("03", "04")
        for day in (DAY, DAY + timedelta(days=1))
    }

    assert len(subjects) == 8
    assert shift_subject("guantian", "03", DAY) == WINDOW
