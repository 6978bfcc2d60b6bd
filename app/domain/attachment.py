"""Pages captured of an applicant's papers: what the ledger keeps of them, and what may be wrong with one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.domain.errors import PersonFacing

MOST_BYTES = 250_000
"""A page in grey at reading size; twenty of them still fit a slow line (DESIGN §4: 1 MB a push)."""
MOST_PAGES = 60
"""Of one paper: more is a bound book, which is not captured at a counter."""


class Source(Enum):
    """Where a page came from; the value is the word kept in the ledger."""

    CAMERA = "高拍仪"
    FILE = "文件"
    CLIPBOARD = "剪贴板"
    FOLDER = "扫描文件夹"


class AttachmentError(PersonFacing):
    """A page cannot be taken in or shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPage:
    """A page ready to be kept: a JPEG, grey or in colour, its size in pixels, the degrees it was turned."""

    jpeg: bytes
    width: int
    height: int
    turned: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """A page as the case remembers it; `blob` is the SHA-256 of its bytes and finds them in the store."""

    id: str
    blob: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyStamp:
    """What stands on a copy that a clerk compared with the original: whose hand, where, on which day."""

    clerk: str
    hall: str
    day: date
    material: str
    case_number: str
    sample: bool = False


def in_order(pages: Iterable[KeptPage], order: Sequence[str]) -> tuple[KeptPage, ...]:
    """Return the pages in the order of their ids; those it does not name follow as they were.

    An order is made on one device while a page may come from another: no page is lost to an older order.
    """
    place = {page_id: at for at, page_id in enumerate(order)}
    return tuple(sorted(pages, key=lambda page: place.get(page.id, len(place))))
