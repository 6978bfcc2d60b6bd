"""The operation that notes which answers were carried over from earlier cases (带入), and from which."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.ledger.canonical import Json
from app.domain.ledger.kind import Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload

CARRIED = "case.answers_carried.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSource:
    """The earlier case an answer was carried over from, and the day it was received."""

    case_id: str
    case_number: str
    item_name: str
    received_on: date

    def to_json(self) -> dict[str, str]:
        """Return the source as ledger and draft keep it."""
        return {
            "case": self.case_id,
            "number": self.case_number,
            "item": self.item_name,
            "on": self.received_on.isoformat(),
        }


def source_from(told: Mapping[str, Any]) -> AnswerSource:
    """Return a source as `to_json` wrote it."""
    return AnswerSource(
        case_id=told["case"],
        case_number=told["number"],
        item_name=told["item"],
        received_on=date.fromisoformat(told["on"]),
    )


def carried_answers(document: Mapping[str, Any]) -> dict[str, AnswerSource]:
    """Return by field or table which answers of a case stand as they were carried over."""
    return {path: source_from(told) for path, told in document.get("carried", {}).items()}


def carried_payload(sources: Mapping[str, AnswerSource | None]) -> Payload:
    """Return what the operation says; None of an answer that was changed since: it is the applicant's own."""
    told: dict[str, Json] = {
        path: None if source is None else {**source.to_json()} for path, source in sources.items()
    }
    return {"answers": told}


def _carried(document: Document, payload: Payload, _occasion: Occasion) -> Document:
    before, told = document.get("carried"), payload["answers"]
    known = {
        **(before if isinstance(before, Mapping) else {}),
        **(told if isinstance(told, Mapping) else {}),
    }
    return {**document, "carried": {path: one for path, one in known.items() if one is not None}}


CARRIED_KINDS: tuple[Kind, ...] = (Kind(name=CARRIED, nature=Nature.FACT, subject="case", apply=_carried),)
