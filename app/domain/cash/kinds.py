"""The operations on a cash batch (代收日记账): money taken, reversed (红冲), handed over, and signed for."""

from collections.abc import Callable, Mapping
from datetime import date

from app.domain.case.kinds import stated_at
from app.domain.ledger.canonical import Json
from app.domain.ledger.kind import Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload, Subject

OPEN, SIGNED = "open", "signed"


def batch_subject(hall: str, clerk: str, day: date, number: int) -> Subject:
    """Return the subject of a clerk's batch of a day; a new one (2, 3, …) follows each that was signed."""
    return Subject("cash", f"{hall}/{clerk}/{day.isoformat()}/{number}")


def _opened(_document: Document, payload: Payload, occasion: Occasion) -> Document:
    return {
        "state": OPEN,
        "clerk": occasion.actor.user,
        "custody": occasion.actor.place,
        "day": occasion.business_date.isoformat(),
        "number": payload["number"],
        "entries": {},
        "handed_over": [],
        "signed": None,
    }


def _entered(document: Document, payload: Payload, occasion: Occasion) -> Document:
    """Enter a receipt under its paper; a red one names the receipt it reverses, and neither ever goes."""
    entry = {**payload, "at": stated_at(occasion), "window": occasion.actor.window}
    return {**document, "entries": {**_mapping(document, "entries"), str(payload["paper"]): entry}}


def _handed_over(document: Document, payload: Payload, occasion: Occasion) -> Document:
    handed = {**payload, "at": stated_at(occasion), "by": occasion.actor.user, "op": occasion.op_id}
    return {**document, "handed_over": [*_list(document.get("handed_over")), handed]}


def _signed(document: Document, payload: Payload, occasion: Occasion) -> Document:
    """Close the batch with the names of both, what it should have held, and what they counted."""
    signed = {**payload, "at": stated_at(occasion), "taker": occasion.actor.user}
    return {**document, "state": SIGNED, "signed": signed}


def _objects_unless_open(document: Document, _payload: Payload) -> str | None:
    return None if document.get("state") == OPEN else "state_not_open"


def _mapping(source: Mapping[str, Json], name: str) -> dict[str, Json]:
    value = source.get(name)
    return dict(value) if isinstance(value, Mapping) else {}


def _list(value: Json) -> list[Json]:
    return list(value) if isinstance(value, list | tuple) else []


def _fact(
    word: str, apply: Callable[[Document, Payload, Occasion], Document], *, opens: bool = False
) -> Kind:
    """Return a fact that whoever signs must have seen: what came meanwhile makes the signature a conflict."""
    return Kind(
        name=f"cash.{word}.v1",
        nature=Nature.FACT,
        subject="cash",
        apply=apply,
        opens=opens,
        shifts_ground=True,
    )


CASH_KINDS: tuple[Kind, ...] = (
    _fact("opened", _opened, opens=True),
    _fact("collected", _entered),
    _fact("reversed", _entered),
    _fact("handed_over", _handed_over),
    Kind(
        name="cash.signed.v1",
        nature=Nature.DECISION,
        subject="cash",
        apply=_signed,
        objection=_objects_unless_open,
    ),
)
