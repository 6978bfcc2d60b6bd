"""Keeps half-filled forms, burst by burst, and gives them back after a crash."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.draft import Draft, FieldChange, LoadedDraft
from app.domain.draft_pages import DraftPages, blobs_in, pages_in, without_pages
from app.domain.item import ServiceItem
from app.domain.item_withdrawal import Advice, advise
from app.domain.keepable import mended, mended_json
from app.domain.ledger.canonical import Json
from app.domain.role import Action
from app.services.cases.intake import IntakeRefused, out_of_force
from app.services.desk import Desk
from app.services.office import Office
from app.services.release_pages import release_pages
from app.services.still_in_post import refuse_former
from app.services.use_case import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDraft:
    """A draft on the desk: its pinned item, everything typed so far, and the day it is judged by.

    `pages` are those captured so far. `stopped` says why its version takes nothing any more; `advice` is
    what to do with it then.
    """

    draft: Draft
    item: ServiceItem
    answers: Mapping[str, Any]
    today: date
    pages: DraftPages = field(default_factory=dict)
    stopped: IntakeRefused | None = None
    advice: Advice = Advice.GO_ON


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """A draft in the list of those to go on with: `item_name` is empty if its version is gone.

    `applicant` is the name as far as it was typed, empty if none was.
    """

    draft: Draft
    item_name: str
    applicant: str = ""


@use_case
def start_draft(office: Office, desk: Desk, item_id: str, ticket_id: str | None = None) -> OpenDraft | None:
    """Begin a form under the item's version in force today; None if the item takes no applications now."""
    desk = desk.acting(Action.DRAFT)
    with office.storage.writing() as unit:
        refuse_former(unit, desk)
        moment = office.business_day.moment(unit)
        item = office.catalog.current(item_id, moment.business_date)
        if item is None:
            return None
        draft = Draft(
            id=office.ids.operation_id(),
            clerk_id=desk.clerk.id,
            window=desk.window,
            item_id=item.id,
            item_version=str(item.version),
            ticket_id=ticket_id,
            started_at=moment.wall_time,
        )
        unit.drafts.start(draft)
        unit.commit()
    return OpenDraft(draft=draft, item=item, answers={}, today=moment.business_date)


def journal(office: Office, draft_id: str, changes: Mapping[str, Json]) -> None:
    """Make one burst of typing durable: each changed field, table or paper as it now stands.

    Tables are kept whole, so that their rows come back in the order the clerk gave them. A character that
    cannot be kept (half a surrogate pair, NUL) leaves its mark, so that nothing else of the burst is lost.
    A burst that arrives after its draft became a case says nothing new and is dropped.
    """
    with office.storage.writing() as unit:
        if unit.drafts.load(draft_id) is None:
            return
        unit.drafts.append(draft_id, _changes(changes))
        unit.commit()


def list_open(office: Office, desk: Desk) -> tuple[DraftEntry, ...]:
    """Return this clerk's unfinished drafts, oldest first; one into which nothing was put is none."""
    with office.storage.reading() as unit:
        begun = (unit.drafts.load(draft.id) for draft in unit.drafts.list_open(desk.clerk.id))
        kept = [one for one in begun if one is not None and one.answers]
    return tuple(entry_of(office, one) for one in kept)


def entry_of(office: Office, loaded: LoadedDraft) -> DraftEntry:
    """Return a draft as a list shows it."""
    return DraftEntry(loaded.draft, _item_name(office, loaded.draft), _applicant_name(loaded.answers))


@use_case
def reopen(office: Office, desk: Desk, draft_id: str) -> OpenDraft | None:
    """Return a draft as it was left, under the version it was begun with.

    None when it was finished meanwhile or belongs to another clerk.
    """
    with office.storage.writing() as unit:
        loaded = unit.drafts.load(draft_id)
        today = office.business_day.moment(unit).business_date
        unit.commit()
    if loaded is None or loaded.draft.clerk_id != desk.clerk.id:
        return None
    item = office.catalog.version(loaded.draft.item_id, int(loaded.draft.item_version))
    return OpenDraft(
        draft=loaded.draft,
        item=item,
        answers=without_pages(loaded.answers),
        today=today,
        pages=pages_in(loaded.answers),
        stopped=out_of_force(office.catalog, item, today),
        advice=advise(office.catalog.withdrawal(item), today),
    )


@use_case
def discard(office: Office, desk: Desk, draft_id: str) -> None:
    """Forget a draft with everything typed into it and captured for it; another clerk's stays."""
    desk = desk.acting(Action.DRAFT)
    with office.storage.writing() as unit:
        refuse_former(unit, desk)
        loaded = unit.drafts.load(draft_id)
        if loaded is None or loaded.draft.clerk_id != desk.clerk.id:
            return
        unit.drafts.finish(draft_id)
        unit.commit()
    release_pages(office.storage, office.scans.blobs, blobs_in(pages_in(loaded.answers)))


def _changes(changes: Mapping[str, Json]) -> Iterable[FieldChange]:
    return (FieldChange(mended(path), mended_json(value)) for path, value in changes.items())


def _applicant_name(answers: Mapping[str, Json]) -> str:
    """Return who applies, by the same fields as `applicant_of`: an organisation before a person."""
    named = (answers.get(path) for path in ("org_name", "name"))
    return next((name for name in named if isinstance(name, str) and name), "")


def _item_name(office: Office, draft: Draft) -> str:
    item = office.catalog.items.get((draft.item_id, int(draft.item_version)))
    return item.name if item is not None else ""
