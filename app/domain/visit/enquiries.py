"""What was only asked about (咨询): by somebody with a ticket, and by somebody who came to a window without.

Each question counts once. That a sheet about it is printed again, and that the matter of the ticket is ended
as an enquiry besides, makes no second one.
"""

from collections.abc import Mapping
from datetime import date, datetime

from app.domain.ledger.canonical import Json
from app.domain.ledger.kind import Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload
from app.domain.ticket import ServiceResult

_ENQUIRIES, _EVENTS = "enquiries", "events"


def topics_of(document: Document) -> tuple[str, ...]:
    """Return what was asked, of a visit's or of a window's day's document, in order."""
    return tuple(str(one["topic"]) for one in _records(document, _ENQUIRIES))


def enquiries_on(document: Document, day: date) -> int:
    """Return how many enquiries a visit counts for on a day, recorded as such or ended as such.

    Of the two the greater: a question answered with a sheet is usually the matter ended as 咨询 as well.
    """
    that_day = [event for event in _records(document, _EVENTS) if event.get("on") == day.isoformat()]
    moments = {int(datetime.fromisoformat(str(event["at"])).timestamp()) for event in that_day}
    asked = sum(event["what"] == "enquiry_recorded" for event in that_day)
    items = [item for item in _records(document, "items") if item.get("ended_at") in moments]
    return max(asked, sum(item.get("result") == ServiceResult.ENQUIRY.value for item in items))


def _asked(document: Document, payload: Payload, occasion: Occasion) -> Document:
    """Keep what somebody without a ticket asked, on the day of the window that answered."""
    asked: dict[str, Json] = {
        "topic": payload["topic"],
        "item": payload["item"],
        "at": occasion.at,
        "by": occasion.actor.user,
        "op": occasion.op_id,
    }
    return {**document, _ENQUIRIES: [*_records(document, _ENQUIRIES), asked]}


def _records(document: Document, name: str) -> list[Mapping[str, Json]]:
    known = document.get(name)
    found = known if isinstance(known, list | tuple) else ()
    return [one for one in found if isinstance(one, Mapping)]


ENQUIRY_KINDS: tuple[Kind, ...] = (
    Kind(name="window.enquiry_recorded.v1", nature=Nature.FACT, subject="window", apply=_asked),
)
"""Beside the visit's own `visit.enquiry_recorded.v1`: nobody has to take a ticket to ask something."""
