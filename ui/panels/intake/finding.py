"""Finds the 事项 somebody came for: by its name, its initials, its letters, or the words people use."""

from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QObject, Signal

from app.domain.counters import served_elsewhere
from app.domain.item import ServiceItem
from app.domain.ticket import Ticket
from app.services.cases import drafts
from app.services.cases.drafts import DraftEntry
from ui.at_desk import AtDesk
from ui.panels.intake import model, searching, waiting
from ui.panels.intake.pages import FinderPage
from ui.panels.intake.side_teller import SideTeller


class Finding(QObject):
    """Fills the finder page; the item pointed at is told beside the list, before anything is begun.

    The drafts that wait stand above the items. One begun for the very ticket at the window is this
    clerk's work from before a crash or a lock: it is chosen already, so that Enter goes on with it.
    """

    drafts_read = Signal()
    failed = Signal(object)

    def __init__(self, at: AtDesk, page: FinderPage, teller: SideTeller) -> None:
        """Fill `page`; tell papers and limits through `teller`."""
        super().__init__(page)
        self._at, self._page, self._teller = at, page, teller
        self._initials, self._spelling = cache(at.initials), cache(at.spelling)
        self._items: Mapping[str, ServiceItem] = {}
        self._ticket: Ticket | None = None
        self._found: list[str] = []
        self.drafts: tuple[DraftEntry, ...] = ()
        page.typed.connect(self.show)
        page.list.pointed.connect(self._on_pointed)

    def begin(self, ticket: Ticket | None) -> None:
        """Start with an empty field, for the person with `ticket` if one was called."""
        self._ticket = ticket
        self._page.entry.clear()
        self.show("")
        self._page.take_keys()

    def turn_to(self, ticket: Ticket | None) -> None:
        """Say who is asked now, and leave what is typed and chosen as it is."""
        self._ticket = ticket
        self._page.say_hint(self._asked())

    def show(self, typed: str) -> None:
        """Show what fits what was typed; with nothing typed, the drafts that wait above it."""
        today = self._at.office.business_day.on_screen()
        self._items = {item.id: item for item in self._at.office.catalog.in_force(today)}
        people_words = self._at.office.catalog.people_words
        names = (self._initials, self._spelling, people_words)
        wanted = searching.Wanted(typed, self._letters(), *names, self._elsewhere)
        rows = searching.finder_rows(self._items.values(), wanted)
        above = [] if typed else waiting.draft_rows(self.drafts, self._at.office.clock.now().tzinfo)
        self._found = [row.id for row in rows]
        self._page.show_rows([*above, *rows], self._asked(), self._first_choice(typed))
        self._on_pointed(self._page.list.current_id or "")

    def read_drafts(self) -> None:
        """Read the drafts that wait and show them; `drafts_read` tells when they are known."""
        self._at.store(
            lambda: drafts.list_open(self._at.office, self._at.desk), self._on_drafts, self.failed.emit
        )

    @property
    def pointed(self) -> ServiceItem | None:
        """The item pointed at, None where a draft or nothing is."""
        row_id = self._page.list.current_id or ""
        return self._items.get(row_id.removeprefix(searching.ITEM))

    @property
    def own_draft(self) -> DraftEntry | None:
        """The draft begun for the ticket that is still at the window, None if there is none."""
        ticket = self._ticket.id if self._ticket is not None else None
        mine = (entry for entry in reversed(self.drafts) if ticket and entry.draft.ticket_id == ticket)
        return next(mine, None)

    @property
    def pointed_draft(self) -> DraftEntry | None:
        """The draft pointed at, None while something else is."""
        pointed = (self._page.list.current_id or "").removeprefix(waiting.DRAFT)
        return next((entry for entry in self.drafts if entry.draft.id == pointed), None)

    def draft_to_go_on_with(self) -> str:
        """Return the id of the draft pointed at, or of the only one; empty where a choice is needed."""
        pointed = self._page.list.current_id or ""
        if pointed.startswith(waiting.DRAFT):
            return pointed.removeprefix(waiting.DRAFT)
        return self.drafts[0].draft.id if len(self.drafts) == 1 else ""

    def point_to_newest_draft(self) -> None:
        """Put the choice on the newest draft, the list of all of them in sight."""
        self._page.entry.clear()
        self.show("")
        self._page.list.choose(f"{waiting.DRAFT}{self.drafts[-1].draft.id}")
        self._page.take_keys()

    def draft_words(self) -> str:
        """Return what is said of the drafts that wait; empty if none does."""
        own, ticket = self.own_draft, self._ticket
        if own is None or ticket is None:
            return waiting.waiting_words(len(self.drafts))
        return waiting.own_draft_words(own, ticket.label)

    def _on_drafts(self, entries: tuple[DraftEntry, ...]) -> None:
        self.drafts = entries
        if not self._page.isHidden():
            self.show(self._page.entry.text())
        self.drafts_read.emit()

    def _first_choice(self, typed: str) -> str:
        own = self.own_draft if not typed else None
        if own is not None:
            return f"{waiting.DRAFT}{own.draft.id}"
        return next(iter(self._found), "")

    def _asked(self) -> str:
        return f"{self._ticket.label} 要办什么事项？" if self._ticket else "要办什么事项？"

    def _on_pointed(self, row_id: str) -> None:
        item = self._items.get(row_id.removeprefix(searching.ITEM))
        self._page.guide.show_item(model.item_words(item) if item is not None else ())
        if not self._page.isHidden():
            self._teller.preview(item, self._at.office.business_day.on_screen())

    def _elsewhere(self, item: ServiceItem) -> tuple[str, ...]:
        return served_elsewhere(self._at.office.hall, item, self._at.desk.window)

    def _letters(self) -> frozenset[str]:
        if self._ticket is not None:
            return frozenset(one.letter for one in self._ticket.items)
        window = self._at.office.hall.window(self._at.desk.window)
        return frozenset(window.letters) if window is not None else frozenset()
