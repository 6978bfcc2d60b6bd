"""A small text whose room is kept for so many lines, whether it says anything or not."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel

from ui.widgets.text import Rank


class KeptLines(QLabel):
    """Words that come and go without moving anything, in any type size."""

    def __init__(self, lines: int) -> None:
        """Keep room for `lines` lines."""
        super().__init__()
        self._lines = lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("rank", Rank.SMALL.value)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def heightForWidth(self, _width: int) -> int:
        """Return the kept height, whatever is said."""
        self.ensurePolished()
        return self._lines * self.fontMetrics().lineSpacing()

    def sizeHint(self) -> QSize:
        """Return the kept height."""
        return QSize(super().sizeHint().width(), self.heightForWidth(0))

    def minimumSizeHint(self) -> QSize:
        """Return the kept height: it is a promise, not a wish."""
        return QSize(0, self.heightForWidth(0))
