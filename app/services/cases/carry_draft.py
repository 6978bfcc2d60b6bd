"""Takes a draft of a revised item (改版) over to its new version, and says what differs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.domain.draft import COMMITMENT_SLOT, DEFERRAL_SLOT, MATERIAL_SLOT, Draft, FieldChange, LoadedDraft
from app.domain.draft_pages import ANSWERS, DraftPages, blobs_in, pages_in, slot_of, without_pages
from app.domain.item import ServiceItem
from app.domain.item_diff.difference import Difference
from app.domain.item_diff.items import item_differences
from app.domain.item_withdrawal import Advice, CarriedOver, advise, carry_over
from app.domain.ledger.canonical import Json
from app.domain.role import Action
from app.ports.unit_of_work import UnitOfWork
from app.services.cases.drafts import OpenDraft
from app.services.cases.intake import IntakeRefused
from app.services.desk import Desk
from app.services.office import Office
from app.services.release_pages import release_pages
from app.services.still_in_post import refuse_former
from app.services.use_case import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedDraft:
    """The draft under its new version; by their labels what found no place there and what is asked anew."""

    opened: OpenDraft
    left_behind: tuple[str, ...]
    new_questions: tuple[str, ...]
    differences: tuple[Difference, ...]


@use_case
def carry_draft_over(office: Office, desk: Desk, draft_id: str) -> CarriedDraft | None:
    """Begin the draft anew under the version in force today, with what has a place there, answers and pages.

    The old draft is gone with the same transaction. None when it was finished meanwhile, belongs to another
    clerk, or no version takes applications today; IntakeRefused when its own version is not revised.
    """
    desk = desk.acting(Action.DRAFT)
    with office.storage.writing() as unit:
        refuse_former(unit, desk)
        loaded = unit.drafts.load(draft_id)
        today = office.business_day.moment(unit).business_date
        if loaded is None or loaded.draft.clerk_id != desk.clerk.id:
            return None
        old = office.catalog.version(loaded.draft.item_id, int(loaded.draft.item_version))
        _refuse_unrevised(office, old, today)
        new = office.catalog.current(old.id, today)
        if new is None:
            return None
        carried = carry_over(loaded.answers, tuple(_places(old, new)))
        draft = _moved(office, unit, loaded, new, carried.answers)
        unit.commit()
    release_pages(office.storage, office.scans.blobs, blobs_in(pages_in(carried.left_behind)))
    opened = OpenDraft(
        draft=draft,
        item=new,
        answers=without_pages(carried.answers),
        today=today,
        pages=pages_in(carried.answers),
    )
    return _told(opened, old, carried)


def _refuse_unrevised(office: Office, old: ServiceItem, today: date) -> None:
    if advise(office.catalog.withdrawal(old), today) is not Advice.CARRY_OVER:
        raise IntakeRefused("case.draft_not_revised", item=old.name, version=old.version)


def _moved(
    office: Office, unit: UnitOfWork, loaded: LoadedDraft, new: ServiceItem, answers: Mapping[str, Json]
) -> Draft:
    draft = replace(loaded.draft, id=office.ids.operation_id(), item_version=str(new.version))
    unit.drafts.start(draft)
    unit.drafts.append(draft.id, (FieldChange(path, value) for path, value in answers.items()))
    unit.drafts.finish(loaded.draft.id)
    return draft


def _places(old: ServiceItem, new: ServiceItem) -> Iterator[str]:
    """Yield the paths of the new version that mean what they meant before: an amount is no choice."""
    for path, field in new.form.fields.items():
        if "/" not in path and (path not in old.form.fields or old.form.fields[path].kind is field.kind):
            yield path
    yield from new.form.tables
    # Each answer names its pages: those whose answer has no place go when the case is opened.
    yield slot_of(ANSWERS)
    before = {material.key: material.forms for material in old.materials}
    for material in new.materials:
        if material.key in before and not material.printed_here:
            yield slot_of(material.key)
        # What was signed for the old version says nothing of the new one.
        if before.get(material.key) == material.forms and not material.printed_here:
            yield f"{MATERIAL_SLOT}{material.key}"
        if material.key in before and material.deferrable:
            yield f"{DEFERRAL_SLOT}{material.key}"
        if material.key in before and material.commitment is not None:
            yield f"{COMMITMENT_SLOT}{material.key}"


def _told(opened: OpenDraft, old: ServiceItem, carried: CarriedOver) -> CarriedDraft:
    before, after = _labels(old), _labels(opened.item)
    named = {**before, **_captured(old, pages_in(carried.left_behind))}
    return CarriedDraft(
        opened=opened,
        left_behind=tuple(named[path] for path in carried.left_behind if path in named),
        new_questions=tuple(label for path, label in after.items() if path not in before),
        differences=item_differences(old, opened.item),
    )


def _captured(item: ServiceItem, pages: DraftPages) -> Mapping[str, str]:
    names = {material.key: material.name for material in item.materials}
    return {slot_of(key): f"{names[key]}的影像 {len(of_paper)} 页" for key, of_paper in pages.items()}


def _labels(item: ServiceItem) -> Mapping[str, str]:
    fields = {path: field.label for path, field in item.form.fields.items() if "/" not in path}
    tables = {key: table.label for key, table in item.form.tables.items()}
    papers = {f"{MATERIAL_SLOT}{material.key}": material.name for material in item.materials}
    later = {f"{DEFERRAL_SLOT}{material.key}": f"{material.name}（容缺）" for material in item.materials}
    committed = {
        f"{COMMITMENT_SLOT}{material.key}": f"{material.name}（承诺）" for material in item.materials
    }
    return fields | tables | papers | later | committed
