"""What every TicketStore promises: who waits, who is served, who comes next, in one order everywhere."""

from datetime import date
from typing import Any

import pytest
from ledger_lines import Line
from sqlalchemy.exc import IntegrityError

from app.domain.ledger.fold import SubjectState, Trace
from app.domain.ledger.operation import Subject
from app.domain.queue.line import Counter
from app.domain.queue.policy import Heads
from app.domain.ticket import Ticket, TicketState
from app.ports.ticket_store import HallDay, PastCall
from app.ports.unit_of_work import Storage, UnitOfWork

TODAY = HallDay("guantian", date(2026, 11, 26))
TOMORROW = HallDay("guantian", date(2026, 11, 27))
ELSEWHERE = HallDay("another hall", date(2026, 11, 26))


def document(number: int) -> dict[str, Any]:
    day = TODAY.day.isoformat()
    plain = {"hall": TODAY.hall, "series": "B", "number": number, "route": "B", "arrival": number}
    times = dict.fromkeys(("first_called_at", "called_at", "ended_at", "close_reason"))
    counts = dict.fromkeys(("call", "calls", "passes", "slips", "issued_at", "joined_at"), 0)
    return {
        **plain,
        **times,
        **counts,
        "position": number * 1024,
        "business_date": day,
        "serves_on": day,
        "state": "waiting",
        "turn": 1,
        "target": "",
        "window": "",
        "holder": "",
        "ground": "",
        "items": [{"row": "1", "letter": "B", "name": "社保", "item": ""}],
        "events": ["kept with the state"],
        "enquiries": [],
    }


def save(unit: UnitOfWork, line: Line, visit: int, *, version: int = 1, **changed: Any) -> None:
    subject = Subject("visit", f"visit {visit}")
    trail = tuple(Trace(f"{subject.id} op {one}", line.source) for one in range(version))
    unit.authority.save(SubjectState(subject, {**document(visit), **changed}, trail))


def numbers(tickets: Any) -> list[int]:
    return [ticket.number for ticket in tickets]


def got(unit: UnitOfWork, number: int) -> Ticket:
    ticket = unit.tickets.get(f"visit {number}")
    assert ticket is not None
    return ticket


def test_a_ticket_comes_back_as_its_visit_says(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        save(unit, line, 12, holder="张*", ground="elderly")
        unit.commit()

    with storage.reading() as unit:
        ticket = got(unit, 12)
        assert (ticket.label, ticket.holder, ticket.is_priority, ticket.version) == ("B012", "张*", True, 1)
        assert ticket.state is TicketState.WAITING
        assert unit.tickets.get("no such visit") is None


def test_a_window_serves_one_ticket_and_is_asked_for_it(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        save(unit, line, 1)
        assert unit.tickets.serving_at(TODAY.hall, "03") is None
        save(unit, line, 1, version=2, state="serving", window="03", call=1)

        serving = unit.tickets.serving_at(TODAY.hall, "03")
        assert serving == got(unit, 1)
        assert unit.tickets.serving_at(TODAY.hall, "04") is None
        assert unit.tickets.serving_at(ELSEWHERE.hall, "03") is None
        with pytest.raises(IntegrityError):
            save(unit, line, 2, state="serving", window="03")


def test_the_heads_are_the_first_of_each_lane_a_window_may_call(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        save(unit, line, 1, route="C")
        save(unit, line, 2, position=9 * 1024)
        save(unit, line, 3)
        save(unit, line, 4, ground="elderly", series="VB")
        save(unit, line, 5, target="03", route="C")
        save(unit, line, 6, target="04")
        save(unit, line, 7, state="passed", position=0)
        save(unit, line, 8, serves_on=TOMORROW.day.isoformat(), position=0)

        heads = unit.tickets.heads(TODAY, Counter("03", ("A", "B")))
        assert heads == Heads(got(unit, 5), got(unit, 4), got(unit, 3))
        assert unit.tickets.heads(TODAY, Counter("09", ("Z",))) == Heads()
        assert unit.tickets.heads(ELSEWHERE, Counter("03", ("B",))) == Heads()


def test_the_last_calls_of_a_window_come_newest_first(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        save(unit, line, 1, state="finished", window="03", call=1)
        save(unit, line, 2, state="finished", window="03", call=2, ground="elderly")
        save(unit, line, 3, state="serving", window="03", call=3)
        save(unit, line, 4, state="finished", window="04", call=4)
        save(unit, line, 5)

        assert list(unit.tickets.last_calls(TODAY, "03", 2)) == [PastCall(3, False), PastCall(2, True)]
        assert list(unit.tickets.last_calls(TOMORROW, "03", 2)) == []


def test_the_places_of_a_lane_come_in_order(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        save(unit, line, 1)
        save(unit, line, 2, position=100)
        save(unit, line, 3, ground="elderly")
        save(unit, line, 4, route="C")
        save(unit, line, 5, target="03")
        save(unit, line, 6)

        assert list(unit.tickets.places(TODAY, got(unit, 6), 9)) == [100, 1024, 6144]
        assert list(unit.tickets.places(TODAY, got(unit, 6), 1)) == [100]


def test_a_day_is_told_in_order_of_arrival(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        save(unit, line, 2, state="finished")
        save(unit, line, 1)
        save(unit, line, 3, serves_on=TOMORROW.day.isoformat())

        assert numbers(unit.tickets.of_day(TODAY)) == [1, 2]
        assert numbers(unit.tickets.of_day(TOMORROW)) == [3]
        assert unit.tickets.of_day(ELSEWHERE) == []


def test_what_is_not_over_is_told_up_to_a_day(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        for number, state in enumerate(("waiting", "passed", "serving", "finished", "closed"), start=1):
            save(unit, line, number, state=state, window="03")
        save(unit, line, 6, serves_on=TOMORROW.day.isoformat())

        assert numbers(unit.tickets.unfinished_until(TODAY)) == [1, 2, 3]
        assert numbers(unit.tickets.unfinished_until(TOMORROW)) == [1, 2, 3, 6]


def test_no_two_visits_of_a_day_share_a_number(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        save(unit, line, 1)
        with pytest.raises(IntegrityError):
            save(unit, line, 2, number=1)
