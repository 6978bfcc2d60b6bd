"""What is left of a folded column: a narrow strip that says what is folded there and which key opens it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from ui.shortcuts import KEYS, Command

WIDTH = 22
_QUARTER = 90
_PAD = 16


class Handle(QPushButton):
    """Written from top to bottom; the mouse may press it, the key works from anywhere."""

    def __init__(self, command: Command) -> None:
        """Stand for the column that `command` opens."""
        key = KEYS[command]
        super().__init__(f"{key.word} {key.sequence}")
        self.setObjectName("columnHandle")
        self.setToolTip(f"{key.meaning}（{key.sequence}）")
        self.setAccessibleName(f"{key.meaning} {key.sequence}")
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return room for the words."""
        self.ensurePolished()
        return QSize(WIDTH, self.fontMetrics().horizontalAdvance(self.text()) + 2 * _PAD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the strip, then the words turned by a quarter."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""  # type: ignore[attr-defined]
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        painter.translate(self.width(), 0)
        painter.rotate(_QUARTER)
        painter.drawText(QRect(0, 0, self.height(), self.width()), Qt.AlignmentFlag.AlignCenter, self.text())
