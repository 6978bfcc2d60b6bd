"""That a case counts as accepted because nobody answered in time (视为受理, 行政许可法 32(4)), recorded."""

from datetime import date

from app.domain.case.kinds import stated_at
from app.domain.case.state import CaseState
from app.domain.ledger.kind import Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload

STEP = "deemed_accepted"
_UNANSWERED = frozenset({CaseState.REGISTERED.value, CaseState.SUPPLEMENT_REQUIRED.value})
_KEPT = ("due_on", "law_due_on", "due_is_provisional")


def deemed_from(document: Document) -> date | None:
    """Return the day from which a case was recorded as accepted by law, None if it was not."""
    day = document.get("deemed_from")
    return None if day is None else date.fromisoformat(str(day))


def recorded_deemed(document: Document) -> date | None:
    """Return the day from which a case counts as accepted by law, as recorded; None if it does not.

    A record that a notice overturned, which had been served in time and arrived late, counts no more.
    """
    return None if document.get("state") in _UNANSWERED else deemed_from(document)


def _recorded(document: Document, payload: Payload, occasion: Occasion) -> Document:
    """Accept the case as of the day of the law; the step keeps the day on which it was recorded."""
    history = document.get("history")
    step = {
        "what": STEP,
        "at": stated_at(occasion),
        "on": occasion.business_date.isoformat(),
        "op": occasion.op_id,
        "by": occasion.actor.user,
        "window": occasion.actor.window,
    }
    return {
        **document,
        **{name: payload[name] for name in _KEPT if name in payload},
        "state": CaseState.ACCEPTED.value,
        "accepted_on": payload["since"],
        "deemed_from": payload["since"],
        "history": [*(history if isinstance(history, list | tuple) else ()), step],
    }


def _objection(document: Document, _payload: Payload) -> str | None:
    return None if document.get("state") in _UNANSWERED else "state_not_open"


DEEMED_KINDS: tuple[Kind, ...] = (
    Kind(
        name="case.deemed_accepted.v1",
        nature=Nature.DECISION,
        subject="case",
        apply=_recorded,
        objection=_objection,
    ),
)
