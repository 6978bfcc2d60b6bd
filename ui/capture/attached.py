"""The answer whose pages (照片) are captured: one of a draft on the counter, or one of a case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.domain.attachment import KeptPage, PreparedPage, Source, in_order
from app.domain.case.attached import attached_pages
from app.domain.case.case import Case
from app.services.cases.attached import CaseAnswer, keep_attached_of_case, show_attached_of_case
from app.services.cases.draft_attached import (
    DraftAnswer,
    drop_attached,
    keep_attached,
    order_attached,
    show_attached,
)
from app.services.cases.scans import ShownPage
from ui.at_desk import AtDesk
from ui.capture.paper import Pages


@dataclass(frozen=True, slots=True)
class AnswerOfDraft:
    """An answer of a draft; page and answer are journalled together. `told` hears which pages it has."""

    at: AtDesk
    answer: DraftAnswer
    name: str
    told: Callable[[Pages], None]
    back: str = "填报"
    print_copy: Callable[[], object] | None = None
    is_photo: bool = True
    is_fixed: bool = False
    fate: str = "照片已删除"

    def read(self) -> tuple[ShownPage, ...]:
        """Return its pages: the clerk who took them a moment ago needs no entry in the log."""
        return show_attached(self.at.office, self.at.desk, self.answer)

    def keep(self, command: str, page: PreparedPage, source: Source) -> Pages:
        """Keep a page."""
        return keep_attached(self.at.office, self.at.desk, command, self.answer, [page], source)

    def order(self, command: str, order: Sequence[str]) -> Pages:
        """Order the pages."""
        return order_attached(self.at.office, self.at.desk, command, self.answer, order)

    def drop(self, command: str, page: str) -> Pages:
        """Take a page out; nothing keeps that it was there."""
        return drop_attached(self.at.office, self.at.desk, command, self.answer, page)

    def tell(self, pages: Pages) -> None:
        """Tell whoever shows the form."""
        self.told(pages)


@dataclass(slots=True)
class AnswerOfCase:
    """An answer of a case whose form is being mended: kept with the case, named once the form is saved.

    `ids` are its pages now; with `is_fixed` they are only looked at.
    """

    at: AtDesk
    case: Case
    path: str
    ids: tuple[str, ...]
    name: str
    told: Callable[[Pages], None] = field(default=lambda _pages: None)
    back: str = "填报"
    print_copy: Callable[[], object] | None = None
    is_photo: bool = True
    is_fixed: bool = False
    fate: str = "保存以后删除"

    def read(self) -> tuple[ShownPage, ...]:
        """Return its pages; that they are looked at is logged first."""
        at = self.at
        return show_attached_of_case(at.office, at.desk, CaseAnswer(self.case.id, self.path, self.ids))

    def keep(self, command: str, page: PreparedPage, source: Source) -> Pages:
        """Keep a page with the case, after those the answer has."""
        at, known = self.at, attached_pages(self.case).keys()
        done = keep_attached_of_case(at.office, at.desk, command, self.case.id, [page], source)
        self.case = done.case
        self.ids = (*self.ids, *(one for one in attached_pages(self.case) if one not in known))
        return self._pages()

    def order(self, _command: str, order: Sequence[str]) -> Pages:
        """Order the pages; the case has that order once the form is saved."""
        self.ids = tuple(page.id for page in in_order(self._pages(), order))
        return self._pages()

    def drop(self, _command: str, page: str) -> Pages:
        """Take a page out of the answer; its bytes go once the form is saved."""
        self.ids = tuple(one for one in self.ids if one != page)
        return self._pages()

    def tell(self, pages: Pages) -> None:
        """Tell whoever shows the form."""
        self.told(pages)

    def _pages(self) -> Pages:
        known = attached_pages(self.case)
        # One that this case does not show yet, since it changed elsewhere, is known by its id alone.
        return tuple(known.get(one) or KeptPage(id=one, blob="", source="") for one in self.ids)
