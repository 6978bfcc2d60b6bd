"""The operations that act on other operations of their subject: settling a conflict, erasing payloads."""

from enum import Enum

from app.domain.ledger.canonical import Json
from app.domain.ledger.kind import ANY_SUBJECT, Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload

SETTLED = "conflict.settled.v1"
ERASED = "subject.erased.v1"


class Keep(Enum):
    """Which side of a conflict a person keeps: the held operation, or the state it did not fit."""

    MINE = "mine"
    THEIRS = "theirs"


def settlement(op_id: str, keep: Keep) -> Payload:
    """Return the payload that settles the conflict over `op_id`."""
    return {"op": op_id, "keep": keep.value}


def erasure(op_ids: tuple[str, ...], legal_ground: str) -> Payload:
    """Return the payload that erases the payloads of `op_ids`, with the article it rests on."""
    return {"ops": list(op_ids), "legal_ground": legal_ground}


def _settled(document: Document, payload: Payload, occasion: Occasion) -> Document:
    choice: Json = {
        "op": str(payload["op"]),
        "keep": Keep(payload["keep"]).value,
        "by": occasion.actor.user,
        "on": occasion.business_date.isoformat(),
    }
    before = document.get("settled", [])
    return {**document, "settled": [*(before if isinstance(before, list | tuple) else []), choice]}


def _erased(document: Document, payload: Payload, occasion: Occasion) -> Document:
    mark: Json = {
        "on": occasion.business_date.isoformat(),
        "by": occasion.actor.user,
        "legal_ground": str(payload["legal_ground"]),
        "count": len(payload["ops"]) if isinstance(payload["ops"], list | tuple) else 0,
    }
    return {**document, "erasure": mark}


LEDGER_KINDS: tuple[Kind, ...] = (
    Kind(name=SETTLED, nature=Nature.DECISION, subject=ANY_SUBJECT, apply=_settled),
    Kind(name=ERASED, nature=Nature.FACT, subject=ANY_SUBJECT, apply=_erased),
)
