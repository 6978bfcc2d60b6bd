"""The lock: nothing of the work can be seen, and all of it is there when the same clerk comes back."""

from collections.abc import Iterable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from app.domain.words import Message
from ui.login.centred import centred
from ui.shortcuts import Acts
from ui.widgets.key_button import ButtonRank, PressButton
from ui.widgets.message_strip import MessageStrip
from ui.widgets.text import Rank, card, text

CARD_WIDTH = 480
_OTHER = "Ctrl+Shift+L"


class LockPage(QWidget):
    """`submitted` tells the pass phrase of whoever locked; `left` that somebody else wants to sign in."""

    submitted = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        """Lay out the page."""
        super().__init__()
        self.setObjectName("page")
        self._who = text("", Rank.SECTION)
        self._phrase = QLineEdit()
        self._phrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._phrase.setAccessibleName("口令")
        self._phrase.setPlaceholderText("口令")
        self._phrase.setProperty("enterSubmits", True)
        self._strip = MessageStrip(is_of_card=True)
        self._button = PressButton("解锁", self._submit, ButtonRank.MAIN, key="Enter")
        centred(self, self._plate())
        self._phrase.returnPressed.connect(self._submit)

    @property
    def body(self) -> QWidget:
        """The page itself."""
        return self

    def listeners(self) -> Iterable[Acts]:
        """No key reaches the work behind the lock."""
        return ()

    def entered(self) -> None:
        """Be ready for the pass phrase."""
        self._strip.clear()
        self.allow(is_open=True)

    def name_clerk(self, shown: str) -> None:
        """Say whose work is behind the lock."""
        self._who.setText(f"{shown} 已锁屏")

    def say(self, message: Message | None) -> None:
        """Say what happened, or nothing."""
        self._strip.clear() if message is None else self._strip.show_message(message)

    def allow(self, *, is_open: bool) -> None:
        """Open or close the field, while a wait lasts or a phrase is being checked."""
        self._button.setEnabled(is_open)
        if not is_open:
            # Qt would hand the keys on to a button, which a typed space would press.
            self.setFocus()
        self._phrase.setEnabled(is_open)
        self._phrase.clear()
        if is_open:
            self._phrase.setFocus()

    @property
    def said(self) -> str:
        """What is being said."""
        return self._strip.words

    @property
    def phrase(self) -> QLineEdit:
        """The field."""
        return self._phrase

    @Slot()
    def _submit(self) -> None:
        if self._button.isEnabled() and self._phrase.text():
            self.submitted.emit(self._phrase.text())

    def _plate(self) -> QFrame:
        frame, column = card(margin=32, spacing=16)
        frame.setFixedWidth(CARD_WIDTH)
        column.addWidget(self._who)
        column.addWidget(text("填到一半的内容都在，输入口令接着办。", Rank.MUTED))
        column.addWidget(self._phrase)
        column.addWidget(self._strip)
        column.addWidget(self._button)
        # Three keys at once: a slip of the hand must not end somebody's day at the window.
        column.addWidget(PressButton("换人登录", self.left.emit, ButtonRank.QUIET, key=_OTHER))
        QShortcut(QKeySequence(_OTHER), self, self.left.emit)
        return frame
