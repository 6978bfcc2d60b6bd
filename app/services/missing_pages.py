"""Finds captured pages that cases mention and whose bytes are not on this machine."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from app.domain.case.page_names import ATTACHED, pages_of_paper
from app.domain.ledger.finding import Finding, finding
from app.domain.ledger.fold import SubjectState


def missing_pages(states: Iterable[SubjectState], has: Callable[[str], bool]) -> Iterator[Finding]:
    """Yield one finding for each paper that lacks pages, and one for all answers of a case that do.

    `has` says whether the bytes of a SHA-256 are here. Of a state that was tampered with only what can be
    read is looked at: other checks tell the rest.
    """
    for state in states:
        papers = state.document.get("materials")
        for paper in papers.values() if isinstance(papers, Mapping) else ():
            if isinstance(paper, Mapping):
                lacking = sum(not has(blob) for blob in pages_of_paper(paper))
                if lacking:
                    name = str(paper.get("name", ""))
                    yield finding("page_missing", state.subject, material=name, count=lacking)
        photos = state.document.get(ATTACHED)
        lacking = sum(not has(blob) for blob in pages_of_paper(photos)) if isinstance(photos, Mapping) else 0
        if lacking:
            yield finding("photo_missing", state.subject, count=lacking)
