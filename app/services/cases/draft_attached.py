"""The pages (照片) that answers of a half-filled form are given by: on disk and in its journal at once.

A page and the answer that names it are journalled together, so that no stop keeps one without the other.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from app.domain.attachment import AttachmentError, PreparedPage, Source, in_order
from app.domain.draft import FieldChange, LoadedDraft
from app.domain.draft_pages import ANSWERS, pages_in, pages_to_json, slot_of
from app.domain.form.attached import Attached, attached_in, slot_at
from app.domain.form.values import Kind
from app.domain.ledger.canonical import Json
from app.domain.role import Action
from app.ports.unit_of_work import UnitOfWork
from app.services.cases.draft_pages import own_draft
from app.services.cases.page_changes import Pages, changed_once, with_more, without_one
from app.services.cases.scans import ShownPage, shown_page
from app.services.desk import Desk
from app.services.office import Office
from app.services.once import name_of
from app.services.still_in_post import refuse_former
from app.services.use_case import Typed, use_case


@dataclass(frozen=True, slots=True)
class DraftAnswer(Typed):
    """An answer of a draft that is given by pages: `path` names its field, or the cell of a row."""

    draft_id: str
    path: str


@use_case
def keep_attached(
    office: Office,
    desk: Desk,
    command_id: str,
    answer: DraftAnswer,
    pages: Sequence[PreparedPage],
    source: Source,
) -> Pages:
    """Keep pages of an answer and return all it has now; the bytes are on disk before the draft names them.

    AttachmentError when the draft is no more or another clerk's, the form asks for no pages there, or the
    answer would have more than MOST_PAGES.
    """
    desk = desk.acting(Action.DRAFT)
    for page in pages:
        office.scans.blobs.put(page.jpeg)

    def kept(known: Pages) -> Pages:
        return with_more(office, known, pages, source)

    return _changed(office, desk, command_id, answer, kept)


@use_case
def order_attached(
    office: Office, desk: Desk, command_id: str, answer: DraftAnswer, order: Sequence[str]
) -> Pages:
    """Put the pages of an answer in an order, given by their ids; one it does not name stays at the end."""
    desk = desk.acting(Action.DRAFT)
    return _changed(office, desk, command_id, answer, lambda known: in_order(known, order))


@use_case
def drop_attached(office: Office, desk: Desk, command_id: str, answer: DraftAnswer, page: str) -> Pages:
    """Take a page out of an answer; nothing keeps that it was there, and its bytes go too."""
    desk = desk.acting(Action.DRAFT)

    def left(known: Pages) -> Pages:
        return without_one(known, page)

    return _changed(office, desk, command_id, answer, left)


@use_case
def show_attached(office: Office, desk: Desk, answer: DraftAnswer) -> tuple[ShownPage, ...]:
    """Return the pages of an answer in order, as the clerk whose draft it is took them a moment ago."""
    desk = desk.acting(Action.DRAFT)
    with office.storage.reading() as unit:
        pages = _pages_now(unit, desk, answer)
    return tuple(shown_page(office, page) for page in pages)


def _changed(
    office: Office, desk: Desk, command_id: str, answer: DraftAnswer, change: Callable[[Pages], Pages]
) -> Pages:
    """Journal what `change` makes of the pages of an answer, once; then let go of the bytes it left out."""

    def changed(unit: UnitOfWork) -> tuple[Pages, Pages]:
        refuse_former(unit, desk)
        draft = own_draft(unit, desk, answer.draft_id)
        _refuse_no_such(office, draft, answer.path)
        known = _pages(draft, answer.path)
        after = change(known)
        unit.drafts.append(answer.draft_id, _written(draft, answer.path, known, after))
        return known, after

    now = partial(_pages_now, desk=desk, answer=answer)
    return changed_once(office, command_id, name_of(change), answer.draft_id, changed, now)


def _pages_now(unit: UnitOfWork, desk: Desk, answer: DraftAnswer) -> Pages:
    return _pages(own_draft(unit, desk, answer.draft_id), answer.path)


def _pages(draft: LoadedDraft, path: str) -> Pages:
    """Return the pages that the answer at a path names, in its order."""
    kept = {page.id: page for page in pages_in(draft.answers).get(ANSWERS, ())}
    named = attached_in(_answer_at(draft.answers, path)).ids
    return tuple(kept[one] for one in named if one in kept)


def _written(draft: LoadedDraft, path: str, known: Pages, after: Pages) -> tuple[FieldChange, FieldChange]:
    """Return the two changes that belong together: the pages of all answers, and this answer."""
    others = tuple(one for one in pages_in(draft.answers).get(ANSWERS, ()) if one not in known)
    note = attached_in(_answer_at(draft.answers, path)).note
    answer = Attached(tuple(one.id for one in after), note).answer()
    pages = FieldChange(slot_of(ANSWERS), pages_to_json((*others, *after)))
    return pages, _change_at(draft.answers, path, answer)


def _answer_at(answers: Mapping[str, Any], path: str) -> object:
    table, _, rest = path.partition("/")
    row, _, column = rest.partition("/")
    if not row:
        return answers.get(path)
    return next((one.get(column) for one in answers.get(table, ()) if one["row"] == row), None)


def _change_at(answers: Mapping[str, Any], path: str, answer: str | None) -> FieldChange:
    """Return the change that writes an answer; a table is journalled whole, with a row it had not yet."""
    table, _, rest = path.partition("/")
    row, _, column = rest.partition("/")
    if not row:
        return FieldChange(path, answer)
    rows: list[dict[str, Json]] = [dict(one) for one in answers.get(table, ())]
    if row not in {one["row"] for one in rows}:
        rows.append({"row": row})
    return FieldChange(table, [one | {column: answer} if one["row"] == row else one for one in rows])


def _refuse_no_such(office: Office, loaded: LoadedDraft, path: str) -> None:
    draft = loaded.draft
    fields = office.catalog.version(draft.item_id, int(draft.item_version)).form.fields
    field = fields.get(slot_at(path))
    if field is None or field.kind is not Kind.ATTACHMENT:
        raise AttachmentError("attachment.no_such_answer")
