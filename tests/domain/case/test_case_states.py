"""Which decision may leave which state, folded through the kinds themselves."""

import pytest
from fakes import A_THURSDAY_MORNING

from app.domain.case.case import case_of
from app.domain.case.commitments import COMMITMENT_KINDS
from app.domain.case.deferral import DEFERRAL_KINDS
from app.domain.case.kinds import CASE_KINDS
from app.domain.case.state import LABELS, MAY_LEAVE, CaseState
from app.domain.ledger.chain import Source
from app.domain.ledger.fold import Outcome, SubjectState, fold
from app.domain.ledger.kind import register
from app.domain.ledger.operation import Actor, Body, Moment, Operation, Payload, Subject, digest_payload

KINDS = register(CASE_KINDS, DEFERRAL_KINDS, COMMITMENT_KINDS)
CASE, HERE = Subject("case", "c-1"), Source("pc-1", 1)
OPENING: Payload = {
    "item": {"id": "A01", "version": 1, "name": "参保登记"},
    "case_number": "3607251050002611260001",
    "query_code": "QK7M2X4A",
}
WAYS: dict[CaseState, tuple[str, Payload]] = {
    CaseState.SUPPLEMENT_REQUIRED: ("case.supplement_requested.v1", {"supplements": [["户口簿"]]}),
    CaseState.REGISTERED: ("case.supplemented.v1", {}),
    CaseState.ACCEPTED: ("case.accepted.v1", {"due_on": "2026-12-03"}),
    CaseState.REFUSED: ("case.refused.v1", {"refusal": {"code": "R1"}}),
    CaseState.CLOSED: ("case.closed.v1", {"result": "办结"}),
    CaseState.FORWARDED: ("case.forwarded.v1", {"to": "360725105000"}),
    CaseState.RETURNED: ("case.returned.v1", {"to": "360725105000", "return_reason": "缺件"}),
    CaseState.WITHDRAWN: ("case.withdrawn.v1", {"withdrawal_reason": "不办了"}),
    CaseState.MERGED: ("case.merged.v1", {"into": "c-2"}),
    CaseState.TERMINATED: ("case.terminated.v1", {"termination_reason": "逾期没有补齐"}),
    CaseState.REVOKED: (
        "case.revoked.v1",
        {"material": "proof", "reason": "承诺不实", "decision": "撤〔2026〕1号"},
    ),
}
"""The decision that leads to each state."""

PATHS: dict[CaseState, tuple[CaseState, ...]] = {
    CaseState.REGISTERED: (),
    CaseState.SUPPLEMENT_REQUIRED: (CaseState.SUPPLEMENT_REQUIRED,),
    CaseState.ACCEPTED: (CaseState.ACCEPTED,),
    CaseState.FORWARDED: (CaseState.ACCEPTED, CaseState.FORWARDED),
    CaseState.RETURNED: (CaseState.ACCEPTED, CaseState.RETURNED),
    CaseState.REFUSED: (CaseState.REFUSED,),
    CaseState.CLOSED: (CaseState.ACCEPTED, CaseState.CLOSED),
    CaseState.WITHDRAWN: (CaseState.WITHDRAWN,),
    CaseState.MERGED: (CaseState.MERGED,),
    CaseState.TERMINATED: (CaseState.ACCEPTED, CaseState.TERMINATED),
    CaseState.REVOKED: (CaseState.ACCEPTED, CaseState.CLOSED, CaseState.REVOKED),
}
"""How a case comes to each state."""


def after(
    state: SubjectState, kind: str, payload: Payload, day: str = "2026-11-26"
) -> tuple[Outcome, SubjectState]:
    """Fold one more operation of the case's own window."""
    moment = Moment(A_THURSDAY_MORNING.date().fromisoformat(day), "clock", A_THURSDAY_MORNING)
    body = Body(
        op_id=f"op {state.version + len(state.held)}",
        kind=kind,
        subject=CASE,
        base=state.base,
        actor=Actor("c-wang", "window", "360725105000", "03"),
        moment=moment,
        payload_digest=digest_payload(payload, b"salt"),
    )
    folded = fold(state, Operation(body, payload, b"salt"), HERE, KINDS)
    return folded.outcome, folded.state


def opened() -> SubjectState:
    return after(SubjectState(CASE), "case.opened.v1", OPENING)[1]


def brought_to(target: CaseState) -> SubjectState:
    state = opened()
    for step in PATHS[target]:
        outcome, state = after(state, *WAYS[step])
        assert outcome is Outcome.CONFIRMED
    assert case_of(state).state is target
    return state


