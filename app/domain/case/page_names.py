"""Which captured pages the document of a case names: by the SHA-256 of their bytes."""

from collections.abc import Iterator, Mapping
from typing import Any

ATTACHED = "attached"
"""Holds in a document the pages its answers are given by, as a paper holds its own."""


def pages_named(document: Mapping[str, Any]) -> frozenset[str]:
    """Return every page a case names now; of a document that was tampered with, what can be read."""
    papers = (*_mapping(document, "materials").values(), _mapping(document, ATTACHED))
    return frozenset(blob for paper in papers if isinstance(paper, Mapping) for blob in pages_of_paper(paper))


def pages_of_paper(paper: Mapping[str, Any]) -> Iterator[str]:
    """Yield the pages of one paper, each as often as it was captured; what was taken out is none."""
    dropped = _mapping(paper, "dropped_scans")
    for page_id, page in _mapping(paper, "scans").items():
        if page_id not in dropped and isinstance(page, Mapping):
            yield str(page.get("blob"))


def page_taken_out(document: Mapping[str, Any], row: str, page_id: str) -> frozenset[str]:
    """Return the one page that was taken out of a paper, none if it was not."""
    paper = _mapping(_mapping(document, "materials"), row)
    page = _mapping(_mapping(paper, "scans"), page_id)
    is_out = page_id in _mapping(paper, "dropped_scans") and "blob" in page
    return frozenset({str(page["blob"])} if is_out else ())


def _mapping(source: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = source.get(name)
    return value if isinstance(value, Mapping) else {}
