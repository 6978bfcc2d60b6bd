"""The day's counts as cards: large numbers where there is room, one line each on a narrow screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.text import Rank, card, text

_COLUMNS = 4
_ROOM_FOR_LARGE = 760


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happened today, in a clerk's words."""

    words: str
    number: int


class CountCards(QWidget):
    """Four cards in a row; what they say can be read at any scaling."""

    def __init__(self) -> None:
        """Start with none."""
        super().__init__()
        self._counts: tuple[Count, ...] = ()
        self._is_large = True
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addStretch(1)

    def show_counts(self, counts: Sequence[Count]) -> None:
        """Show these in place of the last ones."""
        self._counts = tuple(counts)
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the size of the cards by the width there is."""
        super().resizeEvent(event)
        is_large = self.width() >= _ROOM_FOR_LARGE
        if is_large is not self._is_large:
            self._is_large = is_large
            self._fill()

    def _fill(self) -> None:
        while self._grid.count():
            self._grid.takeAt(0).widget().deleteLater()
        self._grid.setSpacing(16 if self._is_large else 8)
        make = _large if self._is_large else _small
        for at, count in enumerate(self._counts):
            self._grid.addWidget(make(count), at // _COLUMNS, at % _COLUMNS)


def _large(count: Count) -> QWidget:
    frame, inner = card()
    inner.addWidget(text(str(count.number), Rank.TICKET))
    inner.addWidget(text(count.words, Rank.MUTED))
    return frame


def _small(count: Count) -> QWidget:
    frame, inner = card(margin=4, spacing=0)
    line = QHBoxLayout()
    line.setContentsMargins(8, 0, 8, 0)
    line.setSpacing(8)
    line.addWidget(text(str(count.number), Rank.STRONG))
    line.addWidget(text(count.words, Rank.SMALL), 1)
    inner.addLayout(line)
    return frame
