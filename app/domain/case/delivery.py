"""The operation that tells in which way the applicant gets the result (取件方式), if not the usual."""

from collections.abc import Mapping
from typing import Any

from app.domain.item import ServiceItem
from app.domain.ledger.kind import Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload

DELIVERY_CHOSEN = "case.delivery_chosen.v1"
AT_THE_WINDOW = "窗口自取"


def usual_way(item: ServiceItem) -> str:
    """Return how a result is handed over unless somebody says otherwise: the first way its item names."""
    return item.delivery[0] if item.delivery else AT_THE_WINDOW


def delivery_of(document: Mapping[str, Any], item: ServiceItem) -> str:
    """Return in which way the applicant of a case gets the result."""
    return str(document.get("delivery") or usual_way(item))


def _chosen(document: Document, payload: Payload, _occasion: Occasion) -> Document:
    return {**document, "delivery": payload["way"]}


def _erased(document: Document, _occasion: Occasion) -> Document:
    """Leave the way that was chosen last: it names nobody."""
    return document


DELIVERY_KINDS: tuple[Kind, ...] = (
    Kind(name=DELIVERY_CHOSEN, nature=Nature.FACT, subject="case", apply=_chosen, when_erased=_erased),
)
