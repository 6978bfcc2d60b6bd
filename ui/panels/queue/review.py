"""The review of open tickets: each is carried over or closed by a key, and none before somebody presses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.ticket import CloseReason, Ticket
from app.services.queue.day_end import Decision
from ui import dates
from ui.panels.queue.shown import matters
from ui.widgets.key_button import ButtonRank, PressButton
from ui.widgets.message_strip import MessageStrip
from ui.widgets.row_list import KeyedRowList, Row
from ui.widgets.text import Rank, Tone, card, text

Fate = CloseReason | date
SAME = "0"
CARRY = "1"
CLOSE = {
    "2": CloseReason.NOT_SERVED,
    "3": CloseReason.LEFT,
    "4": CloseReason.FORGOTTEN_FINISH,
    "5": CloseReason.ISSUED_BY_MISTAKE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAsked:
    """Which tickets are to be decided, and the day that carrying over means.

    `elsewhere` names the windows of the tickets that are not this window's, by ticket.
    """

    title: str
    tickets: tuple[Ticket, ...]
    carry_to: date
    elsewhere: Mapping[str, str] = field(default_factory=dict)


class TicketReview(QWidget):
    """Asks for the fate of each ticket. `decided` carries a Decision for every one of them."""

    decided = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        """Ask nothing yet."""
        super().__init__()
        self._asked = ReviewAsked(title="", tickets=(), carry_to=date.min)
        self._fates: dict[str, Fate] = {}
        self._is_closing_asked = False
        self._title = text("", Rank.SECTION)
        self._keys = text("", wraps=True)
        self.rows = KeyedRowList("没有收尾的号", (SAME, CARRY, *CLOSE), lead_width=72)
        self.strip = MessageStrip()
        self._arrange()
        self.rows.struck.connect(self._on_struck)
        self.rows.picked.connect(self.confirm)

    def ask(self, asked: ReviewAsked) -> None:
        """Show the tickets, all undecided."""
        self._asked, self._fates, self._is_closing_asked = asked, {}, False
        self._title.setText(asked.title)
        closings = (f"{key} {reason.label}" for key, reason in CLOSE.items())
        carry = f"{CARRY} 顺延到{dates.day(asked.carry_to)}"
        self._keys.setText("　".join((carry, *closings, f"{SAME} 其余都和上一张一样")))
        self.strip.clear()
        self._show()
        self.rows.choose(asked.tickets[0].id)
        self.rows.setFocus()

    @Slot()
    def confirm(self) -> None:
        """Hand the decisions over, if there is one for each ticket."""
        open_ones = [ticket for ticket in self._asked.tickets if ticket.id not in self._fates]
        if open_ones:
            self.strip.say(f"还有 {len(open_ones)} 张没有决定，请逐张按数字键。", Tone.SOON)
            self.rows.choose(open_ones[0].id)
            return
        foreign = [one.label for one in self._asked.tickets if self._closes_elsewhere(one)]
        if foreign and not self._is_closing_asked:
            self._is_closing_asked = True
            names = "、".join(foreign)
            self.strip.say(f"其中 {names} 是别的窗口的号，再按一次 Enter 才关掉。", Tone.SOON)
            return
        self.decided.emit(tuple(Decision(one, self._fates[one.id]) for one in self._asked.tickets))

    @Slot(str)
    def _on_struck(self, key: str) -> None:
        self._is_closing_asked = False
        chosen, last = self.rows.current_id, next(reversed(self._fates.values()), None)
        if key == SAME and last is not None:
            undecided = (one.id for one in self._asked.tickets if one.id not in self._fates)
            self._fates.update(dict.fromkeys(undecided, last))
        elif key != SAME and chosen is not None:
            # Decided anew, it becomes the last one: SAME repeats what was pressed just now.
            self._fates.pop(chosen, None)
            self._fates[chosen] = CLOSE.get(key, self._asked.carry_to)
            self.rows.step(1)
        self._show()

    def _closes_elsewhere(self, ticket: Ticket) -> bool:
        return ticket.id in self._asked.elsewhere and isinstance(self._fates[ticket.id], CloseReason)

    def _show(self) -> None:
        self.rows.show_rows([self._row(ticket) for ticket in self._asked.tickets])

    def _row(self, ticket: Ticket) -> Row:
        fate = self._fates.get(ticket.id)
        windows = self._asked.elsewhere.get(ticket.id)
        whose = f"{windows}号窗口的号，" if windows else ""
        return Row(
            id=ticket.id,
            lead=ticket.label,
            words=f"{dates.day(ticket.serves_on)} {matters(ticket)}（{whose}{ticket.state.label}）",
            trail=_said(fate),
            tone=Tone.PRESS if fate is None else Tone.PLAIN,
        )

    def _arrange(self) -> None:
        frame, inner = card()
        inner.addWidget(self._keys)
        inner.addWidget(self.rows, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.strip, 1)
        foot.addWidget(PressButton("先不决定", self.left.emit, key="Esc"))
        foot.addWidget(PressButton("就这样决定", self.confirm, ButtonRank.MAIN, key="Enter"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(16)
        column.addWidget(self._title)
        column.addWidget(frame, 1)
        column.addLayout(foot)


def _said(fate: Fate | None) -> str:
    if fate is None:
        return "未决定"
    return fate.label if isinstance(fate, CloseReason) else f"顺延到{dates.day(fate)}"
