"""Finds captured pages that cases mention and whose bytes are not on this machine."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from app.domain.ledger.finding import Finding, finding
from app.domain.ledger.fold import SubjectState


def missing_pages(states: Iterable[SubjectState], has: Callable[[str], bool]) -> Iterator[Finding]:
    """Yield one finding for each paper that lacks pages; `has` says whether the bytes of a SHA-256 are here.

    Of a state that was tampered with only what can be read is looked at: other checks tell the rest.
    """
    for state in states:
        for material in _mapping(state.document, "materials").values():
            lacking = sum(not has(blob) for blob in _blobs(material))
            if lacking:
                name = str(material.get("name", ""))
                yield finding("page_missing", state.subject, material=name, count=lacking)


def _blobs(material: Any) -> list[str]:
    if not isinstance(material, Mapping):
        return []
    dropped = _mapping(material, "dropped_scans")
    return [
        str(page.get("blob"))
        for page_id, page in _mapping(material, "scans").items()
        if page_id not in dropped and isinstance(page, Mapping)
    ]


def _mapping(source: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = source.get(name)
    return value if isinstance(value, Mapping) else {}
