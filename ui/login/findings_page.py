"""Tells after sign-in that the data were put back or copied, what that means, and which numbers they lack."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.domain.words import Message
from ui.login.centred import centred
from ui.shortcuts import Acts
from ui.widgets.key_button import ButtonRank, PressButton
from ui.widgets.row_list import Row, RowList
from ui.widgets.text import Rank, card, text

CARD_WIDTH = 720
_LIST_HEIGHT = 208
_MARGIN = 32


class FindingsPage(QWidget):
    """Calm: nothing is broken, and nothing has to be decided. `understood` lets the clerk go on."""

    understood = Signal()

    def __init__(self) -> None:
        """Lay out the page."""
        super().__init__()
        self.setObjectName("page")
        self._found = QVBoxLayout()
        self._found.setSpacing(16)
        self._heading = text("", Rank.STRONG, wraps=True)
        self.lost = RowList("数据里没有的号", lead_width=0)
        self.lost.setFixedHeight(_LIST_HEIGHT)
        self._button = PressButton("知道了", self.understood.emit, ButtonRank.MAIN, key="Enter")
        self._button.setDefault(True)
        self.lost.picked.connect(self._on_picked)
        centred(self, self._plate())

    @property
    def body(self) -> QWidget:
        """The page itself."""
        return self

    def listeners(self) -> Iterable[Acts]:
        """Only Enter is asked for."""
        return ()

    def entered(self) -> None:
        """Be ready for Enter."""
        (self.lost if self.lost.rows else self._button).setFocus()

    def show_findings(self, found: Sequence[Message], lost: Sequence[str]) -> None:
        """Show what was found, in whole sentences, and the numbers that were printed but are not known."""
        while self._found.count():
            self._found.takeAt(0).widget().deleteLater()
        for message in found:
            self._found.addWidget(text(message.title, Rank.STRONG))
            self._found.addWidget(_sentence(message))
        self._heading.setText(f"下面 {len(lost)} 个号已经打印出去，数据里没有，不会再发给别人：")
        self.lost.show_rows([Row(id=number, lead="", words=number) for number in lost])
        self._heading.setVisible(bool(lost))
        self.lost.setVisible(bool(lost))
        if lost:
            self.lost.choose(lost[0])

    @property
    def words(self) -> tuple[str, ...]:
        """The sentences shown."""
        items = (self._found.itemAt(at) for at in range(self._found.count()))
        return tuple(item.widget().text() for item in items)  # type: ignore[attr-defined]

    @Slot(str)
    def _on_picked(self, _number: str) -> None:
        self.understood.emit()

    def _plate(self) -> QFrame:
        frame, column = card(margin=_MARGIN, spacing=16)
        frame.setFixedWidth(CARD_WIDTH)
        column.addWidget(text("开始前请先看一眼", Rank.SECTION))
        column.addLayout(self._found)
        column.addWidget(self._heading)
        column.addWidget(self.lost)
        column.addWidget(self._button)
        return frame


def _sentence(message: Message) -> QLabel:
    """Return the words with the height their lines need: a centred plate does not ask for it."""
    said = text(message.sentence(), wraps=True)
    said.ensurePolished()
    said.setMinimumHeight(said.heightForWidth(CARD_WIDTH - 2 * _MARGIN))
    return said
