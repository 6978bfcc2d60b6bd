"""A field to try whether Chinese can be typed here, and what the input method answers."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.pill import Pill
from ui.widgets.text import Rank, Tone, text

_FIRST_HAN = "\u3400"


class TypingCheck(QWidget):
    """Says so as soon as a Chinese character arrives through an input method."""

    passed = Signal()

    def __init__(self, input_modules: str) -> None:
        """Name the modules that were asked for, so that support can see them."""
        super().__init__()
        self.field = QLineEdit()
        self.field.setAccessibleName("请输入您的姓名试一试")
        self.field.setPlaceholderText("请输入您的姓名试一试")
        self._answer = Pill("还没有试")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self._answer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(text(f"正在使用的输入法模块：{input_modules}", Rank.SMALL))
        self.field.installEventFilter(self)

    @property
    def answer(self) -> str:
        """What the check says."""
        return self._answer.text()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look at what the input method sends."""
        if isinstance(event, QInputMethodEvent):
            self._judge(event.preeditString(), event.commitString())
        return False

    def _judge(self, preedit: str, commit: str) -> None:
        if any(char >= _FIRST_HAN for char in commit):
            self._answer.show_state("能打中文", Tone.DONE)
            self.passed.emit()
        elif preedit:
            self._answer.show_state("正在拼", Tone.PRESS)
