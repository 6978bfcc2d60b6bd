"""A personal fact that is hidden until somebody asks for it; asking is an act that is logged."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.key_button import ButtonRank, PressButton
from ui.widgets.text import text


class MaskedValue(QWidget):
    """Shows the mask. The whole value is not here before it is revealed, so nothing can leak it."""

    def __init__(self, name: str, masked: str, reveal: Callable[[], None]) -> None:
        """Show `masked`; `reveal` asks for the whole value, logs it, and answers with `show_whole`."""
        super().__init__()
        self._name, self._masked = name, masked
        self._value = text(masked)
        self._button = PressButton("显示", self._press, ButtonRank.QUIET)
        self._reveal = reveal
        self._is_whole = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._value)
        row.addWidget(self._button)
        row.addStretch(1)
        self._name_parts()

    def show_whole(self, value: str) -> None:
        """Show what was asked for."""
        self._is_whole = True
        self._value.setText(value)
        self._button.set_word("隐藏")
        self._name_parts()

    def hide_again(self) -> None:
        """Forget the whole value."""
        self._is_whole = False
        self._value.setText(self._masked)
        self._button.set_word("显示")
        self._name_parts()

    @property
    def shown(self) -> str:
        """What can be read now."""
        return self._value.text()

    def _press(self) -> None:
        self.hide_again() if self._is_whole else self._reveal()

    def _name_parts(self) -> None:
        self._value.setAccessibleName(self._name)
        self._button.setAccessibleName(f"{self._button.text()}{self._name}")
