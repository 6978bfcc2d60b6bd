"""What happens to the pages (影像) of a draft, of a paper and of an answer alike: more, fewer, kept once."""

from collections.abc import Callable, Sequence

from app.domain.attachment import MOST_PAGES, AttachmentError, KeptPage, PreparedPage, Source
from app.domain.ledger.operation import Moment
from app.ports.unit_of_work import UnitOfWork
from app.services.office import Office
from app.services.once import once
from app.services.release_pages import release_pages

Pages = tuple[KeptPage, ...]


def with_more(office: Office, known: Pages, pages: Sequence[PreparedPage], source: Source) -> Pages:
    """Return the known pages and the new ones; AttachmentError beyond MOST_PAGES.

    The bytes are put down once more, now that nobody can delete: the same ones may just have been let go of
    elsewhere.
    """
    if len(known) + len(pages) > MOST_PAGES:
        raise AttachmentError("attachment.too_many_pages", most=MOST_PAGES)
    blobs = [office.scans.blobs.put(page.jpeg) for page in pages]
    new = (KeptPage(id=office.ids.operation_id(), blob=blob, source=source.value) for blob in blobs)
    return (*known, *new)


def without_one(known: Pages, page: str) -> Pages:
    """Return the pages but for one, named by its id; AttachmentError if it is not among them."""
    left = tuple(one for one in known if one.id != page)
    if len(left) == len(known):
        raise AttachmentError("attachment.no_such_page")
    return left


def changed_once(
    office: Office,
    command_id: str,
    name: str,
    draft_id: str,
    change: Callable[[UnitOfWork], tuple[Pages, Pages]],
    now: Callable[[UnitOfWork], Pages],
) -> Pages:
    """Carry a change of a draft's pages out once, then let go of the bytes it left out.

    `change` returns the pages as they were and as they are; `now` reads them again for a repeated command.
    """
    left: list[KeptPage] = []

    def changed(unit: UnitOfWork, _moment: Moment) -> Pages:
        known, after = change(unit)
        left.extend(one for one in known if one not in after)
        return after

    pages = once(
        office.storage,
        office.business_day,
        command_id,
        changed,
        name=name,
        keep=lambda _pages: {"draft": draft_id},
        again=lambda unit, _kept: now(unit),
    )
    release_pages(office.storage, office.scans.blobs, frozenset(one.blob for one in left))
    return pages
