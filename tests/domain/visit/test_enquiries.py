"""What was only asked is counted once: asked and ended as 咨询 is one, on the day it happened."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.ledger.fold import SubjectState
from app.domain.ledger.kind import Document, Nature, Occasion, register
from app.domain.ledger.operation import Actor, Subject
from app.domain.visit.enquiries import ENQUIRY_KINDS, enquiries_on, topics_of
from app.domain.visit.kinds import VISIT_KINDS
from app.domain.visit.shift_kinds import shift_of

KINDS = register(VISIT_KINDS, ENQUIRY_KINDS)
GOLDEN = Path(__file__).parents[2] / "golden" / "ledger" / "window_enquiry.json"
DAY, NEXT_DAY = date(2026, 11, 26), date(2026, 11, 27)
ITEMS = [
    {"row": str(row), "letter": "B", "name": name, "item": ""} for row, name in enumerate(("参保", "查询"), 1)
]
ISSUED = {
    "hall": "guantian",
    "series": "B",
    "number": 12,
    "route": "B",
    "ground": "",
    "arrival": 40,
    "position": 40960,
    "items": ITEMS,
}
ASKED = ("enquiry_recorded", {"topic": "参保登记", "item": "A01"})
OTHER = ("enquiry_recorded", {"topic": "占道经营", "item": "F01"})
CALLED = ("called", {"window": "03", "call": 1})
FIRST_ENQUIRY = ("item_served", {"row": "1", "result": "enquiry"})
SECOND_CASE = ("item_served", {"row": "2", "result": "case", "case": "case-1"})
ALL_ENQUIRIES = ("finished", {"result": "enquiry"})
Fact = tuple[str, Mapping[str, Any]]


def occasion(minute: int, day: date) -> Occasion:
    at = f"{day.isoformat()}T09:{minute:02d}:00+08:00"
    return Occasion(f"op-{minute}", Actor("wang", "clerk", "guantian", "03"), day, at)


def visit(*facts: Fact, later: tuple[Fact, ...] = ()) -> Document:
    document: Document = {}
    told = [(fact, DAY) for fact in (("issued", ISSUED), *facts)] + [(fact, NEXT_DAY) for fact in later]
    for minute, ((name, payload), day) in enumerate(told):
        document = KINDS[f"visit.{name}.v1"].apply(document, payload, occasion(minute, day))
    return document


def window(*facts: Fact) -> Document:
    document: Document = {}
    for minute, (name, payload) in enumerate((("opened", {}), *facts)):
        document = KINDS[f"window.{name}.v1"].apply(document, payload, occasion(minute, DAY))
    return document


@pytest.mark.parametrize(
    ("facts", "count"),
    [
        ((CALLED,), 0),
        ((CALLED, ASKED), 1),
        ((CALLED, ASKED, OTHER), 2),
        ((CALLED, FIRST_ENQUIRY), 1),
        ((CALLED, ASKED, FIRST_ENQUIRY), 1),
        ((CALLED, ASKED, SECOND_CASE), 1),
        ((CALLED, ASKED, FIRST_ENQUIRY, SECOND_CASE), 1),
        ((CALLED, ALL_ENQUIRIES), 2),
        ((CALLED, ASKED, ALL_ENQUIRIES), 2),
        ((CALLED, SECOND_CASE), 0),
    ],
)
def test_how_many_enquiries_a_visit_counts_for(facts: tuple[Fact, ...], count: int) -> None:
    assert enquiries_on(visit(*facts), DAY) == count


def test_what_was_asked_yesterday_is_not_counted_today() -> None:
    carried = ("carried_over", {"to": NEXT_DAY.isoformat()})

    two_days = visit(CALLED, ASKED, FIRST_ENQUIRY, carried, later=(CALLED, OTHER))

    assert (enquiries_on(two_days, DAY), enquiries_on(two_days, NEXT_DAY)) == (1, 1)
    assert enquiries_on(visit(CALLED, FIRST_ENQUIRY, carried), NEXT_DAY) == 0


def test_a_fact_that_came_too_late_to_move_the_ticket_still_counts() -> None:
    assert enquiries_on(visit(CALLED, ALL_ENQUIRIES, ASKED), DAY) == 2


def test_a_visit_tells_what_was_asked() -> None:
    assert topics_of(visit(CALLED, ASKED, OTHER)) == ("参保登记", "占道经营")
    assert topics_of(visit(CALLED)) == ()


def test_what_is_asked_without_a_ticket_is_kept_on_the_windows_day() -> None:
    asked = window(("taken", {"clerk": "wang"}), ASKED, OTHER, ASKED)

    assert topics_of(asked) == ("参保登记", "占道经营", "参保登记")
    assert shift_of(SubjectState(Subject("window", "guantian/03/2026-11-26"), document=asked)).clerk == "wang"
    assert topics_of({}) == ()


def test_the_kind_is_a_fact_of_a_window_and_opens_nothing() -> None:
    (kind,) = ENQUIRY_KINDS

    assert (kind.nature, kind.subject, kind.opens) == (Nature.FACT, "window", False)


def test_the_fold_is_frozen() -> None:
    assert window(ASKED) == json.loads(GOLDEN.read_text("utf-8"))
