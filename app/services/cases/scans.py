"""Captured pages (影像) of an applicant's papers: taken in, put in order, taken out, looked at."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.access import AccessEntry, AccessKind
from app.domain.attachment import MOST_PAGES, AttachmentError, KeptPage, PreparedPage, Source
from app.domain.case.case import Case, HeldMaterial
from app.domain.case.page_names import page_taken_out
from app.domain.ledger.canonical import Json
from app.domain.role import Action, Grant
from app.services.case_turn import CaseDone, CaseTurn, carry_out, known_case
from app.services.cases.look_up import refuse_foreign
from app.services.desk import Desk
from app.services.office import Office
from app.services.release_pages import release_pages
from app.services.still_in_post import refuse_former
from app.services.use_case import use_case

THUMBNAIL = 160
"""Height of a small picture in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPage:
    """A kept page and its bytes; `fault` says why there are none: on their way still, or damaged."""

    id: str
    jpeg: bytes = b""
    fault: AttachmentError | None = None


def prepare_pages(office: Office, data: bytes, *, as_photos: bool = False) -> tuple[PreparedPage, ...]:
    """Return what a camera, scanner or file gave as pages to be looked at; nothing is kept yet.

    Photographs keep their colours and are not straightened. AttachmentError says in words why it is no page.
    """
    return office.scans.images.prepare(data, as_photos=as_photos)


def turn_page(office: Office, page: PreparedPage) -> PreparedPage:
    """Return a page that is not kept yet turned by a quarter clockwise."""
    return office.scans.images.turn(page)


@use_case
def keep_pages(
    office: Office,
    desk: Desk,
    command_id: str,
    case_id: str,
    row: str,
    pages: Sequence[PreparedPage],
    source: Source,
) -> CaseDone:
    """Keep pages of a paper the case has; the bytes are safe on disk before the case mentions them.

    AttachmentError when the case has no such paper, or it would have more than MOST_PAGES.
    """
    desk = desk.acting(Action.DRAFT)
    for page in pages:
        office.scans.blobs.put(page.jpeg)

    def kept(turn: CaseTurn) -> CaseDone:
        material = _material(turn.case(case_id), row)
        if len(material.scans) + len(pages) > MOST_PAGES:
            raise AttachmentError("attachment.too_many_pages", most=MOST_PAGES)
        # Once more, now that nobody can delete: the same bytes may just have been let go of elsewhere.
        blobs = [office.scans.blobs.put(page.jpeg) for page in pages]
        told: list[Json] = [{"id": office.ids.operation_id(), "blob": blob} for blob in blobs]
        payload = {"row": row, "pages": told, "source": source.value}
        return CaseDone(turn.record("material.scanned.v1", case_id, payload), ())

    return carry_out(office, desk, command_id, kept)


@use_case
def order_pages(
    office: Office, desk: Desk, command_id: str, case_id: str, row: str, order: Sequence[str]
) -> CaseDone:
    """Put the pages of a paper in an order, given by their ids."""
    desk = desk.acting(Action.DRAFT)

    def ordered(turn: CaseTurn) -> CaseDone:
        known = {page.id for page in _material(turn.case(case_id), row).scans}
        payload: dict[str, Json] = {"row": row, "order": [page for page in order if page in known]}
        return CaseDone(turn.record("material.scans_ordered.v1", case_id, payload), ())

    return carry_out(office, desk, command_id, ordered)


@use_case
def drop_page(office: Office, desk: Desk, command_id: str, case_id: str, row: str, page: str) -> CaseDone:
    """Take a page out of a paper: that it was there stays in the ledger, its bytes go."""
    desk = desk.acting(Action.DRAFT)

    def dropped(turn: CaseTurn) -> CaseDone:
        if page not in {one.id for one in _material(turn.case(case_id), row).scans}:
            raise AttachmentError("attachment.no_such_page")
        payload = {"row": row, "page": page}
        return CaseDone(turn.record("material.scan_dropped.v1", case_id, payload), ())

    done = carry_out(office, desk, command_id, dropped)
    release_pages(office.storage, office.scans.blobs, page_taken_out(done.case.facts, row, page))
    return done


@use_case
def show_pages(office: Office, desk: Desk, case_id: str, row: str) -> tuple[ShownPage, ...]:
    """Return the pages of a paper in order, once the log holds who looked.

    LookUpRefused for a case of another window.
    """
    desk = desk.acting(Action.REVEAL, Grant.OWN_CASE)
    with office.storage.writing() as unit:
        refuse_former(unit, desk)
        case = known_case(office, unit, case_id)
        refuse_foreign(office, unit, desk, case)
        material = _material(case, row)
        unit.audit.record(
            AccessEntry(
                kind=AccessKind.REVEAL,
                clerk_id=desk.clerk.id,
                at=office.clock.now(),
                window=desk.window,
                case_id=case_id,
                fields=(material.key or row,),
                reason=f"查看影像 {len(material.scans)} 页",
            )
        )
        unit.commit()
    return tuple(shown_page(office, page) for page in material.scans)


def small_page(office: Office, jpeg: bytes) -> bytes:
    """Return a page as a small JPEG of THUMBNAIL pixels height; AttachmentError if it is damaged."""
    return office.scans.images.thumbnail(jpeg, THUMBNAIL)


def shown_page(office: Office, page: KeptPage) -> ShownPage:
    """Return a kept page with its bytes, or with the reason why there are none."""
    try:
        return ShownPage(id=page.id, jpeg=office.scans.blobs.get(page.blob))
    except AttachmentError as fault:
        return ShownPage(id=page.id, fault=fault)


def _material(case: Case, row: str) -> HeldMaterial:
    for material in case.materials:
        if material.row == row:
            return material
    raise AttachmentError("attachment.no_such_paper", number=case.case_number)
