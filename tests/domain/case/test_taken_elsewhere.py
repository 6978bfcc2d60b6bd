"""What a case keeps of having been taken in at a window that does not serve its item."""

import json
from pathlib import Path

import pytest
from case_story import told, unopened

from app.domain.case.kinds import CASE_KINDS
from app.domain.case.taken_elsewhere import (
    TAKEN_ELSEWHERE,
    TAKEN_ELSEWHERE_KINDS,
    TakenElsewhere,
    taken_elsewhere,
)
from app.domain.ledger.fold import Outcome, SubjectState
from app.domain.ledger.kind import Nature, register
from app.domain.ledger.operation import Payload

KINDS = register(CASE_KINDS, TAKEN_ELSEWHERE_KINDS)
GOLDEN = Path(__file__).parents[2] / "golden" / "ledger" / "taken_elsewhere.json"
TOLD: Payload = {"served_at": ["07", "08"], "reason": "那边今天没有人办"}


def after(state: SubjectState, kind: str, payload: Payload, *, erased: bool = False) -> SubjectState:
    folded = told(KINDS, state, kind, payload, erased=erased)
    assert folded.outcome is Outcome.CONFIRMED
    return folded.state


@pytest.fixture
def opened() -> SubjectState:
    opening: Payload = {
        "item": {"id": "B01", "version": 1, "name": "高龄津贴"},
        "case_number": "3607251050002611260002",
        "query_code": "7K2M9X4A2R",
        "visit": None,
    }
    return after(unopened("c-2"), "case.opened.v1", opening)


def test_a_case_tells_where_it_was_taken_in_who_serves_its_item_and_why(opened: SubjectState) -> None:
    state = after(opened, TAKEN_ELSEWHERE, TOLD)

    assert taken_elsewhere(state.document) == TakenElsewhere("3", ("07", "08"), "那边今天没有人办")
    assert TAKEN_ELSEWHERE_KINDS[0].nature is Nature.FACT


def test_a_case_taken_in_where_its_item_is_served_tells_nothing(opened: SubjectState) -> None:
    assert taken_elsewhere(opened.document) is None


def test_of_an_erased_reason_only_the_window_stays(opened: SubjectState) -> None:
    state = after(opened, TAKEN_ELSEWHERE, TOLD, erased=True)

    assert taken_elsewhere(state.document) == TakenElsewhere("3", (), "")
    assert state.document["state"] == opened.document["state"]


def test_the_fold_is_frozen(opened: SubjectState) -> None:
    """A released kind never changes its meaning: a fix is a new kind (DESIGN §4)."""
    state = after(opened, TAKEN_ELSEWHERE, TOLD)
    kept = json.loads(GOLDEN.read_text(encoding="utf-8"))

    assert json.loads(json.dumps(state.document["taken_elsewhere"])) == kept["taken_elsewhere"]
