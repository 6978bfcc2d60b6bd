"""The paper whose pages are captured: one of a case, or one on the counter before there is a case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.attachment import KeptPage, PreparedPage, Source
from app.services.case_turn import CaseDone
from app.services.cases.certified_copy import print_certified_copy
from app.services.cases.draft_pages import (
    DraftPaper,
    drop_draft_page,
    keep_draft_pages,
    order_draft_pages,
    show_draft_pages,
)
from app.services.cases.scans import ShownPage, drop_page, keep_pages, order_pages, show_pages
from ui.at_desk import AtDesk
from ui.changes import Changes

Pages = tuple[KeptPage, ...]


class Paper(Protocol):
    """One paper. What asks for a command id changes it, in a lane, and returns all pages it has then."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def back(self) -> str:
        """Where Esc leads from its pages, in a word."""
        ...

    @property
    def print_copy(self) -> Callable[[], object] | None:
        """Prints its pages as a copy compared with the original, in a lane; None before there is a case."""
        ...

    @property
    def is_photo(self) -> bool:
        """Say whether its pages are photographs, which keep their colours, and no papers to be copied."""
        ...

    @property
    def fate(self) -> str:
        """What becomes of the bytes of a page that is taken out, in words."""
        ...

    @property
    def is_fixed(self) -> bool:
        """Say whether its pages are only looked at here."""
        ...

    def read(self) -> tuple[ShownPage, ...]:
        """Return its pages with their bytes. In a lane."""
        ...

    def keep(self, command: str, page: PreparedPage, source: Source) -> Pages:
        """Keep a page after those that are there."""
        ...

    def order(self, command: str, order: Sequence[str]) -> Pages:
        """Put the pages in the order of these ids."""
        ...

    def drop(self, command: str, page: str) -> Pages:
        """Take a page out and delete its bytes."""
        ...

    def tell(self, pages: Pages) -> None:
        """Tell the window which pages it has now. In the GUI thread."""
        ...


@dataclass(frozen=True, slots=True)
class PaperOfCase:
    """A paper of a case, found by its row."""

    at: AtDesk
    case_id: str
    row: str
    name: str
    back: str = "办件"
    is_photo: bool = False
    is_fixed: bool = False
    fate: str = "影像已删除"

    @property
    def print_copy(self) -> Callable[[], object] | None:
        """Prints the copy; looking and printing are logged."""
        at = self.at
        return lambda: print_certified_copy(at.office, at.desk, self.case_id, self.row, at.printer())

    def read(self) -> tuple[ShownPage, ...]:
        """Return its pages; that they are looked at is logged first."""
        return show_pages(self.at.office, self.at.desk, self.case_id, self.row)

    def keep(self, command: str, page: PreparedPage, source: Source) -> Pages:
        """Keep a page."""
        at = self.at
        return self._after(keep_pages(at.office, at.desk, command, self.case_id, self.row, [page], source))

    def order(self, command: str, order: Sequence[str]) -> Pages:
        """Order the pages."""
        at = self.at
        return self._after(order_pages(at.office, at.desk, command, self.case_id, self.row, order))

    def drop(self, command: str, page: str) -> Pages:
        """Take a page out; the ledger keeps that it was there."""
        at = self.at
        return self._after(drop_page(at.office, at.desk, command, self.case_id, self.row, page))

    def tell(self, _pages: Pages) -> None:
        """Tell every panel that the case changed."""
        self.at.tell(Changes(cases=frozenset({self.case_id})))

    def _after(self, done: CaseDone) -> Pages:
        return next(one.scans for one in done.case.materials if one.row == self.row)


@dataclass(frozen=True, slots=True)
class PaperOfDraft:
    """A paper on the counter; `told` hears which pages it has."""

    at: AtDesk
    paper: DraftPaper
    name: str
    told: Callable[[Pages], None]
    back: str = "材料"
    print_copy: Callable[[], object] | None = None
    is_photo: bool = False
    is_fixed: bool = False
    fate: str = "影像已删除"

    def read(self) -> tuple[ShownPage, ...]:
        """Return its pages: the clerk who took them a moment ago needs no entry in the log."""
        return show_draft_pages(self.at.office, self.at.desk, self.paper)

    def keep(self, command: str, page: PreparedPage, source: Source) -> Pages:
        """Keep a page."""
        return keep_draft_pages(self.at.office, self.at.desk, command, self.paper, [page], source)

    def order(self, command: str, order: Sequence[str]) -> Pages:
        """Order the pages."""
        return order_draft_pages(self.at.office, self.at.desk, command, self.paper, order)

    def drop(self, command: str, page: str) -> Pages:
        """Take a page out; nothing keeps that it was there."""
        return drop_draft_page(self.at.office, self.at.desk, command, self.paper, page)

    def tell(self, pages: Pages) -> None:
        """Tell whoever shows the checklist."""
        self.told(pages)
