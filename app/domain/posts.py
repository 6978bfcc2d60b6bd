"""Which act each operation is that not everybody may do: what its author must have been allowed.

An operation keeps the post its author acted in (`Actor.role`). Whoever settles a conflict over a decision
must be allowed to make that decision, and `ledger check` looks whether each author was.
"""

from collections.abc import Mapping

from app.domain.role import GRANTS, Action, Role

DONE_AS: Mapping[str, tuple[Action, ...]] = {
    "case.accepted.v1": (Action.ACCEPT,),
    "case.refused.v1": (Action.REFUSE,),
    "case.supplement_requested.v1": (Action.SUPPLEMENT,),
    "case.supplemented.v1": (Action.SUPPLEMENT,),
    "case.closed.v1": (Action.ACCEPT,),
    "case.withdrawn.v1": (Action.DRAFT,),
    "case.merged.v1": (Action.DRAFT,),
    "case.terminated.v1": (Action.TERMINATE,),
    "case.deemed_accepted.v1": (Action.RECORD_DEEMED,),
    "case.revoked.v1": (Action.REVOKE,),
    "commitment.checked.v1": (Action.CHECK_COMMITMENT,),
    "commitment.let_stand.v1": (Action.REVOKE,),
    "paper.voided.v1": (Action.VOID, Action.REVERSE_CASH),
    "paper.superseded.v1": (Action.VOID,),
    "cash.collected.v1": (Action.TAKE_CASH,),
    "cash.reversed.v1": (Action.REVERSE_CASH,),
    "cash.handed_over.v1": (Action.TAKE_CASH,),
    "cash.signed.v1": (Action.TAKE_CASH,),
}
"""By kind of operation; several where more than one act records it. Whatever is missing binds nobody."""


def could(role: str, kind: str) -> bool:
    """Say whether somebody in a post, by its stored word, may do what an operation of `kind` did."""
    actions = DONE_AS.get(kind)
    if actions is None:
        return True
    posts = {post.value: post for post in Role}
    return role in posts and any(posts[role] in GRANTS[action] for action in actions)
