"""Why needed papers are not there and an application may be accepted all the same."""

from dataclasses import dataclass
from datetime import date

from app.services.use_case import Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferral(Typed):
    """One needed paper that comes later (容缺): its material key, and the day it is promised for."""

    key: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Excuses(Typed):
    """Every ground on which an application is accepted without a needed paper, each a source of `keys`.

    `deferred` papers come later; `committed` certificates never come: a written commitment replaces them
    (告知承诺), signed by an agent only where `agent_may_commit`, which the clerk has checked.
    Whether a ground holds is judged by the use case that accepts, for each source by its own rule.
    """

    deferred: tuple[Deferral, ...] = ()
    committed: tuple[str, ...] = ()
    agent_may_commit: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """The material keys acceptance does without."""
        return frozenset((*(one.key for one in self.deferred), *self.committed))


NO_EXCUSES = Excuses()
"""Nothing is excused: every needed paper must be there."""
