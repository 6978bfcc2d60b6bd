"""Finds 文号 that stand on two papers, so that each gets its correction slip."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.ledger.canonical import Json
from app.domain.ledger.fold import SubjectState
from app.domain.ledger.operation import Subject


@dataclass(frozen=True, slots=True)
class PaperAt:
    """One paper and the case it belongs to."""

    case: Subject
    paper: str


def doubled_numbers(states: Iterable[SubjectState]) -> dict[str, tuple[PaperAt, ...]]:
    """Return the 文号 that stand on more than one paper, each to be mended with a correction slip.

    Only machines copied from one disk while both were cut off can bring this about.
    """
    holders: dict[str, list[PaperAt]] = {}
    for state in states:
        for paper_id, paper in _papers(state).items():
            holders.setdefault(str(paper.get("number")), []).append(PaperAt(state.subject, paper_id))
    return {number: tuple(papers) for number, papers in holders.items() if len(papers) > 1}


def _papers(state: SubjectState) -> dict[str, Mapping[str, Json]]:
    papers = state.document.get("papers")
    known = papers.items() if isinstance(papers, Mapping) else ()
    return {paper_id: paper for paper_id, paper in known if isinstance(paper, Mapping)}
