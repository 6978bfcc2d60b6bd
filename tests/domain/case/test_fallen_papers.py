"""已发文书与现状不符: which papers agree with which state of their case, and what is said of the others."""

import pytest

from app.domain.case import fallen
from app.domain.case.fallen import AGREES_WITH, Fall, fall_of
from app.domain.case.state import CaseState
from app.domain.cash.papers import RECEIPT
from app.services.take_back.proofs import PROVES

S = CaseState
BEFORE = {S.REGISTERED, S.SUPPLEMENT_REQUIRED}
UNDER_WAY = {S.ACCEPTED, S.FORWARDED, S.RETURNED}


@pytest.mark.parametrize(
    ("papers", "states", "fall"),
    [
        (("SL", "RQ", "GC"), UNDER_WAY | {S.CLOSED}, None),
        (("SL", "RQ", "GC"), BEFORE | {S.REFUSED}, Fall.OTHERWISE),
        (("BJ", "PJ"), {S.CLOSED}, None),
        (("BJ", "PJ"), BEFORE | UNDER_WAY | {S.REFUSED}, Fall.OTHERWISE),
        (("BS",), {S.REFUSED}, None),
        (("BS",), BEFORE | UNDER_WAY | {S.CLOSED}, Fall.OTHERWISE),
        (("TJ",), {S.TERMINATED}, None),
        (("TJ",), BEFORE | UNDER_WAY | {S.CLOSED, S.REFUSED}, Fall.OTHERWISE),
        (("SL", "RQ", "GC", "BJ", "PJ", "BS", "TJ"), {S.REVOKED}, Fall.REVOKED),
        (("SL", "RQ", "GC", "BJ", "PJ", "BS"), {S.TERMINATED}, Fall.TERMINATED),
        (("SL", "RQ", "GC", "BJ", "PJ", "BS", "TJ"), {S.WITHDRAWN}, Fall.WITHDRAWN),
        (("SL", "RQ", "GC", "BJ", "PJ", "BS", "TJ"), {S.MERGED}, Fall.MERGED),
        (("SJ", "BZ", "HC"), set(CaseState), None),
    ],
)
def test_a_paper_agrees_with_the_states_it_tells_of(papers, states, fall):
    for paper in papers:
        for state in states:
            assert fall_of(paper, state, ground_stands=True) is fall, (paper, state)


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize("paper", ["SL", "BS", "SJ", "BZ"])
def test_without_its_decision_no_paper_stands_in_any_state(paper, state):
    assert fall_of(paper, state, ground_stands=False) is Fall.GROUND


def test_what_ended_by_the_applicant_s_wish_or_in_another_case_waits_for_nobody():
    assert {fall for fall in Fall if not fall.waits} == {Fall.WITHDRAWN, Fall.MERGED}


def test_every_paper_that_proves_a_decision_is_judged_by_the_state_it_proves():
    """A new deciding paper must be thought of here: what proves a state agrees with it."""
    judged = {code: state for code, state in PROVES.items() if state is not S.SUPPLEMENT_REQUIRED}
    for code, state in judged.items():
        assert state in AGREES_WITH[code], code


def test_the_receipt_that_closes_a_case_is_the_one_that_cash_knows():
    assert fallen.RECEIPT == RECEIPT
