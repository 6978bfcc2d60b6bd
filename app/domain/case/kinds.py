"""The operations on a case, and what each does to its document."""

from collections.abc import Callable, Mapping

from app.domain.case.state import MAY_LEAVE, CaseState
from app.domain.ledger.canonical import Json
from app.domain.ledger.kind import Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload


def stated_at(occasion: Occasion) -> str:
    """Return when something happened as papers state it: the legal day with the wall clock's time of day.

    A clock that starts in 1985 must not put its date on anything (DESIGN §4).
    """
    return f"{occasion.business_date.isoformat()}T{occasion.at.partition('T')[2]}"


def _opened(_document: Document, payload: Payload, occasion: Occasion) -> Document:
    """Begin the case: nothing personal here, so that erasing the answers keeps the case."""
    return {
        "state": CaseState.REGISTERED.value,
        "item": payload["item"],
        "case_number": payload["case_number"],
        "query_code": payload["query_code"],
        "visit": payload.get("visit"),
        "custody": occasion.actor.place,
        "window": occasion.actor.window,
        "received_on": occasion.business_date.isoformat(),
        "received_at": stated_at(occasion),
        "received_by": occasion.actor.user,
        "answers": {},
        "applicant": None,
        "materials": {},
        "papers": {},
        "history": [_step("received", occasion)],
    }


def _answered(document: Document, payload: Payload, _occasion: Occasion) -> Document:
    """Write the changed answers; a changed value of null removes the answer."""
    answers = {**_mapping(document, "answers"), **_mapping(payload, "changes")}
    kept = {path: value for path, value in answers.items() if value is not None}
    return {**document, "answers": kept, "applicant": payload.get("applicant", document.get("applicant"))}


def _answers_erased(document: Document, _occasion: Occasion) -> Document:
    """Leave no answer standing that was written so far; what comes after is written as ever (decision 008).

    An erased correction must not bring the value back that it corrected, nor what was worked out from it.
    """
    return {**document, "answers": {}, "applicant": None, "erased": True}


def _written_paths(payload: Payload) -> frozenset[str]:
    return frozenset(_mapping(payload, "changes"))


def _moves_to(state: CaseState, word: str, *kept: str) -> Callable[[Document, Payload, Occasion], Document]:
    """Return the fold of a decision that moves to `state` and keeps the named parts of its payload."""

    def decided(document: Document, payload: Payload, occasion: Occasion) -> Document:
        part = {name: payload[name] for name in kept if name in payload}
        step = _step(word, occasion)
        return {
            **document,
            **part,
            "state": state.value,
            f"{word}_on": occasion.business_date.isoformat(),
            "history": _appended(document, step),
        }

    return decided


def _forwarded(document: Document, payload: Payload, occasion: Occasion) -> Document:
    moved = _moves_to(CaseState.FORWARDED, "forwarded")(document, payload, occasion)
    return {**moved, "custody": payload["to"]}


def _returned(document: Document, payload: Payload, occasion: Occasion) -> Document:
    moved = _moves_to(CaseState.RETURNED, "returned", "return_reason")(document, payload, occasion)
    return {**moved, "custody": payload["to"]}


def _objects_unless(target: CaseState) -> Callable[[Document, Payload], str | None]:
    allowed = {state.value for state in MAY_LEAVE[target]}
    return lambda document, _payload: None if document.get("state") in allowed else "state_not_open"


def _decision(name: str, target: CaseState, word: str, *kept: str) -> Kind:
    return Kind(
        name=name,
        nature=Nature.DECISION,
        subject="case",
        apply=_moves_to(target, word, *kept),
        objection=_objects_unless(target),
    )


def material_at(
    place_of: Callable[[Payload, Occasion], Json],
) -> Callable[[Document, Payload, Occasion], Document]:
    """Return the fold of an event of one paper; the newest event by its own time says where it is."""

    def happened(document: Document, payload: Payload, occasion: Occasion) -> Document:
        materials = _mapping(document, "materials")
        row = str(payload["row"])
        known = materials.get(row)
        before = dict(known) if isinstance(known, Mapping) else {}
        events = [
            *_list(before.get("events")),
            {"what": payload["what"], "at": stated_at(occasion), "op": occasion.op_id},
        ]
        described = {**before, **_mapping(payload, "paper"), "events": events}
        if str(before.get("since", "")) <= stated_at(occasion):
            described |= {"where": place_of(payload, occasion), "since": stated_at(occasion)}
        return {**document, "materials": {**materials, row: described}}

    return happened


def _paper_issued(document: Document, payload: Payload, occasion: Occasion) -> Document:
    papers = _mapping(document, "papers")
    paper = {
        **payload,
        "state": "issued",
        "at": stated_at(occasion),
        "on": occasion.business_date.isoformat(),
    }
    return {**document, "papers": {**papers, str(payload["paper"]): paper}}


