"""The row of buttons under a piece of work: every one can be seen, on a narrow screen with its key below."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.key_button import KeyButton

_HEIGHT = 56
_MARGIN = 8
_SPACING = 6


class Foot(QWidget):
    """Shows all buttons; where they do not fit beside each other, each has its key below its word.

    Narrower than any screen the window is made for, the last ones give way: a clipped word is worse.
    """

    def __init__(self, buttons: Sequence[KeyButton], main: KeyButton) -> None:
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
        return QSize(self._main.width_when(is_stacked=True) + 2 * _MARGIN, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the form in which all buttons fit."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Fit anew when the word of a button changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        every = (*self._buttons, self._main)
        is_stacked = sum(_room(one, is_stacked=False) for one in every) > self._room_for_all()
        for button in every:
            button.stack(is_stacked=is_stacked)
        left = self._room_for_all() - _room(self._main, is_stacked=is_stacked)
        for button in self._buttons:
            left -= _room(button, is_stacked=is_stacked)
            button.setVisible(left >= 0)

    def _room_for_all(self) -> int:
        return self.width() - 2 * _MARGIN + _SPACING


def _room(button: KeyButton, *, is_stacked: bool) -> int:
    return button.width_when(is_stacked=is_stacked) + _SPACING
