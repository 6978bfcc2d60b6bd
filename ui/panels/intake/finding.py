"""Finds the 事项 somebody came for: by its name, its initials, its letters, or the words people use."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from app.domain.item import ServiceItem
from app.domain.ticket import Ticket
from app.services.cases import drafts
from app.services.cases.drafts import DraftEntry
from ui.at_desk import AtDesk
from ui.panels.intake import model
from ui.panels.intake.pages import FinderPage
from ui.panels.intake.side_teller import SideTeller


class Finding(QObject):
    """Fills the finder page; the item pointed at is told beside the list, before anything is begun."""

    def __init__(self, at: AtDesk, page: FinderPage, teller: SideTeller) -> None:
        """Fill `page`; tell papers and limits through `teller`."""
        super().__init__(page)
        self._at, self._page, self._teller = at, page, teller
        self._items: Mapping[str, ServiceItem] = {}
        self._ticket: Ticket | None = None
        self.drafts: tuple[DraftEntry, ...] = ()
        page.typed.connect(self.show)
        page.list.pointed.connect(self._on_pointed)

    def begin(self, ticket: Ticket | None) -> None:
        """Start with an empty field, for the person with `ticket` if one was called."""
        self._ticket = ticket
        self._page.entry.clear()
        self.show("")
        self._page.entry.setFocus()

    def show(self, typed: str) -> None:
        """Show what fits what was typed; with nothing typed, the drafts that wait as well."""
        today = self._at.office.clock.now().date()
        self._items = {item.id: item for item in self._at.office.catalog.in_force(today)}
        wanted = model.Wanted(typed, self._letters(), self._at.initials, self._at.office.catalog.people_words)
        rows = model.finder_rows(self._items.values(), wanted)
        waiting = [] if typed else model.draft_rows(self.drafts, self._at.office.clock.now().tzinfo)
        who = f"{self._ticket.label} 要办什么事项？" if self._ticket else "要办什么事项？"
        self._page.show_rows([*rows, *waiting], who)
        self._on_pointed(self._page.list.current_id or "")

    def read_drafts(self, told: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        """Read the drafts that wait and show them; `told` hears when they are known."""

        def known(entries: tuple[DraftEntry, ...]) -> None:
            self.drafts = entries
            if not self._page.isHidden():
                self.show(self._page.entry.text())
            told()

        self._at.store(lambda: drafts.list_open(self._at.office, self._at.desk), known, failed)

    def _on_pointed(self, row_id: str) -> None:
        item = self._items.get(row_id.removeprefix(model.ITEM))
        self._page.show_item(model.item_words(item) if item is not None else ())
        if not self._page.isHidden():
            self._teller.preview(item, self._at.office.clock.now().date())

    def _letters(self) -> frozenset[str]:
        if self._ticket is not None:
            return frozenset(one.letter for one in self._ticket.items)
        window = self._at.office.hall.window(self._at.desk.window)
        return frozenset(window.letters) if window is not None else frozenset()
