"""Tells after sign-in that the data were put back or copied, what that means, and takes lost papers back."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
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
_EDGE, _SPACING, _MARGIN = 8, 16, 32
_BOX_HEIGHTS = (224, 344)
_AROUND = 3 * _MARGIN + 2 * _SPACING
"""What plate and button take beside the two parts."""


class FindingsPage(QWidget):
    """Calm: nothing is broken, and nothing has to be decided. `understood` lets the clerk go on."""

    understood = Signal()

    def __init__(self, context: SessionContext) -> None:
        """Lay out the page."""
        super().__init__()
        self.setObjectName("page")
        self._told, self._found = QWidget(), QVBoxLayout()
        self.box = TakeBackView(context.monotonic)
        self.box.setMinimumHeight(_BOX_HEIGHTS[0])
        self.box.setMaximumHeight(_BOX_HEIGHTS[1])
        self.take_back = TakeBackPresenter(self.box, context.tasks, context.wording)
        self._lost, self._has_read = LostNumbers(), False
        self._button = PressButton("知道了", self._go_on, ButtonRank.MAIN, key="Enter")
        self._button.setDefault(True)
        self._acts = Acts({Command.STEP_OUT: self._go_on}, self)
        self.take_back.lost_known.connect(self._on_lost)
        self.box.asking_changed.connect(self._name_button)
        self._plate = self._laid_out()
        centred(self, self._plate)

    @property
    def body(self) -> QWidget:
        """The page itself."""
        return self

    def listeners(self) -> Iterable[Acts]:
        """Esc goes back one question, and on from here when none is open."""
        return (self._acts,)

    def entered(self) -> None:
        """Be ready for the scanner, or for Enter where nothing is to be scanned."""
        self._use_room()
        if self._lost.papers and not self._only_tells:
            self.take_back.resume()
        else:
            self._button.setFocus()

    def show_findings(self, found: Sequence[Message], lost: LostNumbers, use: TakeBackUseCases) -> None:
        """Show what was found, in whole sentences, and take lost papers back with `use`."""
        while self._found.count():
            self._found.takeAt(0).widget().deleteLater()
        for message in found:
            self._found.addWidget(text(message.title, Rank.STRONG))
            self._found.addWidget(text(message.sentence(), wraps=True))
        self._has_read = False
        self.take_back.begin(use)
        self.take_back.show_lost(lost)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show both parts where there is room for them, else one after the other."""
        super().resizeEvent(event)
        self._use_room()

    @property
    def words(self) -> tuple[str, ...]:
        """The sentences shown."""
        return tuple(label.text() for label in self._labels())

    @property
    def button(self) -> PressButton:
        """The way on."""
        return self._button

    @property
    def _only_tells(self) -> bool:
        """Say whether the scan box has to wait until what was found is read."""
        return not self._has_room and not self._has_read

    @property
    def _has_room(self) -> bool:
        """Say whether what was found and the scan box fit on one page: else the one comes after the other."""
        labels = self._labels()
        width = self._plate.width() - 2 * _MARGIN
        lines = sum(
            one.heightForWidth(width) if one.wordWrap() else one.sizeHint().height() for one in labels
        )
        heading = self.fontMetrics().height() + _SPACING
        told = heading + lines + _SPACING * len(labels)
        return self.height() >= told + _BOX_HEIGHTS[0] + self._button.sizeHint().height() + _AROUND

    def _go_on(self) -> None:
        if self._lost != LostNumbers() and self._only_tells:
            self._has_read = True
            self.entered()
        elif not self.take_back.step_out():
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
        elif self._lost.papers and not self._only_tells:
            self._button.set_word("以后在“文书”里补登", "Esc")
        else:
            self._button.set_word("知道了", "Enter")

    def _use_room(self) -> None:
        width = min(CARD_WIDTH, self.width() - 2 * _EDGE)
        self._plate.setFixedWidth(width)
        self._told.setVisible(self._has_room or self._only_tells)
        self.box.setVisible(self._has_lost and not self._only_tells)
        self._give_lines_their_height(width - 2 * _MARGIN)
        self._name_button()

    @property
    def _has_lost(self) -> bool:
        return self._lost != LostNumbers() or self.box.strip.words != ""

    def _labels(self) -> list[QLabel]:
        items = (self._found.itemAt(at).widget() for at in range(self._found.count()))
        return [label for label in items if isinstance(label, QLabel)]

    def _give_lines_their_height(self, width: int) -> None:
        """Wrapped words on a centred plate do not ask for the height their lines need."""
        for label in self._labels():
            label.ensurePolished()
            label.setMinimumHeight(label.heightForWidth(width) if label.wordWrap() else 0)

    def _laid_out(self) -> QFrame:
        frame, column = card(margin=_MARGIN, spacing=_SPACING)
        told = QVBoxLayout(self._told)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(_SPACING)
        told.addWidget(text("开始前请先看一眼", Rank.SECTION))
        self._found.setSpacing(_SPACING)
        told.addLayout(self._found)
        column.addWidget(self._told)
        column.addWidget(self.box)
        column.addWidget(self._button)
        return frame
