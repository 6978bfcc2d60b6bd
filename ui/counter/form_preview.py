"""The page that shows papers to be signed as they will be printed, one sheet at a time."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.services.cases.print_forms import FormPage
from ui.shortcuts import KEYS, Command
from ui.widgets.paper_preview import PaperPreview
from ui.widgets.text import Elided, Rank, text

_MARGIN = 16
_A4 = 297 / 210
_SEEN_AGAIN = 40
"""What stays in sight when one goes on down a sheet, in pixels."""
_TURNS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class FormPreviewPage(QWidget):
    """Holds the papers of one application; PgUp and PgDn go through all their sheets."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._pages: tuple[FormPage, ...] = ()
        self._place = 0
        self.title, self.paper = Elided(rank=Rank.STRONG), PaperPreview()
        self._room = QScrollArea()
        self._room.setWidgetResizable(True)
        self._room.setWidget(self.paper)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._room.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        printing, back = KEYS[Command.PRINT].sequence, KEYS[Command.STEP_OUT].sequence
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 8, _MARGIN, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self._room, 1)
        column.addWidget(text(f"PgUp PgDn 翻页　{printing} 打印　{back} 返回，什么都没有打印。", Rank.SMALL))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("签字材料预览")

    def show_pages(self, pages: Sequence[FormPage], first: str) -> None:
        """Show papers, beginning with the one whose material has the key `first`."""
        self._pages = tuple(pages)
        keys = [page.material.key for page in pages]
        self._show(keys.index(first) if first in keys else 0)

    @property
    def current(self) -> str:
        """The key of the paper that is shown, empty for none."""
        return self._pages[self._place].material.key if self._pages else ""

    def turn(self, step: int) -> None:
        """Go on or back by what can be seen at once: down a sheet, to the next one, to the next paper."""
        bar = self._room.verticalScrollBar()
        end = bar.maximum() if step > 0 else bar.minimum()
        if bar.value() != end:
            bar.setValue(bar.value() + step * (self._room.viewport().height() - _SEEN_AGAIN))
            return
        if self.paper.turn(step):
            self._tell()
        elif 0 <= self._place + step < len(self._pages):
            self._show(self._place + step, last=step < 0)
        else:
            return
        bar.setValue(bar.minimum() if step > 0 else bar.maximum())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show a sheet as wide as there is room: what stands on it has to be read."""
        super().resizeEvent(event)
        room = event.size().width() - 2 * _MARGIN - self._room.verticalScrollBar().sizeHint().width()
        self.paper.setFixedHeight(round(room * _A4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the sheets."""
        if event.key() in _TURNS:
            self.turn(_TURNS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _show(self, place: int, *, last: bool = False) -> None:
        self._place = place
        self.paper.show_paper(self._pages[place].pdf)
        self._room.verticalScrollBar().setValue(0)
        if last:
            self.paper.turn(self.paper.page_count)
        self._tell()

    def _tell(self) -> None:
        if not self._pages:
            return
        name, copies = self._pages[self._place].material.name, self._pages[self._place].material.copies
        papers = f"第 {self._place + 1}/{len(self._pages)} 份　" if len(self._pages) > 1 else ""
        sheets = f"第 {self.paper.page + 1}/{self.paper.page_count} 页"
        printed = f"　打 {copies} 份" if copies > 1 else ""
        self.title.set_words(f"{papers}《{name}》　{sheets}{printed}")
