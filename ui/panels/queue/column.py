"""The queue column: who is at the window, the keys, the line, and why somebody is next."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.domain.words import Message
from ui import theme
from ui.panels.queue.given import GivenNumber
from ui.panels.queue.shown import ShownQueue
from ui.shortcuts import KEYS, Acts, Command
from ui.widgets.kept_lines import KeptLines
from ui.widgets.key_button import ActButton, ButtonRank
from ui.widgets.pick_step import PickStep, Question
from ui.widgets.pill import Pill
from ui.widgets.row_list import RowList
from ui.widgets.text import Elided, Rank, Tone, rule, set_tone, text

_BUTTONS = (
    (Command.RECALL, Command.PASS_TICKET),
    (Command.FINISH, Command.TRANSFER),
    (Command.PAUSE, Command.ISSUE_TICKET),
)
_SAID_LINES = 3
_WHY_LINES = 3
_HEIGHT_FOR_WHY = 520
"""Lower than this the reason of a place in line would squeeze the keys."""


class QueueColumn(QFrame):
    """Always beside the work. `answered` tells the answer to the question asked last."""

    answered = Signal(object)
    wants_eyes = Signal()
    """Something is asked or went wrong: a folded column must show itself."""

    def __init__(self, acts: Acts) -> None:
        """Lay out the column; it follows `acts`."""
        super().__init__()
        self.setObjectName("queueColumn")
        self.setFixedWidth(theme.QUEUE_WIDTH)
        self._number = text("空闲", Rank.TICKET)
        self._state = Pill("空闲")
        self._matters = Elided()
        self._said = KeptLines(_SAID_LINES)
        self._pause = ActButton(acts, Command.PAUSE)
        self._line = _Line()
        self._step, self._given = PickStep(), GivenNumber(acts)
        self._unprinted = Elided("", Rank.SMALL)
        set_tone(self._unprinted, Tone.LATE)
        self._came_from: QWidget | None = None
        self._below = QStackedWidget()
        self._below.addWidget(self._line)
        self._below.addWidget(self._step)
        self._below.addWidget(self._given)
        self._step.answered.connect(self.answered)
        self._arrange(acts)

    def show_queue(self, shown: ShownQueue, *, is_paused: bool) -> None:
        """Show how things stand."""
        self._number.setText(shown.current.number)
        self._number.setAccessibleName(f"当前 {shown.current.number}")
        self._state.show_state(shown.current.state, shown.current.tone)
        self._matters.set_words(shown.current.matters)
        self._pause.set_word("恢复" if is_paused else KEYS[Command.PAUSE].word)
        self._line.show_line(shown)

    def say(self, words: str, tone: Tone = Tone.PLAIN) -> None:
        """Say a sentence below the keys, in the room kept for it."""
        set_tone(self._said, tone)
        self._said.setText(words)
        self._said.setToolTip(words)

    def show_message(self, message: Message) -> None:
        """Say what happened and what to do."""
        self.say(message.sentence(), Tone.LATE)
        self.wants_eyes.emit()

    def ask(self, question: Question) -> None:
        """Ask in place of the line."""
        if not self.is_asking:
            self._came_from = self.window().focusWidget()
        self._below.setCurrentWidget(self._step)
        self.wants_eyes.emit()
        self._step.ask(question)

    def show_given(self, label: str) -> None:
        """Show a number that was just given out, in place of the line."""
        self._given.show_number(label)
        self._below.setCurrentWidget(self._given)
        self.wants_eyes.emit()

    def show_unprinted(self, words: str) -> None:
        """Name the slips that did not come out, in a line of their own below everything; it stays there."""
        self._unprinted.set_words(words)

    @property
    def unprinted(self) -> str:
        """What is said of slips that did not come out."""
        return self._unprinted.words()

    def show_line(self) -> None:
        """Show the line again."""
        if not self.is_asking:
            self._below.setCurrentWidget(self._line)

    def stop_asking(self) -> None:
        """Show the line again and give the focus back to the work; keys that are there already stay."""
        held = self.window().focusWidget()
        self._below.setCurrentWidget(self._line)
        came_from = self._came_from if self._came_from is not None and isValid(self._came_from) else None
        # Another panel may have come to the front meanwhile: the keys never go where nobody sees them.
        if came_from is not None and came_from.isVisible():
            came_from.setFocus()
        elif not self._is_beside(held):
            self._line.rows.setFocus()
        self._came_from = None

    def _is_beside(self, held: QWidget | None) -> bool:
        return held is not None and held.isVisible() and not self.isAncestorOf(held)

    @property
    def is_asking(self) -> bool:
        """Say whether a question stands."""
        return self._below.currentWidget() is self._step

    @property
    def covers_line(self) -> bool:
        """Say whether something stands in place of the line that Esc takes away."""
        return self._below.currentWidget() is not self._line

    @property
    def is_showing_given(self) -> bool:
        """Say whether the number given last stands there."""
        return self._below.currentWidget() is self._given

    @property
    def given(self) -> GivenNumber:
        """The number given last."""
        return self._given

    @property
    def said(self) -> str:
        """What is being said below the keys."""
        return self._said.text()

    @property
    def step(self) -> PickStep:
        """The question's part."""
        return self._step

    @property
    def line(self) -> RowList:
        """The waiting list."""
        return self._line.rows

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the keys keep their height: why somebody is next is left to the panel (Alt+1)."""
        super().resizeEvent(event)
        is_low = self.height() < _HEIGHT_FOR_WHY
        self._line.tell_why(is_told=not is_low)
        margin, spacing = (theme.GRID, theme.GRID // 2) if is_low else (2 * theme.GRID, theme.GRID)
        self._column.setContentsMargins(2 * theme.GRID, margin, 2 * theme.GRID, margin)
        self._column.setSpacing(spacing)

    def _arrange(self, acts: Acts) -> None:
        self._column = column = QVBoxLayout(self)
        head = QHBoxLayout()
        head.addWidget(self._number)
        head.addStretch(1)
        head.addWidget(self._state, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        column.addWidget(self._matters)
        column.addWidget(ActButton(acts, Command.CALL_NEXT, ButtonRank.MAIN))
        column.addLayout(self._keys(acts))
        column.addWidget(self._said)
        column.addWidget(rule())
        column.addWidget(self._below, 1)
        column.addWidget(self._unprinted)

    def _keys(self, acts: Acts) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        for row, commands in enumerate(_BUTTONS):
            for at, command in enumerate(commands):
                button = self._pause if command is Command.PAUSE else ActButton(acts, command)
                grid.addWidget(button, row, at)
        return grid


class _Line(QWidget):
    """The waiting list with its heading, the reason of the chosen row, and who was passed."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = RowList("等候的号", lead_width=58)
        self.rows.setMinimumHeight(theme.ROW_HEIGHT)
        self._heading = text("等候 0", Rank.STRONG)
        self._note = text("", Rank.SMALL)
        self._why = KeptLines(_WHY_LINES)
        self._passed = Elided("", Rank.SMALL)
        head = QHBoxLayout()
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.rows, 1)
        column.addSpacing(4)
        column.addWidget(self._why)
        column.addWidget(self._passed)
        self.rows.pointed.connect(self._on_pointed)

    def tell_why(self, *, is_told: bool) -> None:
        self._why.setVisible(is_told)

    def show_line(self, shown: ShownQueue) -> None:
        self.rows.show_rows(shown.line)
        self._heading.setText(f"等候 {len(shown.line)}")
        self._note.setText(f"其中优先 {shown.priority_count}" if shown.priority_count else "")
        labels = "、".join(row.lead for row in shown.passed)
        self._passed.set_words(f"过号 {len(shown.passed)}：{labels}" if labels else "没有过号")
        self._explain()

    @Slot(str)
    def _on_pointed(self, _row: str) -> None:
        self._explain()

    def _explain(self) -> None:
        """Say why the chosen row, or else the first, stands where it does."""
        rows = self.rows.rows
        row = next((row for row in rows if row.id == self.rows.current_id), rows[0] if rows else None)
        self._why.setText(f"{row.lead}：{row.hint}" if row else "取号后会排在这里。")
