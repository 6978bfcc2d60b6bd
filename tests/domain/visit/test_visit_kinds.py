"""What facts do to a visit, also when they come in an order no single window could make."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from app.domain.ledger.kind import Nature, Occasion, register
from app.domain.ledger.operation import Actor
from app.domain.ticket import ServiceResult, Ticket, TicketState, label, span, ticket_from
from app.domain.visit.kinds import VISIT_KINDS

KINDS = register(VISIT_KINDS)
ISSUED = {
    "hall": "guantian",
    "series": "B",
    "number": 12,
    "route": "B",
    "ground": "",
    "arrival": 40,
    "position": 40960,
    "items": [{"row": "1", "letter": "B", "name": "参保", "item": "A01"}],
}


def occasion(minute: int, window: str = "03") -> Occasion:
    at = f"2026-11-26T09:{minute:02d}:00+08:00"
    return Occasion(f"op-{minute}", Actor("wang", "clerk", "guantian", window), date(2026, 11, 26), at)


def folded(*facts: tuple[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    document: Mapping[str, Any] = {}
    for minute, (name, payload) in enumerate((("issued", ISSUED), *facts)):
        document = KINDS[f"visit.{name}.v1"].apply(document, payload, occasion(minute))
    return document


def ticket(*facts: tuple[str, Mapping[str, Any]]) -> Ticket:
    return ticket_from("visit-1", len(facts) + 1, folded(*facts))


CALLED = ("called", {"window": "03", "call": 1})
ELSEWHERE = ("called", {"window": "04", "call": 7})
FINISHED = ("finished", {"result": "done"})
PASSED: tuple[str, Mapping[str, Any]] = ("passed", {})
CLOSED = ("closed_at_day_end", {"reason": "left"})


def test_all_are_facts_and_only_issuing_opens_a_visit() -> None:
    visits = [kind for kind in VISIT_KINDS if kind.subject == "visit"]

    assert {kind.nature for kind in VISIT_KINDS} == {Nature.FACT}
    assert [kind.name for kind in visits if kind.opens] == ["visit.issued.v1"]


def test_an_issued_visit_is_a_waiting_ticket() -> None:
    issued = ticket()

    assert (issued.label, issued.state, issued.turn) == ("B012", TicketState.WAITING, 1)
    assert issued.issued_at == issued.joined_at == 1795654800


def test_a_second_call_of_a_served_ticket_moves_nothing_but_is_kept() -> None:
    document = folded(CALLED, ELSEWHERE)

    assert (document["window"], document["call"], document["turn"]) == ("03", 1, 2)
    assert document["events"][-1]["fits"] is False


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ((CALLED,), TicketState.SERVING),
        ((CALLED, PASSED), TicketState.PASSED),
        ((CALLED, PASSED, ELSEWHERE), TicketState.SERVING),
        ((CALLED, FINISHED), TicketState.FINISHED),
        ((CALLED, FINISHED, PASSED), TicketState.FINISHED),
        ((CALLED, FINISHED, CLOSED), TicketState.FINISHED),
        ((FINISHED,), TicketState.WAITING),
        ((PASSED,), TicketState.WAITING),
        ((CLOSED, CALLED), TicketState.CLOSED),
        ((("abandoned", {"reason": "left"}),), TicketState.CLOSED),
    ],
)
def test_where_a_ticket_stands_after_any_order_of_facts(
    facts: tuple[tuple[str, Mapping[str, Any]], ...], state: TicketState
) -> None:
    assert ticket(*facts).state is state


@pytest.mark.parametrize("state", [state for state in TicketState if not state.is_over])
def test_every_open_state_has_a_way_out(state: TicketState) -> None:
    path = {
        TicketState.WAITING: (),
        TicketState.SERVING: (CALLED,),
        TicketState.PASSED: (CALLED, PASSED),
    }[state]

    assert ticket(*path).state is state
    assert ticket(*path, CLOSED).state.is_over


def test_finishing_gives_a_result_only_to_items_without_one() -> None:
    served = ("item_served", {"row": "1", "result": "case", "case": "case-1"})
    added = ("item_added", {"item": {"row": "2", "letter": "B", "name": "查询", "item": ""}})

    done = ticket(CALLED, served, added, FINISHED)

    assert [item.result for item in done.items] == [ServiceResult.CASE, ServiceResult.DONE]
    assert done.items[0].case == "case-1"


def test_an_erased_name_is_gone_and_the_ticket_stays() -> None:
    named = folded(("holder_named", {"holder": "张*"}))

    erased = KINDS["visit.holder_named.v1"].when_erased(named, occasion(9))

    assert ticket_from("visit-1", 3, erased).holder == ""
    assert ticket_from("visit-1", 3, erased).label == "B012"


@pytest.mark.parametrize(
    ("start", "end", "seconds", "reliable"),
    [(100, 160, 60, True), (100, 100, 0, True), (100, 40, 0, False)],
)
def test_no_span_is_negative(start: int, end: int, seconds: int, reliable: bool) -> None:
    assert (span(start, end).seconds, span(start, end).is_reliable) == (seconds, reliable)


@pytest.mark.parametrize(
    ("series", "number", "printed"), [("B", 1, "B001"), ("VB", 12, "VB012"), ("A", 999, "A999")]
)
def test_how_a_number_is_printed(series: str, number: int, printed: str) -> None:
    assert label(series, number) == printed


@pytest.mark.parametrize("member", [*TicketState, *ServiceResult])
def test_every_state_and_result_has_a_word(member: TicketState | ServiceResult) -> None:
    assert member.label
