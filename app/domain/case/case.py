"""A case as its document tells it, in typed parts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from app.domain.attachment import KeptPage, in_order
from app.domain.case.deferral import DeferredPaper, deferred_papers
from app.domain.case.fallen import Fall, fall_of
from app.domain.case.state import CaseState
from app.domain.case.succession import heir_of
from app.domain.ledger.fold import SubjectState
from app.domain.ledger.operation import Base

WAIVED = "免提交"
"""What a paper's remark begins with where a check in a system stands in for it (免); the check follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseApplicant:
    """Who applied and who came to the window; a bare name means everything else was not asked."""

    name: str = ""
    certificate_kind: str = ""
    id_number: str = ""
    phone: str = ""
    agent_name: str = ""
    agent_number: str = ""
    agent_relation: str = ""
    is_organization: bool = False

    def to_json(self) -> dict[str, str | bool]:
        """Return the applicant as an operation's payload keeps it."""
        return {name: getattr(self, name) for name in CaseApplicant.__dataclass_fields__}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseItem:
    """The item version the case was taken in under."""

    id: str
    version: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldMaterial:
    """One paper of the applicant and where it is now.

    `expires_on` is the ISO day to which it is valid, empty where nobody asked; `reused_from` the 办件编号 of
    the case that lent it (材料复用), empty for one that was brought; `waived_by` the check that stood in for
    it (免), empty for one that is paper. `spot` says where it was put last, empty if nobody moved it, and
    `since` when it came to `where` (ISO, the legal day with the wall clock's time of day).
    """

    row: str
    key: str
    name: str
    form: str
    copies: int = 1
    pages: int = 1
    note: str = ""
    where: str = ""
    expires_on: str = ""
    reused_from: str = ""
    waived_by: str = ""
    spot: str = ""
    since: str = ""
    scans: tuple[KeptPage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedPaper:
    """One paper as the case remembers it; `ground_stands` is false once its decision fell.

    `replaced_by` is the 文号 that stands in its place today, empty for one that was never issued again.
    `fall` says why it does not agree with the case (已发文书与现状不符), None while it does or is void.
    """

    id: str
    type_code: str
    title: str
    number: str
    state: str
    issued_on: str
    served_on: str | None
    ground_stands: bool
    replaced_by: str = ""
    fall: Fall | None = None

    @property
    def counts(self) -> bool:
        """Say whether it was neither voided nor replaced."""
        return self.state not in {"void", "superseded"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep:
    """One step of the case's history; `about` names the papers it is about, where it is about some."""

    what: str
    at: datetime
    by: str
    window: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberElsewhere:
    """The number (流水号) another system gave this case when it was entered there."""

    system: str
    name: str
    serial: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case. `base` is what an edit or decision on what is seen here builds on."""

    id: str
    base: Base
    state: CaseState
    item: CaseItem
    case_number: str
    query_code: str
    received_on: date
    received_at: datetime
    window: str
    applicant: CaseApplicant
    answers: Mapping[str, Any]
    materials: tuple[HeldMaterial, ...] = ()
    papers: tuple[IssuedPaper, ...] = ()
    history: tuple[CaseStep, ...] = ()
    elsewhere: tuple[NumberElsewhere, ...] = ()
    deferred: tuple[DeferredPaper, ...] = ()
    due_on: date | None = None
    law_due_on: date | None = None
    due_is_provisional: bool = False
    is_erased: bool = False
    conflicts: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def awaited(self) -> tuple[DeferredPaper, ...]:
        """The papers it was accepted without (容缺) that have still to come; none once it is over."""
        return () if self.state.is_over else tuple(one for one in self.deferred if one.is_awaited)

    @property
    def fallen(self) -> tuple[IssuedPaper, ...]:
        """Its papers that do not agree with it and wait until a supervisor voids or supersedes them."""
        return tuple(one for one in self.papers if one.fall is not None and one.fall.waits)


def case_of(state: SubjectState) -> Case:
    """Return the case a folded state describes; KeyError for a subject that was never opened."""
    document: Mapping[str, Any] = state.document
    return Case(
        id=state.subject.id,
        base=state.base,
        state=CaseState(document["state"]),
        item=CaseItem(**document["item"]),
        case_number=document["case_number"],
        query_code=document["query_code"],
        received_on=date.fromisoformat(document["received_on"]),
        received_at=datetime.fromisoformat(document["received_at"]),
        window=document["window"],
        applicant=CaseApplicant(**(document["applicant"] or {})),
        answers=document["answers"],
        materials=tuple(_material(row, value) for row, value in document["materials"].items()),
        papers=tuple(_paper(state, key, value) for key, value in document["papers"].items()),
        history=tuple(_step(step) for step in document["history"]),
        elsewhere=tuple(_elsewhere(system, value) for system, value in document.get("elsewhere", {}).items()),
        deferred=deferred_papers(document),
        due_on=_day(document.get("due_on")),
        law_due_on=_day(document.get("law_due_on")),
        due_is_provisional=bool(document.get("due_is_provisional")),
        is_erased=bool(document.get("erased")),
        conflicts=state.held,
        facts=document,
    )


def _material(row: str, value: Mapping[str, Any]) -> HeldMaterial:
    known = {name: value[name] for name in HeldMaterial.__dataclass_fields__ if name in value}
    scans = pages_kept(value)
    named = {"key": "", "name": "", "form": "", "waived_by": _check_in(str(value.get("note", "")))}
    return HeldMaterial(**{**named, **known, "row": row, "scans": scans})


def _check_in(note: str) -> str:
    """Return the check that a remark names: once nothing else of a paper did."""
    return note[len(WAIVED) + 1 : -1] if note.startswith(f"{WAIVED}（") else ""


def pages_kept(material: Mapping[str, Any]) -> tuple[KeptPage, ...]:
    """Return the pages a paper has now, in their order."""
    dropped = material.get("dropped_scans", {})
    kept = (
        KeptPage(id=page, blob=value["blob"], source=value["source"])
        for page, value in material.get("scans", {}).items()
        if page not in dropped
    )
    return in_order(kept, material.get("scan_order", ()))


def _paper(state: SubjectState, key: str, value: Mapping[str, Any]) -> IssuedPaper:
    ground, heir = value.get("ground"), heir_of(state.document, key)
    paper = IssuedPaper(
        id=key,
        type_code=str(value.get("type", "")),
        title=str(value.get("title", "")),
        number=str(value.get("number", "")),
        state=str(value["state"]) if "state" in value else "unknown",
        issued_on=str(value.get("on", "")),
        served_on=value.get("served_on"),
        ground_stands=ground is None or state.version_of(ground) > 0,
        replaced_by="" if heir is None else str(heir.get("number", "")),
    )
    return (
        replace(paper, fall=_fall(paper, CaseState(str(state.document["state"])))) if paper.counts else paper
    )


def _fall(paper: IssuedPaper, state: CaseState) -> Fall | None:
    return fall_of(paper.type_code, state, ground_stands=paper.ground_stands)


def _elsewhere(system: str, value: Mapping[str, Any]) -> NumberElsewhere:
    return NumberElsewhere(system=system, name=value["name"], serial=value["serial"])


def _step(value: Mapping[str, Any]) -> CaseStep:
    return CaseStep(
        what=value["what"],
        at=datetime.fromisoformat(value["at"]),
        by=value["by"],
        window=value["window"],
        about=value.get("about", ""),
    )


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
