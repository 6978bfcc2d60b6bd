"""Puts the captured pages of a draft into the case that is opened from it, in the same transaction."""

from collections.abc import Iterator
from itertools import groupby

from app.domain.attachment import KeptPage
from app.domain.case.case import Case
from app.domain.draft_pages import DraftPages, pages_in
from app.domain.item import ServiceItem
from app.domain.ledger.canonical import Json
from app.services.case_turn import CaseTurn
from app.services.cases.intake import Intake, IntakeRefused


def captured(turn: CaseTurn, item: ServiceItem, intake: Intake) -> DraftPages:
    """Return the pages of the draft an application comes from; none without one.

    IntakeRefused names a paper that was captured and not ticked: its pages would have no place in the case.
    """
    loaded = turn.unit.drafts.load(intake.draft_id) if intake.draft_id is not None else None
    pages = pages_in(loaded.answers) if loaded is not None else {}
    here = {paper.key for paper in intake.materials}
    for key in pages:
        if key not in here:
            names = {material.key: material.name for material in item.materials}
            raise IntakeRefused("case.pages_without_paper", name=names.get(key, key), count=len(pages[key]))
    return pages


def record_pages(turn: CaseTurn, case: Case, pages: DraftPages) -> None:
    """Record pages with their papers under the ids and in the order they have; nothing is captured twice."""
    rows = {paper.key: paper.row for paper in reversed(case.materials)}
    for key, of_paper in pages.items():
        for source, told in _by_source(of_paper):
            payload: dict[str, Json] = {"row": rows[key], "pages": told, "source": source}
            turn.record("material.scanned.v1", case.id, payload)


def _by_source(pages: tuple[KeptPage, ...]) -> Iterator[tuple[str, list[Json]]]:
    """Yield neighbouring pages of one source together: the order of a paper is the order it was told in."""
    for source, run in groupby(pages, key=lambda page: page.source):
        yield source, [{"id": page.id, "blob": page.blob} for page in run]
