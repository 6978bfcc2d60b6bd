"""The number that was just given out: large enough to read across the counter, and how its slip fares."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.shortcuts import Acts, Command
from ui.widgets.key_button import ActButton
from ui.widgets.text import Rank, Tone, set_tone, text


class GivenNumber(QWidget):
    """Stands in place of the line until the next key of the queue, or Esc."""

    def __init__(self, acts: Acts) -> None:
        """Show nothing yet; both keys follow `acts`."""
        super().__init__()
        self._number = text("", Rank.TICKET)
        self._slip = text("", wraps=True)
        self._reprint = ActButton(acts, Command.REPRINT_SLIP)
        self._leave = ActButton(acts, Command.LEAVE_SLIP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(text("刚取的号", Rank.MUTED))
        column.addWidget(self._number)
        column.addWidget(self._slip)
        column.addWidget(self._reprint, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(text("按 Esc 回到排队。", Rank.SMALL))
        column.addStretch(1)

    def show_number(self, label: str) -> None:
        """Show the number, while its slip is being printed."""
        self._number.setText(label)
        self._number.setAccessibleName(f"刚取的号 {label}")
        self.say("正在打印号票……", Tone.PLAIN)

    def say(self, words: str, tone: Tone) -> None:
        """Say how the slip fares."""
        set_tone(self._slip, tone)
        self._slip.setText(words)

    @property
    def number(self) -> str:
        """The number shown."""
        return self._number.text()

    @property
    def said(self) -> str:
        """What is said of the slip."""
        return self._slip.text()
