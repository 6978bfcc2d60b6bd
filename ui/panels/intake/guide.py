"""What is told of an item before it is begun: conditions, fees, result, refusals, legal basis."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.text import Rank, text

HEADINGS = ("窗口", "受理条件", "收费", "结果", "提醒", "环节", "常问", "不予受理", "依据")
"""The parts, in the order a clerk asks for them."""
_MARGIN, _GAP, _LINE_GAP = 8, 12, 6


class ItemGuide(QWidget):
    """Shows whole parts only: what does not fit stands on the next page, turned by key."""

    def __init__(self) -> None:
        """Start with nothing to tell."""
        super().__init__()
        self._words: Mapping[str, str] = {}
        self._page = 0
        self._told = {heading: text("", wraps=True) for heading in HEADINGS}
        self._headings = {heading: text(heading, Rank.STRONG) for heading in HEADINGS}
        self._place = text("", Rank.SMALL)
        self._place.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._room = self._make_room()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._room, 1)
        column.addWidget(self._place)

    def show_item(self, told: Iterable[tuple[str, str]]) -> None:
        """Tell of an item, from the first page."""
        self._words, self._page = dict(told), 0
        for heading, label in self._told.items():
            label.setText(self._words.get(heading, ""))
        self._show()

    def turn(self, step: int) -> None:
        """Turn to the next or the last page; at either end nothing happens."""
        self._page += step
        self._show()

    @property
    def words(self) -> str:
        """Everything that is told, on whatever page."""
        return "\n".join(self._words.values())

    @property
    def shown(self) -> tuple[str, ...]:
        """The headings on the page in front."""
        return tuple(heading for heading, label in self._told.items() if not label.isHidden())

    @property
    def place(self) -> str:
        """Which page it is, of how many; empty where one is enough."""
        return self._place.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the parts on pages of the new height."""
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        pages = self._pages()
        self._page = max(0, min(self._page, len(pages) - 1))
        for heading, label in self._told.items():
            for part in (label, self._headings[heading]):
                part.setVisible(heading in pages[self._page])
        self._place.setText(f"第 {self._page + 1}/{len(pages)} 页　PgUp PgDn" if len(pages) > 1 else "")
        self._room.verticalScrollBar().setValue(0)

    def _pages(self) -> Sequence[Sequence[str]]:
        """Return the headings by page; a part higher than the room has a page of its own."""
        pages: list[list[str]] = [[]]
        left = room = self.height() - self._place.sizeHint().height() - _MARGIN
        for heading in (one for one in HEADINGS if one in self._words):
            height = self._height_of(heading)
            if pages[-1] and height > left:
                pages.append([])
                left = room
            pages[-1].append(heading)
            left -= height + _LINE_GAP
        return pages

    def _height_of(self, heading: str) -> int:
        label = self._told[heading]
        label.ensurePolished()
        width = self.width() - 2 * _MARGIN - _GAP - self._heading_width()
        return label.heightForWidth(width)

    def _heading_width(self) -> int:
        return max(label.sizeHint().width() for label in self._headings.values())

    def _make_room(self) -> QScrollArea:
        room, page = QScrollArea(), QWidget()
        room.setWidgetResizable(True)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setFrameShape(QFrame.Shape.NoFrame)
        grid = QGridLayout(page)
        grid.setContentsMargins(_MARGIN, _MARGIN // 2, _MARGIN, _MARGIN // 2)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(_LINE_GAP)
        grid.setColumnStretch(1, 1)
        for label in self._headings.values():
            label.ensurePolished()
        grid.setColumnMinimumWidth(0, self._heading_width())
        for row, heading in enumerate(HEADINGS):
            grid.addWidget(self._headings[heading], row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._told[heading], row, 1)
        grid.setRowStretch(len(HEADINGS), 1)
        room.setWidget(page)
        return room
