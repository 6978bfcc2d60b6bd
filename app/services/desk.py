"""Who acts from where: a clerk at a window of a hall."""

from dataclasses import dataclass

from app.domain.clerk import Clerk
from app.domain.errors import PersonFacing
from app.domain.ledger.operation import Actor
from app.domain.role import Action, Grant


class NotAllowed(PersonFacing):
    """A clerk tried what the role table does not open to that clerk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A clerk signed in at a window; `place` holds custody of the cases taken in here."""

    clerk: Clerk
    place: str
    window: str

    @property
    def actor(self) -> Actor:
        """The actor an operation records."""
        role = min((role.value for role in self.clerk.roles), default="")
        return Actor(self.clerk.id, role, self.place, self.window)

    def needs(self, action: Action) -> frozenset[Grant]:
        """Return how far the clerk may go; NotAllowed when not at all."""
        grants = self.clerk.grants(action)
        if not grants:
            raise NotAllowed("case.not_allowed", action=action.value, clerk=self.clerk.name)
        return grants
