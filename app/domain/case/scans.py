"""The operations on captured pages (影像) of the applicant's papers: taken in, ordered, taken out."""

from collections.abc import Callable, Mapping

from app.domain.case.kinds import stated_at
from app.domain.ledger.canonical import Json
from app.domain.ledger.kind import Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload


def captured(before: Mapping[str, Json], payload: Payload, occasion: Occasion) -> dict[str, Json]:
    """Add pages under their own ids; the same page twice is one page."""
    taken = {
        str(page["id"]): {
            "blob": page["blob"],
            "source": payload["source"],
            "at": stated_at(occasion),
            "by": occasion.actor.user,
        }
        for page in _records(payload["pages"])
    }
    order = [*_texts(before.get("scan_order")), *taken]
    return {"scans": {**_mapping(before, "scans"), **taken}, "scan_order": list(dict.fromkeys(order))}


def _ordered(before: Mapping[str, Json], payload: Payload, _occasion: Occasion) -> dict[str, Json]:
    """Put pages in order; one that the order does not name, since it came meanwhile, stays at the end."""
    wanted = _texts(payload["order"])
    rest = [page for page in _texts(before.get("scan_order")) if page not in wanted]
    return {"scan_order": [*wanted, *rest]}


def dropped(before: Mapping[str, Json], payload: Payload, occasion: Occasion) -> dict[str, Json]:
    """Take a page out of sight; that it was there, and who took it out, stays."""
    gone = {str(payload["page"]): {"at": stated_at(occasion), "by": occasion.actor.user}}
    return {"dropped_scans": {**_mapping(before, "dropped_scans"), **gone}}


Change = Callable[[Mapping[str, Json], Payload, Occasion], dict[str, Json]]


def _of_material(change: Change) -> Callable[[Document, Payload, Occasion], Document]:
    def happened(document: Document, payload: Payload, occasion: Occasion) -> Document:
        materials = _mapping(document, "materials")
        row = str(payload["row"])
        before = _mapping(materials, row)
        return {**document, "materials": {**materials, row: before | change(before, payload, occasion)}}

    return happened


def _mapping(source: Mapping[str, Json], name: str) -> dict[str, Json]:
    value = source.get(name)
    return dict(value) if isinstance(value, Mapping) else {}


def _records(value: Json) -> list[Mapping[str, Json]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list | tuple) else []


def _texts(value: Json) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else []


SCAN_KINDS: tuple[Kind, ...] = tuple(
    Kind(name=name, nature=Nature.FACT, subject="case", apply=_of_material(change))
    for name, change in (
        ("material.scanned.v1", captured),
        ("material.scans_ordered.v1", _ordered),
        ("material.scan_dropped.v1", dropped),
    )
)
