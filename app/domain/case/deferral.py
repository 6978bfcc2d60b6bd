"""Papers that may come later (容缺): what was put off until when, and the end of a case they never came to.

The approval runs from the acceptance; this is the second clock beside it (domain research 1.7).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.case.kinds import stated_at
from app.domain.case.lapsed import Ground, has_lapsed, resumed_until
from app.domain.case.state import MAY_LEAVE, CaseState
from app.domain.ledger.canonical import Json
from app.domain.ledger.kind import Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload

_ENDINGS = ("terminated_on", "withdrawn_on", "merged_on")

VERIFIED = "核验退回"
"""The remark of a paper that was compared and given back when it came: it counts as handed in."""


APPLICANT, AGENT = "applicant", "agent"
"""Who promised; their names stand in the answers, so that an erasure reaches them there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferredPaper:
    """One paper a case was accepted without: its material key, its promised day, and when it came, if so.

    It `has_lapsed` while corrected answers do not need it: then nobody waits for it, and no day is missed.
    """

    key: str
    name: str
    until: date
    by_agent: bool = False
    came_on: date | None = None
    has_lapsed: bool = False

    @property
    def is_awaited(self) -> bool:
        """Say whether the paper has still to come."""
        return self.came_on is None and not self.has_lapsed

    def is_overdue(self, today: date) -> bool:
        """Say whether the paper is still missing after its day; the day itself is in time."""
        return self.is_awaited and self.until < today


def deferred_papers(document: Mapping[str, Any]) -> tuple[DeferredPaper, ...]:
    """Return every paper a case put off, by its promised day, whether or not it came since."""
    put_off = document.get("deferred", {})
    papers = (_paper(document, key, value) for key, value in put_off.items())
    return tuple(sorted(papers, key=lambda one: (one.until, one.key)))


def broken_on(document: Mapping[str, Any], today: date) -> date | None:
    """Return the newest promised day that a case let pass without its paper, None if it broke no promise.

    A paper that came late came; once the case was terminated for want of it, it came too late. What was
    withdrawn or merged before its day promised nothing any more, nor did what corrected answers need no more.
    """
    ended = next((document[name] for name in _ENDINGS if name in document), None)
    until = today if ended is None else date.fromisoformat(str(ended))
    came_by = until if "terminated_on" in document else date.max
    days = [
        one.until
        for one in deferred_papers(document)
        if one.until < until and not one.has_lapsed and (one.came_on is None or one.came_on >= came_by)
    ]
    return max(days, default=None)


def _paper(document: Mapping[str, Any], key: str, put_off: Mapping[str, Any]) -> DeferredPaper:
    days = sorted(_days_it_came(document, key, frozenset(put_off["held_before"])))
    promised = date.fromisoformat(put_off["until"])
    return DeferredPaper(
        key=key,
        name=put_off["name"],
        until=max(promised, resumed_until(document, key) or promised),
        by_agent=put_off.get("by") == AGENT,
        came_on=days[0] if days else None,
        has_lapsed=has_lapsed(document, Ground.DEFERRED, key),
    )


def _days_it_came(document: Mapping[str, Any], key: str, before: frozenset[str]) -> Iterator[date]:
    """Yield when the paper was handed in; one given back again, since it was the wrong one, did not come."""
    for row, paper in document["materials"].items():
        is_kept = paper.get("where") != "applicant" or paper.get("note") == VERIFIED
        if paper.get("key") == key and row not in before and is_kept:
            yield date.fromisoformat(paper["events"][0]["at"][:10])


def _put_off(document: Document, payload: Payload, _occasion: Occasion) -> Document:
    """Note each paper with its day and who promised it; a paper put off again has its newer day."""
    known, papers = document.get("deferred"), payload["papers"]
    before, by = payload["held_before"], payload["promised_by"]
    put_off: dict[str, Json] = {
        str(one["key"]): {"name": one["name"], "until": one["until"], "by": by, "held_before": before}
        for one in (papers if isinstance(papers, list | tuple) else ())
        if isinstance(one, Mapping)
    }
    return {**document, "deferred": {**(known if isinstance(known, Mapping) else {}), **put_off}}


def _terminated(document: Document, payload: Payload, occasion: Occasion) -> Document:
    history = document.get("history")
    step: dict[str, Json] = {
        "what": "terminated",
        "at": stated_at(occasion),
        "on": occasion.business_date.isoformat(),
        "op": occasion.op_id,
        "by": occasion.actor.user,
        "window": occasion.actor.window,
    }
    return {
        **document,
        "state": CaseState.TERMINATED.value,
        "termination_reason": payload["termination_reason"],
        "terminated_on": occasion.business_date.isoformat(),
        "history": [*(history if isinstance(history, list | tuple) else ()), step],
    }


def _objection(document: Document, _payload: Payload) -> str | None:
    allowed = {state.value for state in MAY_LEAVE[CaseState.TERMINATED]}
    return None if document.get("state") in allowed else "state_not_open"


DEFERRAL_KINDS: tuple[Kind, ...] = (
    Kind(name="case.papers_deferred.v1", nature=Nature.FACT, subject="case", apply=_put_off),
    Kind(
        name="case.terminated.v1",
        nature=Nature.DECISION,
        subject="case",
        apply=_terminated,
        objection=_objection,
    ),
)
