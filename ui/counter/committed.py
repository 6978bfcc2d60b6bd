"""The certificates that a written commitment replaces (告知承诺), and by what right an agent signs it."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

from app.domain.draft import COMMITMENT_SLOT
from app.domain.form.sheet import MaterialNeed

COMMIT = "G"


class Standing(Enum):
    """How one certificate stands; the value is what a draft keeps of it."""

    NOT = ""
    ASKED = "asked"  # an agent is here: pressed once, the authority is still to be confirmed
    BY_APPLICANT = "applicant"
    BY_AGENT = "agent"


_MADE = frozenset({Standing.BY_APPLICANT, Standing.BY_AGENT})


class Committed:
    """The commitments of one intake, by material; quick and without Qt."""

    def __init__(self) -> None:
        """Start with none."""
        self._by: dict[str, tuple[Standing, str]] = {}

    def standing(self, key: str, *, agent: str) -> Standing:
        """Return how a certificate stands; nothing stays of it once another `agent` came, or none."""
        known, whose = self._by.get(key, (Standing.NOT, agent))
        return known if whose == agent else Standing.NOT

    def press(self, need: MaterialNeed, *, agent: str) -> None:
        """Let the commitment stand for the certificate, or no longer; an agent's is asked for twice.

        `agent` says who came in the applicant's place, by name and number; empty for nobody.
        """
        key, known = need.material.key, self.standing(need.material.key, agent=agent)
        if known in _MADE:
            self.drop(key)
        elif need.material.commitment is not None:
            self._by[key] = (_next(known, by_agent=bool(agent)), agent)

    def drop(self, key: str) -> None:
        """The certificate is here, or nobody commits any more."""
        self._by.pop(key, None)

    def made(self, missing: Iterable[MaterialNeed], *, agent: str) -> tuple[str, ...]:
        """Return the `missing` certificates that are replaced; one that is not needed any more is none."""
        keys = (need.material.key for need in missing)
        return tuple(key for key in keys if self.standing(key, agent=agent) in _MADE)

    def draft(self) -> dict[str, Any]:
        """Return the commitments as a draft keeps them."""
        return {
            f"{COMMITMENT_SLOT}{key}": {"by": by.value, "agent": agent}
            for key, (by, agent) in self._by.items()
            if by in _MADE
        }

    def load(self, answers: Mapping[str, Any]) -> None:
        """Take the commitments back from a draft."""
        self._by = {
            path.removeprefix(COMMITMENT_SLOT): (Standing(value["by"]), value["agent"])
            for path, value in answers.items()
            if path.startswith(COMMITMENT_SLOT)
        }


def _next(known: Standing, *, by_agent: bool) -> Standing:
    if not by_agent:
        return Standing.BY_APPLICANT
    return Standing.BY_AGENT if known is Standing.ASKED else Standing.ASKED
