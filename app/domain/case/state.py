"""The states of a case and which of them each decision may leave."""

from enum import Enum


class CaseState(Enum):
    """Where a case stands (domain research 1.2); the value is the stored word."""

    REGISTERED = "registered"
    SUPPLEMENT_REQUIRED = "supplement_required"
    ACCEPTED = "accepted"
    FORWARDED = "forwarded"
    RETURNED = "returned"
    REFUSED = "refused"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    TERMINATED = "terminated"
    REVOKED = "revoked"

    @property
    def label(self) -> str:
        """The word a clerk reads."""
        return LABELS[self]

    @property
    def is_over(self) -> bool:
        """Say whether nothing more is to be decided here."""
        return self in _OVER


LABELS = {
    CaseState.REGISTERED: "已收件",
    CaseState.SUPPLEMENT_REQUIRED: "待补正",
    CaseState.ACCEPTED: "已受理",
    CaseState.FORWARDED: "已上报县级",
    CaseState.RETURNED: "县级退回",
    CaseState.REFUSED: "不予受理",
    CaseState.CLOSED: "办结",
    CaseState.WITHDRAWN: "撤回申请",
    CaseState.MERGED: "已并入另一办件",
    CaseState.TERMINATED: "已退件",
    CaseState.REVOKED: "已撤销",
}

_OVER = frozenset(
    {
        CaseState.REFUSED,
        CaseState.CLOSED,
        CaseState.WITHDRAWN,
        CaseState.MERGED,
        CaseState.TERMINATED,
        CaseState.REVOKED,
    }
)

_OPEN = frozenset({CaseState.REGISTERED, CaseState.SUPPLEMENT_REQUIRED})
_UNDER_WAY = frozenset({CaseState.ACCEPTED, CaseState.FORWARDED, CaseState.RETURNED})
_UNDECIDED = _OPEN | _UNDER_WAY

MAY_LEAVE: dict[CaseState, frozenset[CaseState]] = {
    CaseState.SUPPLEMENT_REQUIRED: frozenset({CaseState.REGISTERED, CaseState.RETURNED}),
    CaseState.REGISTERED: frozenset({CaseState.SUPPLEMENT_REQUIRED}),
    CaseState.ACCEPTED: _OPEN | {CaseState.RETURNED},
    CaseState.REFUSED: _OPEN,
    CaseState.FORWARDED: frozenset({CaseState.ACCEPTED, CaseState.RETURNED}),
    CaseState.RETURNED: frozenset({CaseState.FORWARDED, CaseState.ACCEPTED}),
    CaseState.CLOSED: frozenset({CaseState.ACCEPTED, CaseState.FORWARDED}),
    CaseState.WITHDRAWN: _UNDECIDED,
    CaseState.MERGED: _UNDECIDED,
    CaseState.TERMINATED: _UNDER_WAY,
    CaseState.REVOKED: _UNDER_WAY | {CaseState.CLOSED},
}
