"""A recorded deemed acceptance (视为受理) accepts a case as of the law's day; its fold is frozen."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from fakes import A_THURSDAY_MORNING

from app.domain.case.case import case_of
from app.domain.case.deemed import DEEMED_KINDS, deemed_from
from app.domain.case.kinds import CASE_KINDS
from app.domain.case.state import CaseState
from app.domain.ledger.chain import Source
from app.domain.ledger.fold import Outcome, SubjectState, fold
from app.domain.ledger.kind import register
from app.domain.ledger.operation import Actor, Body, Moment, Operation, Payload, Subject, digest_payload

KINDS = register(CASE_KINDS, DEEMED_KINDS)
CASE = Subject("case", "c-1")
GOLDEN = Path(__file__).parents[2] / "golden" / "ledger" / "deemed_accepted.json"
OPENING: Payload = {
    "item": {"id": "F01", "version": 1, "name": "临时占道经营许可"},
    "case_number": "3607251050002611260001",
    "query_code": "7K2M9X4A2R",
    "visit": None,
}
RECORDED: Payload = {
    "since": "2026-11-26",
    "due_on": "2026-12-03",
    "law_due_on": "2026-12-24",
    "due_is_provisional": False,
    "delivery": "窗口自取",
}


def then(state: SubjectState, kind: str, payload: Payload, *, days: int = 0) -> tuple[Outcome, SubjectState]:
    at: datetime = A_THURSDAY_MORNING + timedelta(days=days)
    body = Body(
        op_id=f"op-{state.version}",
        kind=kind,
        subject=CASE,
        base=state.base,
        actor=Actor("c-liu", "supervisor", "360725105000", "3"),
        moment=Moment(at.date(), "clock", at),
        payload_digest=digest_payload(payload, bytes(16)),
    )
    folded = fold(state, Operation(body, payload, bytes(16)), Source("pc-3", 2), KINDS)
    return folded.outcome, folded.state


def opened() -> SubjectState:
    return then(SubjectState(CASE), "case.opened.v1", OPENING)[1]


def test_the_day_of_the_law_is_kept_apart_from_the_day_it_was_recorded() -> None:
    outcome, state = then(opened(), "case.deemed_accepted.v1", RECORDED, days=8)

    case = case_of(state)
    assert (outcome, case.state) == (Outcome.CONFIRMED, CaseState.ACCEPTED)
    assert (case.facts["accepted_on"], case.due_on) == ("2026-11-26", date(2026, 12, 3))
    assert deemed_from(case.facts) == date(2026, 11, 26)
    assert (case.history[-1].what, case.history[-1].at.date()) == ("deemed_accepted", date(2026, 12, 4))


def test_a_case_accepted_in_time_was_never_deemed() -> None:
    _, state = then(opened(), "case.accepted.v1", {"due_on": "2026-12-03"})

    assert deemed_from(case_of(state).facts) is None


@pytest.mark.parametrize("before", ["case.accepted.v1", "case.refused.v1", "case.withdrawn.v1"])
def test_what_was_decided_meanwhile_makes_it_a_conflict(before: str) -> None:
    _, decided = then(opened(), before, {"refusal": {}, "withdrawal_reason": ""})

    outcome, after = then(decided, "case.deemed_accepted.v1", RECORDED, days=8)

    assert outcome is Outcome.CONFLICT
    assert case_of(after).state is case_of(decided).state


def test_the_fold_of_a_released_kind_never_changes() -> None:
    _, state = then(opened(), "case.deemed_accepted.v1", RECORDED, days=8)

    frozen = json.loads(GOLDEN.read_text("utf-8"))

    assert json.loads(json.dumps(state.document)) == frozen
