"""One paper while its pages are looked at: those it has, and those brought and not kept yet."""

from dataclasses import dataclass, field, replace

from PySide6.QtGui import QImage

from app.domain.attachment import AttachmentError
from app.services.cases.scans import small_page
from ui.at_desk import AtDesk
from ui.capture.gifts import Fresh
from ui.capture.page import Leaf
from ui.capture.paper import Paper


@dataclass(slots=True)
class Sitting:
    """One paper being looked at; what arrives for an earlier one is let go."""

    paper: Paper
    kept: list[Leaf] = field(default_factory=list)
    fresh: dict[str, Fresh] = field(default_factory=dict)
    brought: int = 0
    is_read: bool = False
    is_working: bool = False
    is_copy_asked: bool = False
    to_be_dropped: str = ""
    """The page that a second press takes out."""

    def leaves(self) -> list[Leaf]:
        """Return the pages kept, by their places, and after them those that are not kept yet."""
        kept = [replace(leaf, words=f"第 {at} 页{leaf.words}") for at, leaf in enumerate(self.kept, start=1)]
        return [*kept, *(Leaf(key, "未收入", one.small, one.whole) for key, one in self.fresh.items())]


def kept_leaves(at: AtDesk, paper: Paper) -> list[Leaf]:
    """Read the pages of a paper and decode them. In a lane."""
    return [
        _missing(page.id, page.fault) if page.fault is not None else _leaf(at, page.id, page.jpeg)
        for page in paper.read()
    ]


def _leaf(at: AtDesk, page_id: str, jpeg: bytes) -> Leaf:
    small = QImage.fromData(small_page(at.office, jpeg))
    return Leaf(page_id, "", small, QImage.fromData(jpeg))


def _missing(page_id: str, fault: AttachmentError) -> Leaf:
    words = {"attachment.not_here": "不在本机"}.get(fault.code, "损坏")
    return Leaf(page_id, f"（{words}）", QImage(), QImage())
