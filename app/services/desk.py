"""Who acts from where: a clerk at a window of a hall."""

from dataclasses import dataclass, replace
from typing import Self

from app.domain.clerk import Clerk
from app.domain.errors import PersonFacing
from app.domain.ledger.operation import Actor
from app.domain.role import Action, Grant, Role


class NotAllowed(PersonFacing):
    """A clerk tried what the role table does not open to that clerk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A clerk signed in at a window; `place` holds custody of the cases taken in here.

    `role` is the post acted in and `grant` how far it goes, once `acting` looked them up.
    """

    clerk: Clerk
    place: str
    window: str
    role: Role | None = None
    grant: Grant | None = None

    @property
    def actor(self) -> Actor:
        """The actor an operation records: the role is the one acted in, empty before any act."""
        return Actor(self.clerk.id, self.role.value if self.role else "", self.place, self.window)

    def acting(self, action: Action, *enforced: Grant) -> Self:
        """Return the desk in the role that goes furthest with `action`; NotAllowed when none goes.

        `enforced` are the measures short of FULL that the caller holds the clerk to; a grant that nobody
        enforces opens nothing.
        """
        for grant in (Grant.FULL, *enforced):
            role = self.clerk.role_with(action, grant)
            if role is not None:
                return replace(self, role=role, grant=grant)
        raise NotAllowed("case.not_allowed", action=action.value, clerk=self.clerk.name)
