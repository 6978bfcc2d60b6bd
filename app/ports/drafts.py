"""Where half-filled forms are kept, change by change."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from app.domain.draft import Draft, FieldChange, LoadedDraft


class DraftStore(Protocol):
    """Drafts of this hall; a burst of changes becomes durable with the transaction it is appended in."""

    def start(self, draft: Draft) -> None:
        """Begin an empty draft."""
        ...

    def append(self, draft_id: str, changes: Iterable[FieldChange]) -> None:
        """Add one burst of typed changes, in order."""
        ...

    def load(self, draft_id: str) -> LoadedDraft | None:
        """Return the draft with its latest answers, or None when it is finished or unknown."""
        ...

    def list_open(self, clerk_id: str) -> tuple[Draft, ...]:
        """Return the drafts this clerk has not finished, oldest first."""
        ...

    def begun_before(self, day: date) -> tuple[Draft, ...]:
        """Return every clerk's unfinished drafts that were begun before a day, oldest first."""
        ...

    def finish(self, draft_id: str) -> None:
        """Forget a draft that was accepted or given up, with everything typed into it."""
        ...
