"""Which paper of a case took the place of another (重新出具): the newer one names the older."""

from collections.abc import Mapping

from app.domain.ledger.canonical import Json
from app.domain.ledger.kind import Document

REPLACES = "replaces"
"""The part of a paper's operation that names the paper whose place it takes."""


def heir_of(document: Document, paper_id: str) -> Mapping[str, Json] | None:
    """Return the paper that stands in the place of another now, or None where nothing was issued for it.

    A chain is followed to its end: whoever asks about the first paper is told the number that counts today.
    """
    papers = document.get("papers")
    known = papers if isinstance(papers, Mapping) else {}
    heirs = {
        str(paper[REPLACES]): key
        for key, paper in known.items()
        if isinstance(paper, Mapping) and REPLACES in paper
    }
    last = paper_id
    while last in heirs:
        last = heirs.pop(last)
    heir = known.get(last)
    return heir if last != paper_id and isinstance(heir, Mapping) else None
