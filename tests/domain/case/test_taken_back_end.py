"""A case that had ended comes back ended, in whatever order its papers are scanned; the fold is frozen."""

import json
from itertools import permutations
from pathlib import Path

import pytest
from case_story import told, unopened

from app.domain.case.case import case_of
from app.domain.case.kinds import CASE_KINDS
from app.domain.case.state import CaseState
from app.domain.case.taken_back import TAKEN_BACK_KINDS
from app.domain.case.taken_back_end import END_TAKEN_BACK, TAKEN_BACK_END_KINDS
from app.domain.ledger.fold import Outcome, SubjectState
from app.domain.ledger.kind import register
from app.domain.ledger.operation import Payload

KINDS = register(CASE_KINDS, TAKEN_BACK_KINDS, TAKEN_BACK_END_KINDS)
CASE = "c-1"
GOLDEN = Path(__file__).parents[2] / "golden" / "ledger" / "taken_back_end.json"
OPENING: Payload = {
    "item": {"id": "F01", "version": 1, "name": "临时占道经营许可"},
    "case_number": "3607251050002611260001",
    "query_code": "7K2M9X4A2R",
    "received_on": "2026-11-26",
}
PAPERS = {
    "SJ": {"issued_on": "2026-11-26", "proves": None},
    "SL": {"issued_on": "2026-11-26", "proves": "accepted", "due_on": "2026-12-10"},
    "BJ": {"issued_on": "2026-11-30", "proves": "closed", "result": "许可证"},
    "TJ": {"issued_on": "2026-12-04", "proves": None},
}


def after(state: SubjectState, kind: str, payload: Payload) -> SubjectState:
    folded = told(KINDS, state, kind, payload)
    assert folded.outcome is Outcome.CONFIRMED
    return folded.state


def scanned(*types: str) -> SubjectState:
    state = after(unopened(CASE), "case.taken_back.v1", OPENING)
    for one in types:
        paper = {"paper": f"p-{one}", "type": one, "title": one, "number": f"{one}1号", "ground": None}
        state = after(state, "paper.taken_back.v1", {**paper, **PAPERS[one]})
        if one == "TJ":
            state = after(state, END_TAKEN_BACK, {"ended_on": "2026-12-04", "paper": "p-TJ"})
    return state


@pytest.mark.parametrize("order", list(permutations(("SJ", "SL", "TJ"))))
def test_the_case_comes_back_ended_on_the_day_of_its_notice_in_any_order(order):
    state = scanned(*order)
    case, document = case_of(state), state.document

    assert (case.state, document["terminated_on"]) == (CaseState.TERMINATED, "2026-12-04")
    assert (document["accepted_on"], document["due_on"]) == ("2026-11-26", "2026-12-10")


def test_a_case_that_ended_otherwise_stays_as_it_ended():
    case = case_of(scanned("BJ", "TJ"))

    assert case.state is CaseState.CLOSED
    assert [paper.number for paper in case.fallen] == ["TJ1号"]


def test_a_case_under_way_again_at_the_county_is_ended_as_well():
    state = after(scanned("SL"), "case.forwarded.v1", {"to": "360725000000"})
    state = after(state, END_TAKEN_BACK, {"ended_on": "2026-12-04", "paper": "p-TJ"})

    assert case_of(state).state is CaseState.TERMINATED


def test_the_fold_is_frozen():
    """Released kinds never change their meaning: a fix is a new kind (DESIGN §4)."""
    kept = json.loads(GOLDEN.read_text(encoding="utf-8"))

    assert json.loads(json.dumps(scanned("SL", "TJ").document)) == kept["document"]
