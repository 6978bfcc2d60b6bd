"""The panel with the whole queue: everybody who waits, everybody passed, and what was left over."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.ticket import Ticket
from app.services.queue.view import QueueView
from ui.counter.foot import Foot
from ui.panels.queue.day_end import DayEnd
from ui.panels.queue.presenter import QueuePresenter
from ui.panels.queue.shown import shown_queue
from ui.shortcuts import Command
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_button import ActButton, PressButton
from ui.widgets.list_room import ListRoom
from ui.widgets.row_list import KeyedRowList, Row
from ui.widgets.text import Rank, card, text

_DROP = "Del"
_WIDTH_FOR_KEYS = 290
"""A narrower list has the keys of its buttons below their words."""


class QueuePanel:
    """叫号 in the rail. It shares the column's presenter, so both always say the same."""

    opens_with = Command.TO_QUEUE
    from_anywhere = frozenset({Command.CLOSE_DAY, Command.SETTLE_EARLIER})
    side: QWidget | None = None

    def __init__(self, presenter: QueuePresenter, day_end: DayEnd) -> None:
        """Show what `presenter` reads."""
        self._presenter = presenter
        self.day_end = day_end
        self._tickets: dict[str, Ticket] = {}
        self.acts = day_end.acts
        self._waiting = _TicketList(
            "等候", "现在没有人等。", "叫这个号", self._on_call_this, Command.ISSUE_TICKET
        )
        self._passed = _TicketList("过号", "没有过号的号票。", "恢复排队", self._on_reactivate)
        self._waiting.dropped.connect(self._on_dropped)
        self._passed.dropped.connect(self._on_dropped)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._arranged())
        self._stack.addWidget(day_end.page)
        self.work: QWidget = self._stack
        presenter.listen(self._on_view)
        day_end.listen(self._on_review)

    def entered(self) -> None:
        """Read the queue and put the keys into the waiting list, or into the review that stands there."""
        self._presenter.refresh()
        if self.day_end.is_asking:
            self.day_end.page.rows.setFocus()
            return
        self.day_end.refresh()
        self._waiting.room.take_keys()

    def left(self) -> None:
        """Nothing is typed here that could be lost."""

    def _arranged(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout()
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(16)
        column.addWidget(text("排队情况", Rank.SECTION))
        column.addWidget(self.day_end.notice)
        lists = QHBoxLayout()
        lists.setSpacing(16)
        lists.addWidget(self._waiting, 3)
        lists.addWidget(self._passed, 2)
        column.addLayout(lists, 1)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(column, 1)
        outer.addWidget(self._foot())
        return page

    def _foot(self) -> Foot:
        acts = self._presenter.acts
        commands = (Command.ABANDON, Command.ADD_ITEM, Command.REPRINT_SLIP)
        return Foot(
            [ActButton(acts, command) for command in commands],
            ActButton(self.day_end.acts, Command.CLOSE_DAY),
        )

    def _on_view(self, view: QueueView) -> None:
        shown = shown_queue(view, self._presenter.say_why)
        self._tickets = {
            ticket.id: ticket for ticket in (*(place.ticket for place in view.line), *view.passed)
        }
        self._waiting.show_rows(shown.line)
        self._passed.show_rows(shown.passed)

    def _on_review(self, is_asking: bool) -> None:
        self._stack.setCurrentIndex(int(is_asking))
        if not is_asking:
            self._waiting.room.take_keys()

    @Slot(str)
    def _on_dropped(self, ticket_id: str) -> None:
        self._presenter.abandon_this(self._tickets[ticket_id])

    def _on_call_this(self, ticket_id: str) -> None:
        self._presenter.call_this(self._tickets[ticket_id])

    def _on_reactivate(self, ticket_id: str) -> None:
        self._presenter.reactivate(self._tickets[ticket_id])


class _TicketList(QWidget):
    """A card with a heading, the rows or what will be here, and what can be done with the chosen row.

    `dropped` tells the id of the ticket to close without service.
    """

    dropped = Signal(str)

    def __init__(
        self,
        heading: str,
        empty: str,
        act: str,
        press: Callable[[str], None],
        starts: Command | None = None,
    ) -> None:
        super().__init__()
        self._heading, self._press = heading, press
        self._title = text(heading, Rank.STRONG)
        self._button = PressButton(act, self._on_press, key="Enter")
        self._drop = PressButton("弃号", self._on_drop, key=_DROP)
        self.rows = KeyedRowList(heading, (_DROP,), lead_width=72)
        self.room = ListRoom(self.rows, EmptyState(empty, starts))
        frame, inner = card()
        inner.addWidget(self._title)
        inner.addWidget(self.room, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._drop)
        foot.addWidget(self._button)
        inner.addLayout(foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.rows.picked.connect(self._on_picked)
        self.rows.struck.connect(self._on_drop)
        self.show_rows(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in (self._drop, self._button):
            button.stack(is_stacked=self.width() < _WIDTH_FOR_KEYS)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        self._title.setText(f"{self._heading} {len(rows)}")
        self.rows.show_rows(rows)
        self.room.refit()
        self._button.setEnabled(bool(rows))
        self._drop.setEnabled(bool(rows))
        if rows and self.rows.current_id is None:
            self.rows.choose(rows[0].id)

    def _on_press(self) -> None:
        if self.rows.current_id is not None:
            self._press(self.rows.current_id)

    @Slot(str)
    def _on_picked(self, ticket_id: str) -> None:
        self._press(ticket_id)

    @Slot()
    def _on_drop(self) -> None:
        if self.rows.current_id is not None:
            self.dropped.emit(self.rows.current_id)
