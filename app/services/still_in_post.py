"""Looks again, in the transaction of an act, whether its clerk still works here in the post acted in."""

from app.ports.unit_of_work import UnitOfWork
from app.services.desk import Desk, NotAllowed


def refuse_former(unit: UnitOfWork, desk: Desk) -> None:
    """Raise NotAllowed for a clerk who retired since signing in, or lost the post in which `desk` acts.

    A window stays open for days; what a keeper takes away must end at the next key, not at the next sign-in.
    A clerk the hall does not know was never let in by it, and has nothing that could be taken away.
    """
    now = unit.clerks.find(desk.clerk.id)
    if now is None:
        return
    if not now.is_active:
        raise NotAllowed("clerk.retired_since", clerk=now.name)
    if desk.role is not None and desk.role not in now.roles:
        raise NotAllowed("clerk.post_lost_since", clerk=now.name)
