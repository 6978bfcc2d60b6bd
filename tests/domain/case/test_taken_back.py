"""Papers scanned back in any order leave their case where they prove it stood; the folds are frozen."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from fakes import A_THURSDAY_MORNING

from app.domain.case.case import case_of
from app.domain.case.kinds import CASE_KINDS
from app.domain.case.state import CaseState
from app.domain.case.taken_back import TAKEN_BACK_KINDS
from app.domain.ledger.chain import Source
from app.domain.ledger.fold import Outcome, SubjectState, fold
from app.domain.ledger.kind import register
from app.domain.ledger.operation import Actor, Body, Moment, Operation, Payload, Subject, digest_payload

KINDS = register(CASE_KINDS, TAKEN_BACK_KINDS)
CASE = Subject("case", "c-1")
TOWNSHIP, COUNTY = "360725105000", "360725000000"
GOLDEN = Path(__file__).parents[2] / "golden" / "ledger" / "taken_back.json"
LIMITS = {"due_on": "2026-12-03", "law_due_on": "2026-12-24", "due_is_provisional": False}
OPENING: Payload = {
    "item": {"id": "F01", "version": 1, "name": "临时占道经营许可"},
    "case_number": "3607251050002611260001",
    "query_code": "7K2M9X4A2R",
    "received_on": "2026-11-26",
}
LOST: Mapping[str, Payload] = {
    "SJ": {"issued_on": "2026-11-26", "proves": None},
    "BZ": {"issued_on": "2026-11-27", "proves": "supplement_required", "served_on": "2026-11-27"},
    "SL": {"issued_on": "2026-11-28", "proves": "accepted", **LIMITS},
    "BS": {"issued_on": "2026-11-28", "proves": "refused"},
    "BJ": {"issued_on": "2026-11-28", "proves": "closed", **LIMITS, "result": "参保凭证"},
}
ENDS = {"SL": CaseState.ACCEPTED, "BS": CaseState.REFUSED, "BJ": CaseState.CLOSED}


class Story:
    """Operations on one case, an hour apart, in the order they are told."""

    def __init__(self) -> None:
        self.state, self._at = SubjectState(CASE), A_THURSDAY_MORNING + timedelta(days=5)

    def tell(self, kind: str, payload: Payload, *, at: datetime | None = None) -> Outcome:
        self._at += timedelta(hours=1)
        place = str(self.state.document.get("custody", TOWNSHIP))
        body = Body(
            op_id=f"op-{self.state.version}",
            kind=kind,
            subject=CASE,
            base=self.state.base,
            actor=Actor("c-wang", "window", place, "3"),
            moment=Moment(self._at.date(), "clock", at or self._at),
            payload_digest=digest_payload(payload, bytes(16)),
        )
        folded = fold(self.state, Operation(body, payload, bytes(16)), Source("pc-3", 2), KINDS)
        self.state = folded.state
        return folded.outcome

    def scan(self, type_code: str) -> Outcome:
        paper = {
            "paper": f"p-{type_code}",
            "type": type_code,
            "title": type_code,
            "number": f"{type_code}1号",
        }
        return self.tell("paper.taken_back.v1", {**paper, "ground": None, **LOST[type_code]})

    @property
    def document(self) -> dict[str, Any]:
        return dict(self.state.document)


def taken_back(*types: str) -> Story:
    story = Story()
    assert story.tell("case.taken_back.v1", OPENING) is Outcome.CONFIRMED
    for one in types:
        assert story.scan(one) is Outcome.CONFIRMED
    return story


@pytest.mark.parametrize("last", ENDS)
def test_the_order_of_scanning_does_not_matter(last: str):
    ends = []
    for order in permutations(("SJ", "BZ", last)):
        document = taken_back(*order).document
        history = document.pop("history")
        assert [step["what"] for step in history] == ["taken_back"] * 3
        for paper in document["papers"].values():
            paper.pop("taken_back_on")
        ends.append(document)
    assert all(end == ends[0] for end in ends)
    assert ends[0]["state"] == ENDS[last].value


@pytest.mark.parametrize(("known", "still"), [("withdrawn", "withdrawn"), ("closed", "closed")])
def test_a_case_that_went_on_since_stays_where_it_is(known: str, still: str):
    story = taken_back("SL")
    story.tell(f"case.{known}.v1", {"withdrawal_reason": "不办了", "result": "许可证"})
    for one in ("SJ", "BZ", "BS"):
        assert story.scan(one) is Outcome.CONFIRMED
    case = case_of(story.state)
    assert case.state.value == still
    assert len(case.papers) == 4
    assert case.due_on is not None


def test_a_case_returned_by_the_county_is_accepted_anew_by_a_later_notice():
    story = taken_back("SL")
    story.tell("case.returned.v1", {"to": TOWNSHIP, "return_reason": "缺件"})
    later = {**LOST["SL"], "issued_on": "2026-12-01", "due_on": "2026-12-08"}
    paper = {"paper": "p-2", "type": "SL", "title": "受理通知书", "number": "2号", "ground": None}
    story.tell("paper.taken_back.v1", {**paper, **later})
    assert (story.document["state"], story.document["due_on"]) == ("accepted", "2026-12-08")
    assert story.document["accepted_on"] == "2026-12-01"


def test_closing_keeps_the_day_the_case_was_accepted():
    story = taken_back("SL", "BJ")
    assert (story.document["accepted_on"], story.document["closed_on"]) == ("2026-11-28", "2026-11-28")
    assert taken_back("BJ").document["accepted_on"] == "2026-11-28"


def test_a_second_acceptance_is_a_conflict_whatever_it_was_based_on():
    story = taken_back("SL")
    assert story.tell("case.accepted.v1", {"due_on": "2027-01-01"}) is Outcome.CONFLICT
    assert story.document["due_on"] == "2026-12-03"


def test_a_decision_made_before_the_paper_was_scanned_is_a_conflict():
    story = taken_back()
    seen = story.state.base
    story.scan("BZ")
    body = Body(
        op_id="late",
        kind="case.accepted.v1",
        subject=CASE,
        base=seen,
        actor=Actor("c-li", "window", TOWNSHIP, "5"),
        moment=Moment(A_THURSDAY_MORNING.date(), "clock", A_THURSDAY_MORNING),
        payload_digest=digest_payload({}, bytes(16)),
    )
    other = Source("pc-5", 1)
    assert fold(story.state, Operation(body, {}, bytes(16)), other, KINDS).outcome is Outcome.CONFLICT


def test_a_case_is_taken_back_once():
    story = taken_back("SL")
    assert story.tell("case.taken_back.v1", OPENING) is Outcome.CONFLICT
    assert story.document["state"] == "accepted"


def test_a_paper_of_a_case_nobody_knows_waits():
    assert Story().scan("SL") is Outcome.WAITING


def test_the_folds_are_frozen():
    """Released kinds never change their meaning: a fix is a new kind (DESIGN §4)."""
    story = taken_back("SJ", "BZ", "BJ")
    kept = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert json.loads(json.dumps(story.document)) == kept["document"]
