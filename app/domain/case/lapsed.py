"""Excuses that corrected answers need no more: a paper put off (容缺), a certificate committed to (告知承诺).

An operation says of each paper while which answers it is not needed. Whether it is needed now follows from
the answers as they stand and from all that was said so, in whatever order it arrived: answers that nobody
judged yet, since two people changed them apart, need it as before, and so do those that are changed back.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any

from app.domain.case.kinds import stated_at
from app.domain.ledger.canonical import Json, encode
from app.domain.ledger.kind import Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload


class Ground(Enum):
    """Why a case was accepted without a paper; the value is the part of its document that says so."""

    DEFERRED = "deferred"
    COMMITTED = "committed"


LAPSED: Mapping[Ground, str] = {
    Ground.DEFERRED: "case.deferral_lapsed.v1",
    Ground.COMMITTED: "commitment.lapsed.v1",
}
"""The operation that says while which answers an excuse is not needed."""
RESUMED: Mapping[Ground, str] = {
    Ground.DEFERRED: "case.deferral_resumed.v1",
    Ground.COMMITTED: "commitment.resumed.v1",
}
"""The operation that tells of papers that are needed again; one put off has a day once more."""

_LAPSED, _RESUMED = "lapsed", "resumed"


def has_lapsed(document: Mapping[str, Any], ground: Ground, key: str) -> bool:
    """Say whether the answers of a case, as they stand, need no paper in the place of this excuse."""
    said = _of(document, _LAPSED, ground, key)
    return any(_holds(document, one["while"]) for one in said.values())


def resumed_until(document: Mapping[str, Any], key: str) -> date | None:
    """Return the last day on which a paper put off may come that was needed again; None if it never was."""
    said = _of(document, _RESUMED, Ground.DEFERRED, key)
    return max((date.fromisoformat(one["until"]) for one in said.values()), default=None)


def _of(document: Mapping[str, Any], part: str, ground: Ground, key: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = document.get(part, {}).get(ground.value, {}).get(key, {})
    return found


def _holds(document: Mapping[str, Any], answers: Mapping[str, Any]) -> bool:
    """Say whether these answers stand; None means that there is none."""
    now = document.get("answers", {})
    return bool(answers) and all(encode(now.get(path)) == encode(value) for path, value in answers.items())


def _noted(part: str, ground: Ground, word: str) -> Callable[[Document, Payload, Occasion], Document]:
    """Return the fold: it adds what is said of each paper under its own operation, and takes nothing away."""

    def noted(document: Document, payload: Payload, occasion: Occasion) -> Document:
        known = _mapping(document.get(part))
        of_ground = _mapping(known.get(ground.value))
        papers = list(_papers(payload))
        for paper in papers:
            key = str(paper["key"])
            said = {name: value for name, value in paper.items() if name in {"while", "until"}}
            of_ground[key] = {**_mapping(of_ground.get(key)), occasion.op_id: said}
        history = document.get("history")
        step: dict[str, Json] = {
            "what": word,
            "about": "、".join(str(paper["name"]) for paper in papers),
            "at": stated_at(occasion),
            "on": occasion.business_date.isoformat(),
            "op": occasion.op_id,
            "by": occasion.actor.user,
            "window": occasion.actor.window,
        }
        return {
            **document,
            part: {**known, ground.value: of_ground},
            "history": [*(history if isinstance(history, list | tuple) else ()), step],
        }

    return noted


def _papers(payload: Payload) -> Iterator[Mapping[str, Json]]:
    papers = payload["papers"]
    return (one for one in (papers if isinstance(papers, list | tuple) else ()) if isinstance(one, Mapping))


def _mapping(value: Json) -> dict[str, Json]:
    return dict(value) if isinstance(value, Mapping) else {}


LAPSE_KINDS: tuple[Kind, ...] = tuple(
    Kind(name=names[ground], nature=Nature.FACT, subject="case", apply=_noted(part, ground, word))
    for names, part, ground, word in (
        (LAPSED, _LAPSED, Ground.DEFERRED, "deferral_lapsed"),
        (LAPSED, _LAPSED, Ground.COMMITTED, "commitment_lapsed"),
        (RESUMED, _RESUMED, Ground.DEFERRED, "deferral_resumed"),
        (RESUMED, _RESUMED, Ground.COMMITTED, "commitment_resumed"),
    )
)
