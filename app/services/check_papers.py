"""`ledger check`: the papers of each case agree with each other, with the case, and with a decision of it."""

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations
from typing import Any

from app.domain.case.case import Case, IssuedPaper, case_of
from app.domain.case.fallen import (
    COMMITMENT,
    NOTICE_OF_ACCEPTANCE,
    NOTICE_OF_CLOSING,
    NOTICE_OF_REFUSAL,
    NOTICE_OF_RETURN,
    PLEDGE,
    RECEIPT,
    Fall,
    contradict,
)
from app.domain.ledger.finding import Finding, finding
from app.domain.ledger.fold import MALFORMED, SubjectState

_DECIDED_ON = {
    NOTICE_OF_ACCEPTANCE: "accepted_on",
    PLEDGE: "accepted_on",
    COMMITMENT: "accepted_on",
    NOTICE_OF_CLOSING: "closed_on",
    RECEIPT: "closed_on",
    NOTICE_OF_REFUSAL: "refused_on",
    NOTICE_OF_RETURN: "terminated_on",
}
"""What a case notes of the decision behind each paper."""

_TOLD = frozenset({Fall.GROUND, Fall.OTHERWISE})
"""What fell by an act of this hall stands under 待处理; what nobody decided so is told here as well."""


def paper_findings(states: Iterable[SubjectState], logged: Collection[str]) -> Iterator[Finding]:
    """Yield papers that count and cannot: beside another one, beside their case, or without any decision.

    `logged` are the operations that stand in the log, whether they became part of their case or not.
    """
    for state in states:
        try:
            case = case_of(state) if state.subject.kind == "case" else None
        except MALFORMED:
            continue  # A document that is no case is told by its row.
        if case is not None:
            yield from _of_case(state, case, logged)


def _of_case(state: SubjectState, case: Case, logged: Collection[str]) -> Iterator[Finding]:
    counting = [one for one in case.papers if one.counts]
    rivals = [pair for pair in combinations(counting, 2) if contradict(pair[0].type_code, pair[1].type_code)]
    for one, other in rivals:
        yield finding("papers_contradict", state.subject, one=_named(one), other=_named(other))
    told = {paper.id for pair in rivals for paper in pair}
    for paper in counting:
        if not _rests_on_decision(case, paper, logged):
            yield finding("paper_without_decision", state.subject, paper=_named(paper))
        elif paper.fall in _TOLD and paper.id not in told:
            yield finding("paper_fallen", state.subject, paper=_named(paper), state=case.state.label)


def _rests_on_decision(case: Case, paper: IssuedPaper, logged: Collection[str]) -> bool:
    """Say whether the log knows the decision of a paper, and the case made it where it became part of it."""
    told: dict[str, Any] = case.facts["papers"][paper.id]
    ground = told.get("ground")
    if ground is not None and ground not in logged:
        return False
    noted = _DECIDED_ON.get(paper.type_code)
    return noted is None or not paper.ground_stands or noted in case.facts


def _named(paper: IssuedPaper) -> str:
    return f"{paper.title} {paper.number}".strip()
