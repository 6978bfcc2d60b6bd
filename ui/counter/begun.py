"""What was begun on the page of a notice or a refusal and not issued yet: kept for each case."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.services.cases.still_asked import FORM
from app.services.cases.supplement import Supplement


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunNotice:
    """The lines as they stood on the page, those the program put there, and why there is another notice."""

    written: tuple[Supplement, ...]
    found: tuple[Supplement, ...]
    why_again: str = ""

    @property
    def is_touched(self) -> bool:
        """Say whether a clerk wrote anything."""
        return self.written != self.found or bool(self.why_again)

    def caught_up(self, now: Sequence[Supplement]) -> tuple[Supplement, ...]:
        """Return the lines as written, brought up to what is missing `now`.

        What a clerk wrote stays as it is, and what was struck out stays out. Of the program's own lines those
        go that are mended meanwhile, and what is amiss since then comes at the end: a notice is given once,
        and a line too many is seen, one too few is not.
        """
        stale = set(self.found) - set(now)
        kept = tuple(line for line in self.written if line not in stale)
        by_hand = {line.material for line in kept if line not in self.found} - {FORM}
        known = {*self.found, *kept}
        return kept + tuple(line for line in now if line not in known and line.material not in by_hand)


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunRefusal:
    """What stood on the page of a refusal; never the pass phrase of the second clerk."""

    code: str
    reason: str
    article: str
    body: str
    second: str
