"""The operations on a window's day (its shift): who sits there, pauses with their reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.ledger.canonical import Json
from app.domain.ledger.fold import SubjectState
from app.domain.ledger.kind import Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload, Subject


@dataclass(frozen=True, slots=True)
class Shift:
    """How a window stands today: the clerk who sits there, and why it is paused, if it is."""

    clerk: str = ""
    pause_reason: str = ""

    @property
    def is_paused(self) -> bool:
        """Say whether the window calls nobody now."""
        return bool(self.pause_reason)


def shift_subject(hall: str, window: str, day: date) -> Subject:
    """Return the subject of a window's day: a new one each day, so that yesterday's pause ends by itself."""
    return Subject("window", f"{hall}/{window}/{day.isoformat()}")


def shift_of(state: SubjectState) -> Shift:
    """Return how the window stands; nobody and not paused before anything happened."""
    known: Mapping[str, Any] = state.document
    return Shift(known.get("clerk", ""), known.get("pause_reason", ""))


def _opened(document: Document, _payload: Payload, _occasion: Occasion) -> Document:
    """Begin the window's day; whatever happens there first records it."""
    return {**document, "clerk": "", "pause_reason": "", "events": []}


def _taken(document: Document, payload: Payload, occasion: Occasion) -> Document:
    return _noted("taken", {**document, "clerk": payload["clerk"]}, occasion)


def _left(document: Document, _payload: Payload, occasion: Occasion) -> Document:
    return _noted("left", {**document, "clerk": ""}, occasion)


def _paused(document: Document, payload: Payload, occasion: Occasion) -> Document:
    return _noted("paused", {**document, "pause_reason": payload["reason"]}, occasion)


def _resumed(document: Document, _payload: Payload, occasion: Occasion) -> Document:
    return _noted("resumed", {**document, "pause_reason": ""}, occasion)


def _noted(word: str, document: Document, occasion: Occasion) -> Document:
    before = document.get("events")
    event: dict[str, Json] = {"what": word, "at": occasion.at, "by": occasion.actor.user}
    event["reason"] = document.get("pause_reason", "")
    return {**document, "events": [*(before if isinstance(before, list | tuple) else ()), event]}


def _fact(
    word: str, apply: Callable[[Document, Payload, Occasion], Document], *, opens: bool = False
) -> Kind:
    return Kind(name=f"window.{word}.v1", nature=Nature.FACT, subject="window", apply=apply, opens=opens)


SHIFT_KINDS: tuple[Kind, ...] = (
    _fact("opened", _opened, opens=True),
    _fact("taken", _taken),
    _fact("left", _left),
    _fact("paused", _paused),
    _fact("resumed", _resumed),
)
