"""The operations that bring back what a restored database lost: a paper by its QR, and its case (补登)."""

from collections.abc import Mapping
from datetime import date, datetime, time

from app.domain.case.kinds import stated_at
from app.domain.case.state import CaseState
from app.domain.ledger.canonical import Json
from app.domain.ledger.kind import Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload

_UNANSWERED = frozenset({CaseState.REGISTERED, CaseState.SUPPLEMENT_REQUIRED})
_PROVEN_FROM: Mapping[CaseState, frozenset[CaseState]] = {
    CaseState.SUPPLEMENT_REQUIRED: frozenset({CaseState.REGISTERED, CaseState.RETURNED}),
    CaseState.ACCEPTED: _UNANSWERED | {CaseState.RETURNED},
    CaseState.REFUSED: _UNANSWERED | {CaseState.RETURNED},
    CaseState.CLOSED: _UNANSWERED | {CaseState.ACCEPTED, CaseState.FORWARDED, CaseState.RETURNED},
}
"""From where a paper moves its case on. Papers come back in any order, so none ever moves a case back."""
_DATED = {
    CaseState.SUPPLEMENT_REQUIRED: "supplement_requested_on",
    CaseState.ACCEPTED: "accepted_on",
    CaseState.REFUSED: "refused_on",
    CaseState.CLOSED: "closed_on",
}
_KEPT = ("due_on", "law_due_on", "due_is_provisional", "result")


def _case_taken_back(_document: Document, payload: Payload, occasion: Occasion) -> Document:
    """Begin the case again under its own 办件编号, received on the day that number names.

    Nothing personal is here, as in every opening. The hour is not known and stands as midnight.
    """
    day = str(payload["received_on"])
    return {
        "state": CaseState.REGISTERED.value,
        "item": payload["item"],
        "case_number": payload["case_number"],
        "query_code": payload["query_code"],
        "visit": None,
        "custody": occasion.actor.place,
        "window": occasion.actor.window,
        "received_on": day,
        "received_at": _midnight(day, occasion),
        "received_by": occasion.actor.user,
        "answers": {},
        "applicant": None,
        "materials": {},
        "papers": {},
        "history": [],
    }


def _paper_taken_back(document: Document, payload: Payload, occasion: Occasion) -> Document:
    """Add the paper under its own number and day, and move the case on to what the paper proves."""
    day = str(payload["issued_on"])
    paper: dict[str, Json] = {
        **payload,
        "state": "issued",
        "at": _midnight(day, occasion),
        "on": day,
        "taken_back_on": occasion.business_date.isoformat(),
    }
    papers, history = document.get("papers"), document.get("history")
    step: dict[str, Json] = {
        "what": "taken_back",
        "at": stated_at(occasion),
        "on": occasion.business_date.isoformat(),
        "op": occasion.op_id,
        "by": occasion.actor.user,
        "window": occasion.actor.window,
        "paper": payload["paper"],
    }
    return {
        **document,
        **_proven(document, payload),
        "papers": {**(papers if isinstance(papers, Mapping) else {}), str(payload["paper"]): paper},
        "history": [*(history if isinstance(history, list | tuple) else ()), step],
    }


def _proven(document: Document, payload: Payload) -> dict[str, Json]:
    """Return what of the case changes: where it stands further already, only what was not known of it.

    What was closed had been accepted, that day at the latest.
    """
    if payload.get("proves") is None:
        return {}
    proven, day = CaseState(payload["proves"]), payload["issued_on"]
    found = {name: payload[name] for name in _KEPT if name in payload} | {_DATED[proven]: day}
    if CaseState(document["state"]) in _PROVEN_FROM[proven]:
        implied = {"accepted_on": day} if proven is CaseState.CLOSED else {}
        return {**_unknown(document, implied), **found, "state": proven.value}
    return _unknown(document, found)


def _unknown(document: Document, found: Mapping[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in found.items() if name not in document}


def _midnight(day: str, occasion: Occasion) -> str:
    """Return the beginning of a day in the zone of the clerk's clock."""
    zone = datetime.fromisoformat(occasion.at).tzinfo
    return datetime.combine(date.fromisoformat(day), time(), zone).isoformat()


TAKEN_BACK_KINDS: tuple[Kind, ...] = (
    Kind(
        name="case.taken_back.v1",
        nature=Nature.FACT,
        subject="case",
        apply=_case_taken_back,
        opens=True,
        shifts_ground=True,
    ),
    Kind(
        name="paper.taken_back.v1",
        nature=Nature.FACT,
        subject="case",
        apply=_paper_taken_back,
        shifts_ground=True,
    ),
)
