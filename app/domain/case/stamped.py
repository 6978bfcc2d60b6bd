"""The operation that notes that a seal was pressed by hand on a paper (已盖章)."""

from collections.abc import Mapping

from app.domain.case.kinds import stated_at
from app.domain.ledger.canonical import Json
from app.domain.ledger.kind import Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload

PAPER_STAMPED = "paper.stamped.v1"


def _stamped(document: Document, payload: Payload, occasion: Occasion) -> Document:
    """Add the pressing to the paper without touching its state: a voided paper was stamped all the same."""
    papers, key = _mapping(document.get("papers")), str(payload["paper"])
    known = _mapping(papers.get(key))
    before = known.get("stamped")
    pressed: dict[str, Json] = {
        "seal": payload["seal"],
        "at": stated_at(occasion),
        "on": occasion.business_date.isoformat(),
        "by": occasion.actor.user,
    }
    paper = {**known, "stamped": [*(before if isinstance(before, list | tuple) else ()), pressed]}
    return {**document, "papers": {**papers, key: paper}}


def _mapping(value: Json) -> dict[str, Json]:
    return dict(value) if isinstance(value, Mapping) else {}


STAMP_KINDS: tuple[Kind, ...] = (
    Kind(name=PAPER_STAMPED, nature=Nature.FACT, subject="case", apply=_stamped),
)