def _paper_becomes(state: str) -> Callable[[Document, Payload, Occasion], Document]:
    def changed(document: Document, payload: Payload, occasion: Occasion) -> Document:
        papers = _mapping(document, "papers")
        key = str(payload["paper"])
        known = papers.get(key)
        paper = {
            **(known if isinstance(known, Mapping) else {}),
            "state": state,
            f"{state}_at": stated_at(occasion),
        }
        paper |= {name: payload[name] for name in ("reason", "by", "served_on") if name in payload}
        return {**document, "papers": {**papers, key: paper}}

    return changed


def _paper_served(document: Document, payload: Payload, occasion: Occasion) -> Document:
    """Add the service to the paper without touching its state: a voided paper was served all the same."""
    papers = _mapping(document, "papers")
    key = str(payload["paper"])
    known = papers.get(key)
    paper = {
        **(known if isinstance(known, Mapping) else {}),
        "served_on": payload.get("served_on") or occasion.business_date.isoformat(),
    }
    return {**document, "papers": {**papers, key: paper}}


def _registered_elsewhere(document: Document, payload: Payload, occasion: Occasion) -> Document:
    """Note the number another system gave the case; a newer one of the same system takes its place."""
    known = _mapping(document, "elsewhere")
    number = {"name": payload["name"], "serial": payload["serial"], "at": stated_at(occasion)}
    return {**document, "elsewhere": {**known, str(payload["system"]): number}}


def _merged(document: Document, payload: Payload, occasion: Occasion) -> Document:
    moved = _moves_to(CaseState.MERGED, "merged")(document, payload, occasion)
    return {**moved, "merged_into": payload["into"]}


def _step(word: str, occasion: Occasion) -> dict[str, Json]:
    return {
        "what": word,
        "at": stated_at(occasion),
        "on": occasion.business_date.isoformat(),
        "op": occasion.op_id,
        "by": occasion.actor.user,
        "window": occasion.actor.window,
    }


def _appended(document: Document, step: dict[str, Json]) -> list[Json]:
    return [*_list(document.get("history")), step]


def _mapping(source: Mapping[str, Json], name: str) -> dict[str, Json]:
    value = source.get(name)
    return dict(value) if isinstance(value, Mapping) else {}


def _list(value: Json) -> list[Json]:
    return list(value) if isinstance(value, list | tuple) else []


def _fact(name: str, apply: Callable[[Document, Payload, Occasion], Document]) -> Kind:
    return Kind(name=name, nature=Nature.FACT, subject="case", apply=apply)


CASE_KINDS: tuple[Kind, ...] = (
    Kind(
        name="case.opened.v1",
        nature=Nature.FACT,
        subject="case",
        apply=_opened,
        opens=True,
        shifts_ground=True,
    ),
    Kind(
        name="case.answered.v1",
        nature=Nature.EDIT,
        subject="case",
        apply=_answered,
        fields=_written_paths,
        when_erased=_answers_erased,
    ),
    _decision(
        "case.accepted.v1", CaseState.ACCEPTED, "accepted", "due_on", "law_due_on", "due_is_provisional"
    ),
    _decision("case.refused.v1", CaseState.REFUSED, "refused", "refusal"),
    _decision(
        "case.supplement_requested.v1",
        CaseState.SUPPLEMENT_REQUIRED,
        "supplement_requested",
        "supplements",
        "why_again",
        "held_before",
    ),
    _decision("case.supplemented.v1", CaseState.REGISTERED, "supplemented"),
    _decision("case.closed.v1", CaseState.CLOSED, "closed", "result"),
    _decision("case.withdrawn.v1", CaseState.WITHDRAWN, "withdrawn", "withdrawal_reason"),
    Kind(
        name="case.forwarded.v1",
        nature=Nature.DECISION,
        subject="case",
        apply=_forwarded,
        objection=_objects_unless(CaseState.FORWARDED),
    ),
    Kind(
        name="case.returned.v1",
        nature=Nature.DECISION,
        subject="case",
        apply=_returned,
        objection=_objects_unless(CaseState.RETURNED),
    ),
    Kind(
        name="case.merged.v1",
        nature=Nature.DECISION,
        subject="case",
        apply=_merged,
        objection=_objects_unless(CaseState.MERGED),
    ),
    _fact("material.received.v1", material_at(lambda _payload, occasion: occasion.actor.place)),
    _fact("material.returned.v1", material_at(lambda payload, _occasion: payload.get("to", "applicant"))),
    _fact("material.moved.v1", material_at(lambda payload, _occasion: payload["to"])),
    _fact("paper.issued.v1", _paper_issued),
    _fact("paper.voided.v1", _paper_becomes("void")),
    _fact("paper.superseded.v1", _paper_becomes("superseded")),
    _fact("paper.served.v1", _paper_served),
    _fact("case.registered_elsewhere.v1", _registered_elsewhere),
)
