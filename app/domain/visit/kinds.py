"""The operations on a visit, and what each does to its document.

All are facts: what happened at a counter is never refused afterwards. A fact that does not fit where the
ticket stands (two cut-off windows called one number) is kept among the events and moves nothing.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from app.domain.ledger.canonical import Json
from app.domain.ledger.kind import Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload
from app.domain.ticket import TicketState
from app.domain.visit.shift_kinds import SHIFT_KINDS

Fold = Callable[[Document, Payload, Occasion], Document]
Change = Callable[[Document, Payload, int], Mapping[str, Json]]
"""What a fact changes in the document: its present fields, the payload, and when (epoch seconds)."""

_WAITING, _SERVING, _PASSED = (
    state.value for state in (TicketState.WAITING, TicketState.SERVING, TicketState.PASSED)
)
_OPEN = frozenset({_WAITING, _SERVING, _PASSED})


def _issued(_document: Document, payload: Payload, occasion: Occasion) -> Document:
    """Begin the visit: nothing personal here, the holder's name is a fact of its own that can be erased."""
    at, day = _epoch(occasion), occasion.business_date.isoformat()
    named = ("hall", "series", "number", "route", "ground", "arrival", "position", "items")
    return {
        **{name: payload[name] for name in named},
        "state": _WAITING,
        "turn": 1,
        "business_date": day,
        "serves_on": day,
        "target": "",
        "window": "",
        "holder": "",
        "issued_at": at,
        "joined_at": at,
        "first_called_at": None,
        "called_at": None,
        "ended_at": None,
        "call": 0,
        "calls": 0,
        "passes": 0,
        "slips": 0,
        "close_reason": None,
        "enquiries": [],
        "events": [_event("issued", occasion)],
    }


def _called(document: Document, payload: Payload, at: int) -> Mapping[str, Json]:
    """Bring to a window. The first call's time is written once: waiting time never changes afterwards."""
    first = document["first_called_at"]
    return {
        "state": _SERVING,
        "window": payload["window"],
        "target": "",
        "call": payload["call"],
        "calls": 1,
        "called_at": at,
        "first_called_at": at if first is None else first,
    }


def _recalled(document: Document, _payload: Payload, _at: int) -> Mapping[str, Json]:
    return {"calls": _count(document, "calls") + 1}


def _passed(document: Document, _payload: Payload, _at: int) -> Mapping[str, Json]:
    return {"state": _PASSED, "passes": _count(document, "passes") + 1}


def _reactivated(_document: Document, payload: Payload, at: int) -> Mapping[str, Json]:
    return {"state": _WAITING, "window": "", "position": payload["position"], "joined_at": at}


def _transferred(_document: Document, payload: Payload, at: int) -> Mapping[str, Json]:
    """Send on. The printed number stays, only the route changes."""
    return {
        "state": _WAITING,
        "window": "",
        "route": payload["route"],
        "target": payload["target"],
        "joined_at": at,
    }


def _carried_over(_document: Document, payload: Payload, at: int) -> Mapping[str, Json]:
    return {"state": _WAITING, "window": "", "serves_on": payload["to"], "joined_at": at}


def _finished(document: Document, payload: Payload, at: int) -> Mapping[str, Json]:
    items = [_ended(item, payload, at) if item.get("result") is None else item for item in _items(document)]
    return {"state": TicketState.FINISHED.value, "ended_at": at, "items": items}


def _closed(_document: Document, payload: Payload, at: int) -> Mapping[str, Json]:
    return {"state": TicketState.CLOSED.value, "ended_at": at, "close_reason": payload["reason"]}


def _item_served(document: Document, payload: Payload, at: int) -> Mapping[str, Json]:
    items = [
        _ended(item, payload, at) if item["row"] == payload["row"] else item for item in _items(document)
    ]
    return {"items": items}


def _item_added(document: Document, payload: Payload, _at: int) -> Mapping[str, Json]:
    return {"items": [*_items(document), payload["item"]]}


def _enquired(document: Document, payload: Payload, at: int) -> Mapping[str, Json]:
    return {"enquiries": [*_list(document, "enquiries"), {"topic": payload["topic"], "at": at}]}


def _slip_printed(document: Document, _payload: Payload, _at: int) -> Mapping[str, Json]:
    return {"slips": _count(document, "slips") + 1}