@pytest.mark.parametrize("start", CaseState)
@pytest.mark.parametrize("target", CaseState)
def test_a_decision_leaves_only_the_states_it_may_leave(start: CaseState, target: CaseState) -> None:
    before = brought_to(start)

    outcome, state = after(before, *WAYS[target])

    if start in MAY_LEAVE[target]:
        assert outcome is Outcome.CONFIRMED
        assert case_of(state).state is target
    else:
        assert outcome is Outcome.CONFLICT
        assert case_of(state).state is start
        assert len(case_of(state).conflicts) == 1


def test_what_is_over_stays_over_but_a_result_got_by_a_lie() -> None:
    over = {state for state in CaseState if state.is_over}

    ended = {CaseState.WITHDRAWN, CaseState.MERGED, CaseState.TERMINATED, CaseState.REVOKED}
    assert over == {CaseState.REFUSED, CaseState.CLOSED, *ended}
    left = {(state, to) for to, may_leave in MAY_LEAVE.items() for state in over & may_leave}
    assert left == {(CaseState.CLOSED, CaseState.REVOKED)}


def test_every_state_has_a_word_for_the_clerk_and_the_applicant_may_always_withdraw() -> None:
    assert set(LABELS) == set(CaseState)
    assert len(set(LABELS.values())) == len(LABELS)
    assert MAY_LEAVE[CaseState.WITHDRAWN] == {state for state in CaseState if not state.is_over}


def test_a_case_tells_its_history_by_legal_days() -> None:
    state = opened()
    _, state = after(state, "case.accepted.v1", {"due_on": "2026-12-03"}, day="2026-11-27")
    _, state = after(state, "case.withdrawn.v1", {"withdrawal_reason": "不办了"}, day="2026-11-30")
    case = case_of(state)

    assert [(step.what, step.at.date().isoformat()) for step in case.history] == [
        ("received", "2026-11-26"),
        ("accepted", "2026-11-27"),
        ("withdrawn", "2026-11-30"),
    ]
    assert case.facts["withdrawal_reason"] == "不办了"


def test_an_answer_written_as_nothing_is_taken_back() -> None:
    state = opened()
    _, state = after(state, "case.answered.v1", {"changes": {"name": "钟示例", "mobile": "13800000001"}})
    _, state = after(state, "case.answered.v1", {"changes": {"mobile": None}})

    assert case_of(state).answers == {"name": "钟示例"}


def test_papers_and_materials_are_facts_in_every_state() -> None:
    for start in CaseState:
        outcome, state = after(
            brought_to(start), "paper.issued.v1", {"paper": "p-1", "number": "赣崇关补〔2026〕1号"}
        )
        assert outcome is Outcome.CONFIRMED
        outcome, state = after(state, "paper.voided.v1", {"paper": "p-1", "reason": "印错"})
        outcome, state = after(state, "paper.served.v1", {"paper": "p-1", "served_on": "2026-11-26"})
        (paper,) = case_of(state).papers
        assert (outcome, paper.state, paper.served_on) == (Outcome.CONFIRMED, "void", "2026-11-26")


def test_a_paper_whose_decision_fell_says_so() -> None:
    state = opened()
    _, state = after(state, "paper.issued.v1", {"paper": "p-1", "number": "1", "ground": "an op that fell"})
    _, state = after(state, "paper.issued.v1", {"paper": "p-2", "number": "2", "ground": "op 0"})

    assert [paper.ground_stands for paper in case_of(state).papers] == [False, True]


def test_a_paper_is_where_the_newest_event_left_it() -> None:
    state = opened()
    handed = {"row": "m1", "what": "received", "paper": {"key": "id_card", "name": "居民身份证"}}
    _, state = after(state, "material.received.v1", handed)
    assert [material.where for material in case_of(state).materials] == ["360725105000"]

    _, state = after(state, "material.returned.v1", {"row": "m1", "what": "returned"})
    (material,) = case_of(state).materials
    assert (material.where, material.name) == ("applicant", "居民身份证")


@pytest.mark.parametrize(
    ("paper", "check"),
    [
        ({"note": "免提交（读卡器核验）"}, "读卡器核验"),
        ({"note": "免提交（读卡器核验）", "waived_by": "电子证照核验"}, "电子证照核验"),
        ({"note": "留存"}, ""),
        ({}, ""),
    ],
)
def test_what_was_waived_before_checks_had_a_place_of_their_own_still_says_by_which(paper, check):
    handed = {"row": "m1", "what": "received", "paper": paper}
    _, state = after(opened(), "material.received.v1", handed)

    (held,) = case_of(state).materials
    assert held.waived_by == check
