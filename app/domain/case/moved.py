"""The operation that notes where a paper of the applicant is now: the second of its kind.

The first (material.moved.v1) is folded as ever; it names no spot, and the history of the case not the move.
"""

from collections.abc import Mapping

from app.domain.case.kinds import material_at, stated_at
from app.domain.ledger.canonical import Json
from app.domain.ledger.kind import Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload

MATERIAL_MOVED = "material.moved.v2"
_placed = material_at(lambda payload, _occasion: payload["to"])


def _moved(document: Document, payload: Payload, occasion: Occasion) -> Document:
    """Put the paper at its spot, unless a later event says otherwise, and name the move in the history."""
    placed = _placed(document, payload, occasion)
    materials, row = _mapping(placed["materials"]), str(payload["row"])
    paper = _mapping(materials[row])
    if paper.get("since") == stated_at(occasion):
        paper["spot"] = payload["spot"]
    step: dict[str, Json] = {
        "what": "material_moved",
        "about": payload["about"],
        "at": stated_at(occasion),
        "on": occasion.business_date.isoformat(),
        "op": occasion.op_id,
        "by": occasion.actor.user,
        "window": occasion.actor.window,
    }
    history = placed.get("history")
    steps = [*(history if isinstance(history, list | tuple) else ()), step]
    return {**placed, "materials": {**materials, row: paper}, "history": steps}


def _mapping(value: Json) -> dict[str, Json]:
    return dict(value) if isinstance(value, Mapping) else {}


MOVE_KINDS: tuple[Kind, ...] = (Kind(name=MATERIAL_MOVED, nature=Nature.FACT, subject="case", apply=_moved),)
