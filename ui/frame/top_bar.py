"""The top bar: hall and window, who is there, what is unsent, the printer, who works here."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.domain.ticket import Ticket
from ui import theme
from ui.frame.printer_spot import PrinterSpot
from ui.frame.status import HouseStatus, waited_words
from ui.shortcuts import KEYS, Acts, Command
from ui.widgets.key_button import ActButton, ButtonRank
from ui.widgets.pill import Pill
from ui.widgets.text import Elided, Rank, set_tone, text

_SPACING = 8
_MARGINS = 48


class TopBar(QFrame):
    """One line, 44 high; every part keeps its place."""

    def __init__(self, hall: str, window: str, clerk: str, acts: Acts, prints: Acts) -> None:
        """Show the hall, the window and the clerk (masked); `prints` answers 打印成功?."""
        super().__init__()
        self.setObjectName("topBar")
        self.setFixedHeight(theme.BAR_HEIGHT)
        self._hall, self._window, self._clerk = Elided(hall, Rank.STRONG), Pill(window), clerk
        self._hall.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._current = text("", Rank.STRONG)
        self._waited = text("", Rank.SMALL)
        self._unsent = Pill()
        self._unsettled = ActButton(acts, Command.TO_LEDGER, ButtonRank.QUIET, word="待处理 0")
        self.printer = PrinterSpot(prints)
        self._arrange(acts)
        self.show_ticket(None)
        self.show_status(HouseStatus())

    def show_ticket(self, ticket: Ticket | None) -> None:
        """Show who is at the window and how long they waited."""
        holder = f" {ticket.holder}" if ticket and ticket.holder else ""
        self._current.setText(f"当前 {ticket.label}{holder}" if ticket else "当前 无")
        self._waited.setText(waited_words(ticket) if ticket else "")
        self._fit()

    def show_status(self, status: HouseStatus) -> None:
        """Show where this is, what is unsent and what waits for a person."""
        if status.place is not None:
            self._hall.set_words(status.place.hall)
            self._window.show_state(status.place.window)
        self._unsent.show_state(status.unsent_words, status.unsent_tone)
        self._unsettled.set_word(status.unsettled_words)
        set_tone(self._unsettled, status.unsettled_tone)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow screen let go of what the clerk knows anyway."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        left = self.width() - _MARGINS - sum(_needed(part) for part in self._kept)
        for part in self._giving_way:
            left -= _needed(part)
            part.setVisible(left >= 0)

    def _arrange(self, acts: Acts) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(_SPACING)
        row.addWidget(self._hall)
        clerk = text(self._clerk)
        row.addWidget(self._window)
        row.addSpacing(16)
        row.addWidget(self._current)
        row.addWidget(self._waited)
        row.addStretch(1)
        row.addWidget(self._unsent)
        row.addWidget(self._unsettled)
        row.addWidget(self.printer)
        row.addWidget(clerk)
        lock = ActButton(acts, Command.LOCK, ButtonRank.QUIET)
        row.addWidget(lock)
        # Whoever sees the program for the first time finds every other key from here.
        card = text(f"{KEYS[Command.HELP].sequence} {KEYS[Command.HELP].word}", Rank.SMALL)
        row.addWidget(card)
        self._kept = (self._current, self._unsettled, self.printer, lock)
        self._giving_way = (self._waited, self._window, clerk, self._unsent, card)
        for button in (self._unsettled, lock):
            # Both have a key of their own; the tab order belongs to the form.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _needed(part: QWidget) -> int:
    return max(part.minimumWidth(), part.sizeHint().width()) + _SPACING
