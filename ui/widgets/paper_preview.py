"""Shows a page of a paper as it will be printed."""

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QLabel

_ROOM = 8


class PaperPreview(QLabel):
    """Holds one paper; drawn anew when the room changes, sharp at the screen's scaling."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._document = QPdfDocument(self)
        self._bytes = QByteArray()
        self._buffer = QBuffer(self._bytes, self)
        self._page = 0
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setMinimumSize(240, 320)
        self.setAccessibleName("文书预览")

    def show_paper(self, pdf: bytes) -> None:
        """Show the first page of a paper."""
        self._document.close()
        self._buffer.close()
        self._bytes.clear()
        self._bytes.append(pdf)
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._page = 0
        self._draw()

    def show_nothing(self) -> None:
        """Take the paper away: the one that is asked for is still being read, or has no picture."""
        self._document.close()
        self.clear()

    def show_words(self, words: str) -> None:
        """Say in place of a picture why none is shown."""
        self.show_nothing()
        self.setText(words)

    @property
    def page(self) -> int:
        """The page that is shown, counted from 0."""
        return self._page

    @property
    def page_count(self) -> int:
        """How many pages the paper has."""
        return self._document.pageCount()

    def turn(self, step: int) -> bool:
        """Show another page, at most the first or last; say whether it is another one."""
        before = self._page
        self._page = max(0, min(self._page + step, self.page_count - 1))
        self._draw()
        return self._page != before

    @property
    def place(self) -> tuple[int, int]:
        """The page shown, counted from 1, and how many there are."""
        return self._page + 1, self._document.pageCount()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for the new room."""
        super().resizeEvent(event)
        self._draw()

    def _draw(self) -> None:
        if not self._document.pageCount():
            return
        scale = self.devicePixelRatioF()
        points = self._document.pagePointSize(self._page)
        room = QSize(self.width() - _ROOM, self.height() - _ROOM)
        fitted = points.toSize().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        picture = QPixmap.fromImage(self._document.render(self._page, fitted * scale))
        paper = QPixmap(picture.size())
        paper.fill(Qt.GlobalColor.white)
        _lay_on(paper, picture)
        paper.setDevicePixelRatio(scale)
        self.setPixmap(paper)


def _lay_on(paper: QPixmap, picture: QPixmap) -> None:
    """A PDF page has no ground of its own."""
    painter = QPainter(paper)
    painter.drawPixmap(0, 0, picture)
    painter.end()
