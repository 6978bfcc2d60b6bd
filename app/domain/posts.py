"""Which act each operation is that not everybody may do: what its author must have been allowed.

An operation keeps the post its author acted in (`Actor.role`). Whoever settles a conflict over a decision
must be allowed to make that decision, and `ledger check` looks whether each author was.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.role import GRANTS, Action, Role

POST_NAMES: Mapping[Role, str] = {
    Role.GUIDE: "导办",
    Role.WINDOW: "窗口人员",
    Role.SUPERVISOR: "窗口负责人",
    Role.REVIEWER: "审核人员",
    Role.LEADER: "分管领导",
    Role.PROXY: "代办员",
    Role.COUNTY: "县部门",
    Role.ADMINISTRATOR: "管理员",
    Role.AUDITOR: "审计员",
}
"""The posts as a hall writes them."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What an operation does, in the clerks' word, and the acts by which it is recorded: any one of them."""

    word: str
    actions: tuple[Action, ...]


DEEDS: Mapping[str, Deed] = {
    "case.accepted.v1": Deed("受理", (Action.ACCEPT,)),
    "case.refused.v1": Deed("不予受理", (Action.REFUSE,)),
    "case.supplement_requested.v1": Deed("一次性告知", (Action.SUPPLEMENT,)),
    "case.supplemented.v1": Deed("补齐", (Action.SUPPLEMENT,)),
    "case.closed.v1": Deed("办结", (Action.ACCEPT,)),
    "case.withdrawn.v1": Deed("撤回申请", (Action.DRAFT,)),
    "case.merged.v1": Deed("并入另一办件", (Action.DRAFT,)),
    "case.terminated.v1": Deed("逾期退件", (Action.TERMINATE,)),
    "case.deemed_accepted.v1": Deed("记录视为受理", (Action.RECORD_DEEMED,)),
    "case.revoked.v1": Deed("撤销", (Action.REVOKE,)),
    "commitment.checked.v1": Deed("核查承诺", (Action.CHECK_COMMITMENT,)),
    "commitment.let_stand.v1": Deed("不实承诺免予撤销", (Action.REVOKE,)),
    "paper.voided.v1": Deed("作废文书", (Action.VOID, Action.REVERSE_CASH)),
    "paper.superseded.v1": Deed("替代文书", (Action.VOID,)),
    "cash.collected.v1": Deed("代收款", (Action.TAKE_CASH,)),
    "cash.reversed.v1": Deed("红冲", (Action.REVERSE_CASH,)),
    "cash.handed_over.v1": Deed("解缴", (Action.TAKE_CASH,)),
    "cash.signed.v1": Deed("日终签字", (Action.TAKE_CASH,)),
}
"""By kind of operation. Whatever is missing binds nobody to a post."""


def could(role: str, kind: str) -> bool:
    """Say whether somebody in a post, by its stored word, may do what an operation of `kind` did."""
    deed, post = DEEDS.get(kind), post_of(role)
    return deed is None or (post is not None and any(post in GRANTS[action] for action in deed.actions))


def post_of(role: str) -> Role | None:
    """Return the post behind a stored word, None for a word that names none."""
    return next((post for post in Role if post.value == role), None)


def post_word(role: str) -> str:
    """Return the post behind a stored word as a hall writes it; the word itself where it names none."""
    post = post_of(role)
    return (role or "（没有写岗位）") if post is None else POST_NAMES[post]
