"""Drafts that were left for long: a supervisor is asked whether they go; nothing goes by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.access import AccessEntry, AccessKind
from app.domain.draft import LoadedDraft
from app.domain.draft_pages import blobs_in, pages_in
from app.domain.errors import PersonFacing
from app.domain.role import Action
from app.ports.unit_of_work import UnitOfWork
from app.services.cases.drafts import DraftEntry, entry_of
from app.services.desk import Desk
from app.services.office import Office
from app.services.release_pages import release_pages
from app.services.still_in_post import refuse_former
from app.services.use_case import use_case


class DraftKept(PersonFacing):
    """A draft is not old enough for anybody but its own clerk to delete it."""


@dataclass(frozen=True, slots=True)
class OldDraft:
    """A draft that was begun `days` ago by a clerk of that name, "" for one the hall does not know."""

    entry: DraftEntry
    clerk: str
    days: int


def old_drafts(office: Office, unit: UnitOfWork, today: date) -> Iterator[OldDraft]:
    """Yield what any clerk began more days ago than the hall lets it lie, oldest first.

    One into which nothing was put is none. Nothing, where the hall asks about none (0 days).
    """
    after = office.hall.draft_days
    if not after:
        return
    names = {clerk.id: clerk.name for clerk in unit.clerks.all()}
    for draft in unit.drafts.begun_before(today - timedelta(days=after)):
        loaded = unit.drafts.load(draft.id)
        if loaded is not None and loaded.answers:
            days = (today - draft.started_at.date()).days
            yield OldDraft(entry_of(office, loaded), names.get(draft.clerk_id, ""), days)


@use_case
def delete_old_draft(office: Office, desk: Desk, draft_id: str) -> None:
    """Forget another's draft that lay for long, with everything typed into it and captured for it; logged.

    DraftKept for one that is not old: its clerk may be at work on it. One that is gone already stays so.
    """
    desk = desk.acting(Action.CLEAR_DRAFTS)
    with office.storage.writing() as unit:
        refuse_former(unit, desk)
        loaded = unit.drafts.load(draft_id)
        if loaded is None:
            return
        today = office.business_day.moment(unit).business_date
        if all(one.entry.draft.id != draft_id for one in old_drafts(office, unit, today)):
            raise DraftKept("draft.not_old", days=office.hall.draft_days)
        unit.drafts.finish(draft_id)
        unit.audit.record(_entry(office, desk, loaded))
        unit.commit()
    release_pages(office.storage, office.scans.blobs, blobs_in(pages_in(loaded.answers)))


def _entry(office: Office, desk: Desk, loaded: LoadedDraft) -> AccessEntry:
    draft = loaded.draft
    return AccessEntry(
        kind=AccessKind.DRAFT_DELETED,
        clerk_id=desk.clerk.id,
        at=office.clock.now(),
        window=desk.window,
        fields=(draft.item_id, draft.clerk_id, draft.started_at.date().isoformat()),
        reason="放久了的暂存收件",
    )
