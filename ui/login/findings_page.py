"""Tells after sign-in that the data were put back or copied, what that means, and takes lost papers back."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.domain.words import Message
from app.services.lost_numbers import LostNumbers
from ui.login.centred import centred
from ui.login.context import SessionContext
from ui.shortcuts import Acts, Command
from ui.take_back.presenter import TakeBackPresenter
from ui.take_back.use_cases import TakeBackUseCases
from ui.take_back.view import TakeBackView
from ui.widgets.key_button import ButtonRank, PressButton
from ui.widgets.text import Rank, card, text

CARD_WIDTH = 720
_BOX_HEIGHTS = (240, 344)
_MARGIN = 32


class FindingsPage(QWidget):
    """Calm: nothing is broken, and nothing has to be decided. `understood` lets the clerk go on."""

    understood = Signal()

    def __init__(self, context: SessionContext) -> None:
        """Lay out the page."""
        super().__init__()
        self.setObjectName("page")
        self._found = QVBoxLayout()
        self._found.setSpacing(16)
        self.box = TakeBackView(context.monotonic)
        self.box.setMinimumHeight(_BOX_HEIGHTS[0])
        self.box.setMaximumHeight(_BOX_HEIGHTS[1])
        self.take_back = TakeBackPresenter(self.box, context.tasks, context.wording)
        self._lost = LostNumbers()
        self._button = PressButton("知道了", self._step_out, ButtonRank.MAIN, key="Enter")
        self._button.setDefault(True)
        self._acts = Acts({Command.STEP_OUT: self._step_out}, self)
        self.take_back.lost_known.connect(self._on_lost)
        self.box.asking_changed.connect(self._name_button)
        centred(self, self._plate())

    @property
    def body(self) -> QWidget:
        """The page itself."""
        return self

    def listeners(self) -> Iterable[Acts]:
        """Esc goes back one question, and on from here when none is open."""
        return (self._acts,)

    def entered(self) -> None:
        """Be ready for the scanner, or for Enter where nothing is to be scanned."""
        if self._lost.papers:
            self.take_back.resume()
        else:
            self._button.setFocus()

    def show_findings(self, found: Sequence[Message], lost: LostNumbers, use: TakeBackUseCases) -> None:
        """Show what was found, in whole sentences, and take lost papers back with `use`."""
        while self._found.count():
            self._found.takeAt(0).widget().deleteLater()
        for message in found:
            self._found.addWidget(text(message.title, Rank.STRONG))
            self._found.addWidget(_sentence(message))
        self.take_back.begin(use)
        self.take_back.show_lost(lost)
        self.box.setVisible(lost != LostNumbers())

    @property
    def words(self) -> tuple[str, ...]:
        """The sentences shown."""
        items = (self._found.itemAt(at) for at in range(self._found.count()))
        return tuple(item.widget().text() for item in items)  # type: ignore[attr-defined]

    @property
    def button(self) -> PressButton:
        """The way on."""
        return self._button

    def _step_out(self) -> None:
        if not self.take_back.step_out():
            self.understood.emit()

    @Slot(object)
    def _on_lost(self, lost: LostNumbers) -> None:
        self._lost = lost
        self._name_button()

    @Slot()
    def _name_button(self) -> None:
        """Say by the button whether something is left for later; it never stops anybody from going on."""
        if self.box.is_asking:
            self._button.set_word("退回一步", "Esc")
        elif self._lost.papers:
            self._button.set_word("以后再补登", "Esc")
        else:
            self._button.set_word("知道了", "Enter")

    def _plate(self) -> QFrame:
        frame, column = card(margin=_MARGIN, spacing=16)
        frame.setFixedWidth(CARD_WIDTH)
        column.addWidget(text("开始前请先看一眼", Rank.SECTION))
        column.addLayout(self._found)
        column.addWidget(self.box)
        column.addWidget(self._button)
        return frame


def _sentence(message: Message) -> QLabel:
    """Return the words with the height their lines need: a centred plate does not ask for it."""
    said = text(message.sentence(), wraps=True)
    said.ensurePolished()
    said.setMinimumHeight(said.heightForWidth(CARD_WIDTH - 2 * _MARGIN))
    return said
