"""Which issued papers of a case no longer agree with how it stands (已发文书与现状不符), and why.

DESIGN §4: a paper whose ground falls stays, marked, until a supervisor voids or supersedes it. What rested on
a revoked decision gives no right any more (行政许可法 69; 国办发〔2020〕42号). Nothing of this is recorded:
it follows from the decision a paper rests on and from the state of its case.
"""

from collections.abc import Mapping
from enum import Enum

from app.domain.case.state import CaseState

NOTICE_OF_ACCEPTANCE, PLEDGE, COMMITMENT = "SL", "RQ", "GC"
NOTICE_OF_CLOSING, NOTICE_OF_REFUSAL, NOTICE_OF_RETURN = "BJ", "BS", "TJ"
RECEIPT = "PJ"
"""The receipt for money, which closes a case in place of the notice; cash knows more of it than cases may."""


class Fall(Enum):
    """Why a paper does not agree with its case; the value is the stem of its sentences."""

    GROUND = "ground_fell"
    REVOKED = "case_revoked"
    TERMINATED = "case_terminated"
    WITHDRAWN = "case_withdrawn"
    MERGED = "case_merged"
    OTHERWISE = "case_otherwise"

    @property
    def waits(self) -> bool:
        """Say whether a supervisor has to void or supersede the paper.

        What ended by its applicant's wish, or in another case, needs no such act: it is told wherever the
        paper is shown, and leads to the other case.
        """
        return self not in (Fall.WITHDRAWN, Fall.MERGED)


_UNDER_WAY = frozenset({CaseState.ACCEPTED, CaseState.FORWARDED, CaseState.RETURNED})
_OF_AN_ACCEPTANCE = _UNDER_WAY | {CaseState.CLOSED}

AGREES_WITH: Mapping[str, frozenset[CaseState]] = {
    NOTICE_OF_ACCEPTANCE: _OF_AN_ACCEPTANCE,
    PLEDGE: _OF_AN_ACCEPTANCE,
    COMMITMENT: _OF_AN_ACCEPTANCE,
    NOTICE_OF_CLOSING: frozenset({CaseState.CLOSED}),
    RECEIPT: frozenset({CaseState.CLOSED}),
    NOTICE_OF_REFUSAL: frozenset({CaseState.REFUSED}),
    NOTICE_OF_RETURN: frozenset({CaseState.TERMINATED}),
}
"""In which states each paper says what is so. Any other tells of something that happened: that stays true."""

_ENDED = {
    CaseState.REVOKED: Fall.REVOKED,
    CaseState.TERMINATED: Fall.TERMINATED,
    CaseState.WITHDRAWN: Fall.WITHDRAWN,
    CaseState.MERGED: Fall.MERGED,
}


def fall_of(type_code: str, state: CaseState, *, ground_stands: bool) -> Fall | None:
    """Return why a paper that counts does not agree with a case in `state`, or None while it does.

    `ground_stands`: whether the decision it was issued on is part of the case.
    """
    if not ground_stands:
        return Fall.GROUND
    agrees = AGREES_WITH.get(type_code)
    if agrees is None or state in agrees:
        return None
    return _ENDED.get(state, Fall.OTHERWISE)


def contradict(one: str, other: str) -> bool:
    """Say whether two types of papers that count cannot both be right in one case.

    A decision is made once; what was refused was neither accepted nor closed, and came to no end but that.
    """
    both = {one, other}
    return both <= AGREES_WITH.keys() and (one == other or NOTICE_OF_REFUSAL in both)
