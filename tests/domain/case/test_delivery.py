"""In which way the applicant of a case gets the result."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from case_story import told, unopened
from hall import hall_data

from app.domain.case.delivery import (
    AT_THE_WINDOW,
    DELIVERY_CHOSEN,
    DELIVERY_KINDS,
    delivery_of,
    usual_way,
)
from app.domain.case.kinds import CASE_KINDS
from app.domain.ledger.fold import Outcome, SubjectState
from app.domain.ledger.kind import register
from app.domain.ledger.operation import Payload

KINDS = register(CASE_KINDS, DELIVERY_KINDS)
GOLDEN = Path(__file__).parents[2] / "golden" / "ledger" / "delivery_chosen.json"
ITEM = replace(hall_data().catalog.version("G01", 1), delivery=("窗口自取", "邮寄", "代办员代取"))


def after(state: SubjectState, kind: str, payload: Payload, *, erased: bool = False) -> SubjectState:
    folded = told(KINDS, state, kind, payload, erased=erased)
    assert folded.outcome is Outcome.CONFIRMED
    return folded.state


@pytest.fixture
def opened() -> SubjectState:
    opening: Payload = {
        "item": {"id": "G01", "version": 1, "name": "事项"},
        "case_number": "3607251050002611260002",
        "query_code": "7K2M9X4A2R",
        "visit": None,
    }
    return after(unopened("c-2"), "case.opened.v1", opening)


def test_where_nobody_chose_it_is_the_first_way_of_the_item(opened: SubjectState) -> None:
    assert delivery_of(opened.document, ITEM) == "窗口自取"
    assert usual_way(replace(ITEM, delivery=())) == AT_THE_WINDOW
    assert usual_way(replace(ITEM, delivery=("代办员代取",))) == "代办员代取"


def test_the_last_choice_counts_and_an_erasure_leaves_it(opened: SubjectState) -> None:
    once = after(opened, DELIVERY_CHOSEN, {"way": "邮寄"})
    twice = after(once, DELIVERY_CHOSEN, {"way": "代办员代取"})

    assert delivery_of(once.document, ITEM) == "邮寄"
    assert delivery_of(twice.document, ITEM) == "代办员代取"
    assert delivery_of(after(once, DELIVERY_CHOSEN, {"way": "x"}, erased=True).document, ITEM) == "邮寄"


def test_the_fold_is_frozen(opened: SubjectState) -> None:
    """A released kind never changes its meaning: a fix is a new kind (DESIGN §4)."""
    state = after(opened, DELIVERY_CHOSEN, {"way": "代办员代取"})
    kept = json.loads(GOLDEN.read_text(encoding="utf-8"))

    assert state.document["delivery"] == kept["delivery"]
