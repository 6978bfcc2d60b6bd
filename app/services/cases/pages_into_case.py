"""Puts the captured pages of a draft into the case that is opened from it, in the same transaction."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import groupby
from typing import Any

from app.domain.attachment import KeptPage
from app.domain.case.attached import TAKEN_IN, TAKEN_OUT, attached_pages, taken_in_by
from app.domain.case.case import Case
from app.domain.draft_pages import ANSWERS, DraftPages, pages_in
from app.domain.form.attached import attached_answers, ids_in
from app.domain.form.model import FormDef
from app.domain.item import ServiceItem
from app.domain.ledger.canonical import Json
from app.services.case_turn import CaseTurn
from app.services.cases.intake import Intake, IntakeRefused


def captured(turn: CaseTurn, item: ServiceItem, intake: Intake, answers: Mapping[str, Any]) -> DraftPages:
    """Return the pages of the draft an application comes from; none without one.

    IntakeRefused names a paper that was captured and not ticked, whose pages would have no place in the case,
    and an answer of `answers` that names pages the draft does not have: what it says would not be true.
    """
    loaded = turn.unit.drafts.load(intake.draft_id) if intake.draft_id is not None else None
    pages = pages_in(loaded.answers) if loaded is not None else {}
    here = {paper.key for paper in intake.materials}
    for key in pages:
        if key not in here | {ANSWERS}:
            names = {material.key: material.name for material in item.materials}
            raise IntakeRefused("case.pages_without_paper", name=names.get(key, key), count=len(pages[key]))
    _refuse_unknown(item.form.definition, answers, frozenset(page.id for page in pages.get(ANSWERS, ())))
    return pages


def record_pages(turn: CaseTurn, case: Case, pages: DraftPages) -> None:
    """Record pages with their papers under the ids and in the order they have; nothing is captured twice."""
    rows = {paper.key: paper.row for paper in reversed(case.materials)}
    for key, of_paper in pages.items():
        for source, told in _by_source(of_paper) if key != ANSWERS else ():
            payload: dict[str, Json] = {"row": rows[key], "pages": told, "source": source}
            turn.record("material.scanned.v1", case.id, payload)
    _record_attached(turn, case, pages.get(ANSWERS, ()))


def record_attached(turn: CaseTurn, case_id: str, pages: Iterable[KeptPage]) -> None:
    """Record pages that answers of a case are given by."""
    for source, told in _by_source(tuple(pages)):
        turn.record(TAKEN_IN, case_id, {"pages": told, "source": source})


def refuse_unknown_pages(case: Case, form: FormDef, answers: Mapping[str, Any]) -> None:
    """Refuse answers that name pages the case does not have: IntakeRefused; what it named before may stay."""
    _refuse_unknown(form, answers, attached_pages(case).keys() | ids_in(form, case.answers))


def let_go_of_unnamed(turn: CaseTurn, before: Case, after: Case, form: FormDef) -> None:
    """Take out the pages that no answer names after an edit: those it left out, and this clerk's others.

    Nothing is taken out while sides of a conflict wait: the one that is chosen may name them.
    """
    if after.conflicts:
        return
    pages = attached_pages(after)
    candidates = ids_in(form, before.answers) | taken_in_by(after, turn.desk.clerk.id)
    for one in sorted((candidates & pages.keys()) - ids_in(form, after.answers)):
        turn.record(TAKEN_OUT, after.id, {"page": one})
        turn.let_go.add(pages[one].blob)


def _record_attached(turn: CaseTurn, case: Case, pages: tuple[KeptPage, ...]) -> None:
    """Record the pages the answers name; of the others nothing is kept, as of answers no longer asked."""
    item = turn.office.catalog.version(case.item.id, case.item.version)
    named = ids_in(item.form.definition, case.answers)
    record_attached(turn, case.id, (page for page in pages if page.id in named))
    turn.let_go.update(page.blob for page in pages if page.id not in named)


def _refuse_unknown(form: FormDef, answers: Mapping[str, Any], known: AbstractSet[str]) -> None:
    for answer in attached_answers(form, answers):
        if not known >= set(answer.attached.ids):
            raise IntakeRefused("case.photo_gone", label=answer.label)


def _by_source(pages: tuple[KeptPage, ...]) -> Iterator[tuple[str, list[Json]]]:
    """Yield neighbouring pages of one source together: the order of a paper is the order it was told in."""
    for source, run in groupby(pages, key=lambda page: page.source):
        yield source, [{"id": page.id, "blob": page.blob} for page in run]