def _holder_named(_document: Document, payload: Payload, _at: int) -> Mapping[str, Json]:
    return {"holder": payload["holder"]}


def _moves(word: str, change: Change, *leaving: str) -> Fold:
    """Return the fold of a fact that changes the ticket's place, if the ticket stands in `leaving`."""

    def moved(document: Document, payload: Payload, occasion: Occasion) -> Document:
        fits = document["state"] in leaving
        noted = _noted(document, _event(word, occasion, payload, fits=fits))
        if not fits:
            return noted
        changes = change(document, payload, _epoch(occasion))
        return {**noted, **changes, "turn": _count(document, "turn") + 1}

    return moved


def _adds(word: str, change: Change) -> Fold:
    """Return the fold of a fact that leaves the ticket where it stands."""

    def added(document: Document, payload: Payload, occasion: Occasion) -> Document:
        event = _event(word, occasion, payload)
        return {**_noted(document, event), **change(document, payload, _epoch(occasion))}

    return added


def _ended(item: Mapping[str, Any], payload: Payload, at: int) -> dict[str, Json]:
    return {**item, "result": payload["result"], "ended_at": at, "case": payload.get("case")}


def _event(
    word: str, occasion: Occasion, payload: Payload | None = None, *, fits: bool = True
) -> dict[str, Json]:
    event: dict[str, Json] = {
        "what": word,
        "at": occasion.at,
        "on": occasion.business_date.isoformat(),
        "by": occasion.actor.user,
        "window": occasion.actor.window,
        "op": occasion.op_id,
    }
    told = {
        name: payload[name] for name in ("reason", "target", "route", "result") if payload and name in payload
    }
    return event | told | ({} if fits else {"fits": False})


def _noted(document: Document, event: Mapping[str, Json]) -> dict[str, Json]:
    return {**document, "events": [*_list(document, "events"), event]}


def _epoch(occasion: Occasion) -> int:
    return int(datetime.fromisoformat(occasion.at).timestamp())


def _count(document: Document, name: str) -> int:
    value = document[name]
    return value if isinstance(value, int) else 0


def _list(document: Document, name: str) -> list[Json]:
    value = document.get(name)
    return list(value) if isinstance(value, list | tuple) else []


def _items(document: Document) -> list[Mapping[str, Json]]:
    return [item for item in _list(document, "items") if isinstance(item, Mapping)]


def _holder_erased(document: Document, _occasion: Occasion) -> Document:
    return {**document, "holder": ""}


def _fact(name: str, apply: Fold) -> Kind:
    return Kind(name=name, nature=Nature.FACT, subject="visit", apply=apply)


VISIT_KINDS: tuple[Kind, ...] = (
    Kind(
        name="visit.issued.v1",
        nature=Nature.FACT,
        subject="visit",
        apply=_issued,
        opens=True,
        shifts_ground=True,
    ),
    Kind(
        name="visit.holder_named.v1",
        nature=Nature.FACT,
        subject="visit",
        apply=_adds("holder_named", _holder_named),
        when_erased=_holder_erased,
    ),
    _fact("visit.called.v1", _moves("called", _called, _WAITING, _PASSED)),
    _fact("visit.recalled.v1", _adds("recalled", _recalled)),
    _fact("visit.passed.v1", _moves("passed", _passed, _SERVING)),
    _fact("visit.reactivated.v1", _moves("reactivated", _reactivated, _PASSED)),
    _fact("visit.transferred.v1", _moves("transferred", _transferred, _SERVING, _WAITING)),
    _fact("visit.finished.v1", _moves("finished", _finished, _SERVING)),
    _fact("visit.abandoned.v1", _moves("abandoned", _closed, *_OPEN)),
    _fact("visit.carried_over.v1", _moves("carried_over", _carried_over, *_OPEN)),
    _fact("visit.closed_at_day_end.v1", _moves("closed_at_day_end", _closed, *_OPEN)),
    _fact("visit.item_served.v1", _adds("item_served", _item_served)),
    _fact("visit.item_added.v1", _adds("item_added", _item_added)),
    _fact("visit.enquiry_recorded.v1", _adds("enquiry_recorded", _enquired)),
    _fact("visit.slip_printed.v1", _adds("slip_printed", _slip_printed)),
    *SHIFT_KINDS,
)
