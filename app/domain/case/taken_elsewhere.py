"""The operation that tells why a case was taken in at a window its item is not served at (一乡一策)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.ledger.kind import Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload

TAKEN_ELSEWHERE = "case.taken_elsewhere.v1"


@dataclass(frozen=True, slots=True)
class TakenElsewhere:
    """At which window a case was taken in, which ones serve its item, why; no reason once erased."""

    window: str
    served_at: tuple[str, ...]
    reason: str


def taken_elsewhere(document: Mapping[str, Any]) -> TakenElsewhere | None:
    """Return what a case tells of it, None for one that was taken in where its item is served."""
    told = document.get("taken_elsewhere")
    if not isinstance(told, Mapping):
        return None
    return TakenElsewhere(told["window"], tuple(told["served_at"]), told["reason"])


def _told(document: Document, payload: Payload, occasion: Occasion) -> Document:
    told = {"window": occasion.actor.window, "served_at": payload["served_at"], "reason": payload["reason"]}
    return {**document, "taken_elsewhere": told}


def _erased(document: Document, occasion: Occasion) -> Document:
    """Keep that it was so: the reason is free words, and may have named somebody."""
    return _told(document, {"served_at": [], "reason": ""}, occasion)


TAKEN_ELSEWHERE_KINDS: tuple[Kind, ...] = (
    Kind(name=TAKEN_ELSEWHERE, nature=Nature.FACT, subject="case", apply=_told, when_erased=_erased),
)
