"""A person who works at a window, and what that person may do."""

from dataclasses import dataclass

from app.domain.role import GRANTS, Action, Grant, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """A named 窗口人员; accounts are never shared (GB/T 22239)."""

    id: str
    name: str
    staff_number: str
    roles: frozenset[Role]
    is_active: bool = True

    def grants(self, action: Action) -> frozenset[Grant]:
        """Return how far this clerk may go with `action`; empty means not at all."""
        if not self.is_active:
            return frozenset()
        row = GRANTS[action]
        return frozenset(row[role] for role in self.roles if role in row)

    def role_with(self, action: Action, grant: Grant) -> Role | None:
        """Return the post of this clerk that has just this grant for `action`; None when none has."""
        row = GRANTS[action] if self.is_active else {}
        held = (role for role in Role if role in self.roles and row.get(role) is grant)
        return next(held, None)

    def may(self, action: Action) -> bool:
        """Say whether `action` is open to this clerk in any measure; `grants` tells the measure."""
        return bool(self.grants(action))
