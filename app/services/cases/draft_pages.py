"""Captured pages (影像) of papers that a person lays on the counter before the case is opened.

They are on disk and in the draft's journal as soon as they are kept, come back with the draft after any stop,
and go into the case in the transaction that opens it (`pages_into_case`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from app.domain.attachment import AttachmentError, PreparedPage, Source, in_order
from app.domain.draft import FieldChange, LoadedDraft
from app.domain.draft_pages import pages_in, pages_to_json, slot_of
from app.domain.role import Action
from app.ports.unit_of_work import UnitOfWork
from app.services.cases.intake import material_of
from app.services.cases.page_changes import Pages, changed_once, with_more, without_one
from app.services.cases.scans import ShownPage, shown_page
from app.services.desk import Desk
from app.services.office import Office
from app.services.once import name_of
from app.services.still_in_post import refuse_former
from app.services.use_case import Typed, use_case


@dataclass(frozen=True, slots=True)
class DraftPaper(Typed):
    """A paper of a draft: `material` is its key in the item."""

    draft_id: str
    material: str


@use_case
def keep_draft_pages(
    office: Office,
    desk: Desk,
    command_id: str,
    paper: DraftPaper,
    pages: Sequence[PreparedPage],
    source: Source,
) -> Pages:
    """Keep pages of a paper and return all it has now; the bytes are on disk before the draft names them.

    AttachmentError when the draft is no more or another clerk's, the paper is printed here, or it would have
    more than MOST_PAGES.
    """
    desk = desk.acting(Action.DRAFT)
    for page in pages:
        office.scans.blobs.put(page.jpeg)

    def kept(draft: LoadedDraft, known: Pages) -> Pages:
        _refuse_printed_here(office, draft, paper.material)
        return with_more(office, known, pages, source)

    return _changed(office, desk, command_id, paper, kept)


@use_case
def order_draft_pages(
    office: Office, desk: Desk, command_id: str, paper: DraftPaper, order: Sequence[str]
) -> Pages:
    """Put the pages of a paper in an order, given by their ids; one it does not name stays at the end."""
    desk = desk.acting(Action.DRAFT)
    return _changed(office, desk, command_id, paper, lambda _draft, known: in_order(known, order))


@use_case
def drop_draft_page(office: Office, desk: Desk, command_id: str, paper: DraftPaper, page: str) -> Pages:
    """Take a page out; nothing keeps that it was there, and its bytes go too."""
    desk = desk.acting(Action.DRAFT)

    def dropped(_draft: LoadedDraft, known: Pages) -> Pages:
        return without_one(known, page)

    return _changed(office, desk, command_id, paper, dropped)


@use_case
def show_draft_pages(office: Office, desk: Desk, paper: DraftPaper) -> tuple[ShownPage, ...]:
    """Return the pages of a paper in order, as the clerk whose draft it is took them a moment ago."""
    desk = desk.acting(Action.DRAFT)
    with office.storage.reading() as unit:
        pages = _pages_now(unit, desk, paper)
    return tuple(shown_page(office, page) for page in pages)


def _changed(
    office: Office,
    desk: Desk,
    command_id: str,
    paper: DraftPaper,
    change: Callable[[LoadedDraft, Pages], Pages],
) -> Pages:
    """Journal what `change` makes of the pages of a paper, once; then let go of the bytes it left out."""

    def changed(unit: UnitOfWork) -> tuple[Pages, Pages]:
        refuse_former(unit, desk)
        draft = own_draft(unit, desk, paper.draft_id)
        known = _pages(draft, paper)
        after = change(draft, known)
        unit.drafts.append(paper.draft_id, [FieldChange(slot_of(paper.material), pages_to_json(after))])
        return known, after

    now = partial(_pages_now, desk=desk, paper=paper)
    return changed_once(office, command_id, name_of(change), paper.draft_id, changed, now)


def _pages_now(unit: UnitOfWork, desk: Desk, paper: DraftPaper) -> Pages:
    return _pages(own_draft(unit, desk, paper.draft_id), paper)


def own_draft(unit: UnitOfWork, desk: Desk, draft_id: str) -> LoadedDraft:
    """Return a draft of this clerk as it stands; AttachmentError once it is no more or another's."""
    loaded = unit.drafts.load(draft_id)
    if loaded is None or loaded.draft.clerk_id != desk.clerk.id:
        raise AttachmentError("attachment.draft_gone")
    return loaded


def _pages(draft: LoadedDraft, paper: DraftPaper) -> Pages:
    return pages_in(draft.answers).get(paper.material, ())


def _refuse_printed_here(office: Office, loaded: LoadedDraft, key: str) -> None:
    draft = loaded.draft
    material = material_of(office.catalog.version(draft.item_id, int(draft.item_version)), key)
    if material.printed_here:
        raise AttachmentError("attachment.printed_here", material=material.name)
