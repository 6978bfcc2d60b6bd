"""Finds numbers that stand on two papers or two cases, so that each gets its correction slip."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from app.domain.ledger.canonical import Json
from app.domain.ledger.fold import SubjectState
from app.domain.ledger.operation import Subject

Holder = TypeVar("Holder", bound=Hashable)


@dataclass(frozen=True, slots=True)
class PaperAt:
    """One paper and the case it belongs to."""

    case: Subject
    paper: str


def doubled_numbers(states: Iterable[SubjectState]) -> dict[str, tuple[PaperAt, ...]]:
    """Return the 文号 that stand on more than one paper, each to be mended with a correction slip.

    Only machines copied from one disk while both were cut off can bring this about.
    """
    return _held_twice(
        (number, PaperAt(state.subject, paper_id))
        for state in states
        for paper_id, paper in _papers(state).items()
        if isinstance(number := paper.get("number"), str)
    )


def doubled_case_numbers(states: Iterable[SubjectState]) -> dict[str, tuple[Subject, ...]]:
    """Return the 办件编号 and 查询码 that belong to more than one case, by the same mishap.

    Both are kept and both are shown to whoever looks one up.
    """
    return _held_twice(
        (number, state.subject)
        for state in states
        if state.subject.kind == "case"
        for number in (state.document.get("case_number"), state.document.get("query_code"))
        if isinstance(number, str)
    )


def _held_twice(held: Iterable[tuple[str, Holder]]) -> dict[str, tuple[Holder, ...]]:
    holders: dict[str, list[Holder]] = {}
    for number, holder in held:
        holders.setdefault(number, []).append(holder)
    return {number: tuple(several) for number, several in holders.items() if len(several) > 1}


def _papers(state: SubjectState) -> dict[str, Mapping[str, Json]]:
    papers = state.document.get("papers")
    known = papers.items() if isinstance(papers, Mapping) else ()
    return {paper_id: paper for paper_id, paper in known if isinstance(paper, Mapping)}
