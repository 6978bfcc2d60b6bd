"""Where a clerk is in a case's values, one key press at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.transcription.carrying import Carried


@dataclass(frozen=True, slots=True)
class Walk:
    """`taken` values were handed out so far; the last of them lies in the clipboard."""

    values: Sequence[Carried]
    taken: int = 0

    @property
    def in_hand(self) -> Carried | None:
        """The value to paste now, None before the first."""
        return self.values[self.taken - 1] if self.taken else None

    @property
    def coming(self) -> Carried | None:
        """The value the next key press hands out, None after the last."""
        return self.values[self.taken] if self.taken < len(self.values) else None

    def forth(self) -> "Walk":
        """Hand the next value out; after the last one, stay."""
        return Walk(self.values, min(self.taken + 1, len(self.values)))

    def back(self) -> "Walk":
        """Hand the value before out again; the first one stays in hand."""
        return Walk(self.values, max(self.taken - 1, min(self.taken, 1)))
