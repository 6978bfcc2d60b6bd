"""The sign-in page: 工号 and pass phrase, and what went wrong right below them."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QWidget

from app.domain.clerk import Clerk
from app.domain.words import Message
from ui.login.centred import centred
from ui.shortcuts import Acts
from ui.widgets.key_button import ButtonRank, PressButton
from ui.widgets.labelled_rows import labelled_rows
from ui.widgets.message_strip import MessageStrip
from ui.widgets.text import Rank, Tone, card, text

CARD_WIDTH = 480
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_NO_PHRASE = "请输入口令，再按回车。"
_DEMO = "示范大厅，口令 {}，人物和印章都是虚构的。"


class SignInPage(QWidget):
    """Named clerks only; `submitted` tells 工号 and pass phrase."""

    submitted = Signal(str, str)

    def __init__(self, hall: str, demo_phrase: str | None = None) -> None:
        """Lay out the page for a hall; `demo_phrase` is what a demo hall may tell everybody."""
        super().__init__()
        self.setObjectName("page")
        self._who = QComboBox()
        self._who.setEditable(True)
        self._who.setAccessibleName("工号或姓名")
        self._phrase = QLineEdit()
        self._phrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._phrase.setAccessibleName("口令")
        self._phrase.setProperty("enterSubmits", True)
        self._demo_phrase = demo_phrase
        self._strip = MessageStrip(is_of_card=True)
        self._button = PressButton("登录", self._submit, ButtonRank.MAIN, key="Enter")
        self._hall = text(hall, Rank.SECTION)
        centred(self, self._plate())
        self._phrase.returnPressed.connect(self._submit)
        self._phrase.installEventFilter(self)

    @property
    def body(self) -> QWidget:
        """The page itself."""
        return self

    def listeners(self) -> Iterable[Acts]:
        """Only fields take keys here."""
        return ()

    def name_hall(self, hall: str) -> None:
        """Say which hall this is."""
        self._hall.setText(hall)

    def entered(self) -> None:
        """Be ready for the 工号, or for the pass phrase if the clerk is known."""
        self._phrase.clear()
        (self._phrase if self._who.currentText() else self._who).setFocus()

    def show_clerks(self, clerks: Sequence[Clerk], last: str = "") -> None:
        """Offer the clerks by 工号 and name; who signed in `last` (工号) only types the pass phrase.

        What was typed already stays. A demo hall offers its first clerk to whoever comes first.
        """
        chosen = self._who.currentText()
        self._who.clear()
        for clerk in clerks:
            self._who.addItem(f"{clerk.staff_number} {clerk.name}", clerk.staff_number)
        if chosen:
            self._who.setCurrentText(chosen)
            return
        self._who.setCurrentIndex(self._who.findData(last))
        if self._who.currentIndex() < 0 and self._demo_phrase is not None:
            self._who.setCurrentIndex(0)
        (self._phrase if self._who.currentText() else self._who).setFocus()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Go back to the 工号 on Shift+Enter: Enter alone signs in."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        is_back = event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if is_back:
            self._who.setFocus()
        return is_back

    def say(self, message: Message | None) -> None:
        """Say what happened, or nothing."""
        self._strip.clear() if message is None else self._strip.show_message(message)

    def say_waiting(self, words: str) -> None:
        """Say that the phrase is being checked."""
        self._strip.say(words, Tone.PRESS)

    def allow(self, *, is_open: bool) -> None:
        """Open or close the way in, while a wait lasts or a phrase is being checked."""
        self._button.setEnabled(is_open)
        if not is_open:
            # Qt would hand the keys on to the next field, where they could be read.
            self.setFocus()
        self._phrase.setEnabled(is_open)
        if is_open:
            self._phrase.clear()
            self._phrase.setFocus()

    @property
    def said(self) -> str:
        """What is being said."""
        return self._strip.words

    @property
    def fields(self) -> tuple[QComboBox, QLineEdit]:
        """The two fields."""
        return self._who, self._phrase

    @Slot()
    def _submit(self) -> None:
        if self._button.isEnabled() and not self._phrase.text():
            self._strip.say(_NO_PHRASE, Tone.PRESS)
            self._phrase.setFocus()
        elif self._button.isEnabled():
            self.submitted.emit(staff_number(self._who.currentText()), self._phrase.text())

    def _plate(self) -> QFrame:
        frame, column = card(margin=32, spacing=16)
        frame.setFixedWidth(CARD_WIDTH)
        column.addWidget(self._hall)
        column.addWidget(text("用自己的工号登录，办的每件事都记在自己名下。", Rank.MUTED))
        if self._demo_phrase is not None:
            column.addWidget(text(_DEMO.format(self._demo_phrase), Rank.MUTED, wraps=True))
        column.addLayout(labelled_rows((("工号", self._who), ("口令", self._phrase))))
        column.addWidget(self._strip)
        column.addWidget(self._button)
        return frame


def staff_number(typed: str) -> str:
    """Return the 工号 of what was typed or chosen: 0312 王秀英 gives 0312."""
    return typed.split(maxsplit=1)[0] if typed.strip() else ""
