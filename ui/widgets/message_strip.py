"""A line that says what happened and what to do, in room that is always kept for it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.domain.words import Message
from ui.widgets.text import Rank, Tone, set_tone, text

_MARKS = {Tone.PLAIN: "", Tone.PRESS: "提示", Tone.DONE: "完成", Tone.SOON: "注意", Tone.LATE: "没办成"}
_HEIGHT, _HEIGHT_OF_THREE = 48, 72
_WIDTH_FOR_TWO = 640
"""Narrower, two lines do not hold what happened and what to do."""


class MessageStrip(QWidget):
    """Says one thing at a time; empty, it keeps its height, so nothing below ever jumps."""

    def __init__(self, *, is_of_card: bool = False) -> None:
        """Start empty; in a card (`is_of_card`) two lines are enough, however narrow it is."""
        super().__init__()
        self._is_of_card = is_of_card
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName("提示")
        self._mark = text("", Rank.STRONG)
        self._say = text("", wraps=True)
        self._say.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(self._mark)
        row.addWidget(self._say, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for three lines where the width is that of a scaled screen, whatever is said."""
        super().resizeEvent(event)
        needs_three = self.width() < _WIDTH_FOR_TWO and not self._is_of_card
        self.setFixedHeight(_HEIGHT_OF_THREE if needs_three else _HEIGHT)

    def say(self, words: str, tone: Tone = Tone.PRESS) -> None:
        """Show a whole sentence."""
        for part in (self, self._mark):
            set_tone(part, tone)
        self._mark.setText(_MARKS[tone])
        self._say.setText(words)
        self._say.setToolTip(words)
        self.setAccessibleDescription(words)

    def show_message(self, message: Message, tone: Tone = Tone.LATE) -> None:
        """Show what happened and what to do."""
        self.say(message.sentence(), tone)

    def clear(self) -> None:
        """Say nothing and keep the room."""
        self.say("", Tone.PLAIN)

    @property
    def words(self) -> str:
        """What is being said."""
        return self._say.text()

    @property
    def label(self) -> QLabel:
        """The label that holds the sentence."""
        return self._say
