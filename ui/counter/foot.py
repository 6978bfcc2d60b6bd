"""The row of buttons under a piece of work: the main one always, the others as far as there is room."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

_HEIGHT = 56
_MARGIN = 8
_SPACING = 6


class Foot(QWidget):
    """Drops the last buttons where the screen is narrow: their keys still work, a clipped word does not."""

    def __init__(self, buttons: Sequence[QPushButton], main: QPushButton) -> None:
        """Lay `buttons` from the left in the order of their weight, `main` at the right."""
        super().__init__()
        self._buttons, self._main = buttons, main
        self.setObjectName("foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        row.setSpacing(_SPACING)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(main)

    def minimumSizeHint(self) -> QSize:
        """Return room for the main button."""
        return QSize(self._main.sizeHint().width() + 2 * _MARGIN, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many buttons as fit."""
        super().resizeEvent(event)
        left = self.width() - self.minimumSizeHint().width()
        for button in self._buttons:
            left -= button.sizeHint().width() + _SPACING
            button.setVisible(left >= 0)
