"""Commitments in place of certificates (告知承诺): made when accepting, checked later, and what a lie ends.

国办发〔2020〕42号: the agency checks afterwards; what rests on a false commitment is revoked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from app.domain.case.kinds import stated_at
from app.domain.case.lapsed import Ground, has_lapsed
from app.domain.case.state import MAY_LEAVE, CaseState
from app.domain.ledger.canonical import Json
from app.domain.ledger.kind import Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload


class Finding(Enum):
    """What a later check (核查) found."""

    TRUE = "true"
    FALSE = "false"


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCommitment:
    """One certificate a case was accepted without: its material key and name, and what was found since.

    `finding` is that of the newest check, `found` its words, None and empty while nobody checked.
    `is_decided` once a supervisor said what follows from a false one. It `has_lapsed` while corrected answers
    do not need the certificate: there is nothing to check then; what was found false before stays false.
    """

    key: str
    name: str
    made_on: date
    finding: Finding | None = None
    found: str = ""
    is_decided: bool = False
    has_lapsed: bool = False

    @property
    def waits(self) -> bool:
        """Say whether it was found false and a supervisor has still to decide."""
        return self.finding is Finding.FALSE and not self.is_decided


def commitments_of(document: Mapping[str, Any]) -> tuple[MadeCommitment, ...]:
    """Return every commitment a case rests on, in the order of the materials' keys."""
    made = document.get("committed", {})
    return tuple(
        _made(key, value, has_lapsed=has_lapsed(document, Ground.COMMITTED, key))
        for key, value in sorted(made.items())
    )


def was_ever_false(document: Mapping[str, Any]) -> bool:
    """Say whether the applicant of a case committed to something that stands as found false."""
    return any(one.finding is Finding.FALSE for one in commitments_of(document))


def _made(key: str, value: Mapping[str, Any], *, has_lapsed: bool) -> MadeCommitment:
    checks = value.get("checks", ())
    newest = checks[-1] if checks else {}
    return MadeCommitment(
        key=key,
        name=str(value["name"]),
        made_on=date.fromisoformat(value["on"]),
        finding=Finding(newest["finding"]) if newest else None,
        found=str(newest.get("found", "")),
        is_decided="decided" in value,
        has_lapsed=has_lapsed,
    )


def _committed(document: Document, payload: Payload, occasion: Occasion) -> Document:
    """Note the commitment by its material; the text itself stands on the paper, here is its digest."""
    made: dict[str, Json] = {
        **{name: payload[name] for name in ("name", "text_digest", "by_agent")},
        **_when(occasion),
    }
    known = _mapping(document, "committed")
    earlier = _mapping(known, str(payload["material"]))
    made |= {name: earlier[name] for name in ("checks", "decided") if name in earlier}
    changed = {**document, "committed": {**known, str(payload["material"]): made}}
    return _with_step(changed, "committed", payload, occasion)


def _checked(document: Document, payload: Payload, occasion: Occasion) -> Document:
    """Add what a check found. A newer finding opens the question anew what follows from it."""
    word = f"commitment_{payload['finding']}"

    def checked(made: dict[str, Json]) -> dict[str, Json]:
        check: Json = {**{name: payload[name] for name in ("finding", "found")}, **_when(occasion)}
        kept = {name: value for name, value in made.items() if name != "decided"}
        return {**kept, "checks": [*_list(made.get("checks")), check]}

    return _with_step(_changed(document, payload, checked), word, payload, occasion)


def _decided(decision: str, word: str) -> Callable[[Document, Payload, Occasion], Document]:
    """Return the fold of what a supervisor decided on a false commitment, with the reason."""

    def decided(document: Document, payload: Payload, occasion: Occasion) -> Document:
        said: Json = {"what": decision, "reason": payload["reason"], **_when(occasion)}
        changed = _changed(document, payload, lambda made: {**made, "decided": said})
        return _with_step(changed, word, payload, occasion)

    return decided


def _revoked(document: Document, payload: Payload, occasion: Occasion) -> Document:
    decided = _decided("revoked", "revoked")(document, payload, occasion)
    return {
        **decided,
        "state": CaseState.REVOKED.value,
        "revocation_reason": payload["reason"],
        "revocation_paper": payload["decision"],
        "revoked_on": occasion.business_date.isoformat(),
    }


def _objection(document: Document, _payload: Payload) -> str | None:
    allowed = {state.value for state in MAY_LEAVE[CaseState.REVOKED]}
    return None if document.get("state") in allowed else "state_not_open"


def _changed(
    document: Document, payload: Payload, change: Callable[[dict[str, Json]], dict[str, Json]]
) -> Document:
    """Return the document with one commitment changed; one it does not know stays unknown."""
    known = _mapping(document, "committed")
    key = str(payload["material"])
    if key not in known:
        return document
    return {**document, "committed": {**known, key: change(_mapping(known, key))}}


def _with_step(document: Document, word: str, payload: Payload, occasion: Occasion) -> Document:
    step: dict[str, Json] = {"what": word, "material": payload["material"], **_when(occasion)}
    return {**document, "history": [*_list(document.get("history")), step]}


def _when(occasion: Occasion) -> dict[str, Json]:
    return {
        "at": stated_at(occasion),
        "on": occasion.business_date.isoformat(),
        "op": occasion.op_id,
        "by": occasion.actor.user,
        "window": occasion.actor.window,
    }


def _mapping(source: Mapping[str, Json], name: str) -> dict[str, Json]:
    value = source.get(name)
    return dict(value) if isinstance(value, Mapping) else {}


def _list(value: Json) -> list[Json]:
    return list(value) if isinstance(value, list | tuple) else []


COMMITMENT_KINDS: tuple[Kind, ...] = (
    Kind(name="commitment.made.v1", nature=Nature.FACT, subject="case", apply=_committed),
    Kind(name="commitment.checked.v1", nature=Nature.FACT, subject="case", apply=_checked),
    Kind(
        name="commitment.let_stand.v1",
        nature=Nature.FACT,
        subject="case",
        apply=_decided("let_stand", "commitment_let_stand"),
    ),
    Kind(
        name="case.revoked.v1",
        nature=Nature.DECISION,
        subject="case",
        apply=_revoked,
        objection=_objection,
    ),
)
