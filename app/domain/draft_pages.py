"""The captured pages of a draft: kept in its journal beside the answers, one entry for each paper.

The pages that answers are given by (照片) have one entry together: each answer names its own by id.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.attachment import KeptPage
from app.domain.ledger.canonical import Json

SCANS_SLOT = "scans:"
"""Begins the path of a paper's pages; the key of the paper follows."""

ANSWERS = "/answers"
"""Stands where a paper's key would for the pages that answers are given by; no paper can have it."""

DraftPages = Mapping[str, tuple[KeptPage, ...]]
"""Pages in order, by the key of their paper; those of all answers under ANSWERS."""


def slot_of(material: str) -> str:
    """Return the path in the journal under which the pages of a paper stand."""
    return f"{SCANS_SLOT}{material}"


def pages_in(answers: Mapping[str, Any]) -> dict[str, tuple[KeptPage, ...]]:
    """Return what a draft captured; a paper without pages is not among it."""
    slots = {path.removeprefix(SCANS_SLOT): value for path, value in answers.items() if _is_slot(path)}
    read = {material: tuple(_page(one) for one in value) for material, value in slots.items()}
    return {material: pages for material, pages in read.items() if pages}


def without_pages(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed and ticked, without what was captured."""
    return {path: value for path, value in answers.items() if not _is_slot(path)}


def pages_to_json(pages: Iterable[KeptPage]) -> Json:
    """Return pages as the journal keeps them; None for none, which takes the entry away."""
    return [{"id": one.id, "blob": one.blob, "source": one.source} for one in pages] or None


def blobs_in(pages: DraftPages) -> frozenset[str]:
    """Return the SHA-256 of every page of a draft."""
    return frozenset(page.blob for one in pages.values() for page in one)


def _is_slot(path: str) -> bool:
    return path.startswith(SCANS_SLOT)


def _page(value: Mapping[str, Any]) -> KeptPage:
    return KeptPage(id=value["id"], blob=value["blob"], source=value["source"])
