"""Asks for today's date once, when the computer's own cannot be right."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from app.domain.words import Message
from ui.login.centred import centred
from ui.login.typed_date import typed_date
from ui.shortcuts import Acts, Command
from ui.widgets.key_button import ButtonRank, PressButton
from ui.widgets.labelled_rows import FIELD_BOX, labelled_rows
from ui.widgets.message_strip import MessageStrip
from ui.widgets.text import Rank, Tone, card, text

CARD_WIDTH = 640
_LAW = "文书上的日期、文号的年份和办理期限都按您确认的日期算。确认后，请把刚才那一步再按一次。"


class ClockPage(QWidget):
    """`confirmed` tells the date, and 工号 and pass phrase of a supervisor if there had to be one."""

    confirmed = Signal(object, str, str)
    left = Signal()

    def __init__(self) -> None:
        """Lay out the page; the supervisor's fields keep their room but are closed."""
        super().__init__()
        self.setObjectName("page")
        self._clock, self._last = text("", Rank.STRONG), text("", Rank.STRONG)
        for shown in (self._clock, self._last):
            shown.setMinimumHeight(FIELD_BOX)
        self.day, self.supervisor, self.phrase = (
            _field("今天的日期"),
            _field("负责人工号"),
            _field("负责人口令"),
        )
        self.day.setPlaceholderText("如 20261125")
        self.phrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._strip = MessageStrip(is_of_card=True)
        self._button = PressButton("就是这一天", self._submit, ButtonRank.MAIN, key="Enter")
        self._acts = Acts({Command.STEP_OUT: self.left.emit}, self)
        centred(self, self._plate())
        for field in (self.day, self.supervisor, self.phrase):
            field.returnPressed.connect(self._submit)

    @property
    def body(self) -> QWidget:
        """The page itself."""
        return self

    def listeners(self) -> Iterable[Acts]:
        """Esc goes back; nothing was decided."""
        return (self._acts,)

    def entered(self) -> None:
        """Ask anew: nothing is filled in, for a date only confirmed by habit is not confirmed."""
        for field in (self.day, self.supervisor, self.phrase):
            field.clear()
        self._strip.clear()
        self.ask_supervisor(is_asked=False)
        self.allow(is_open=True)
        self.day.setFocus()

    def show_dates(self, clock: str, last: str) -> None:
        """Show what the computer says and the last business date (both ISO)."""
        self._clock.setText(_shown(clock))
        self._last.setText(_shown(last))

    def ask_supervisor(self, *, is_asked: bool) -> None:
        """Open or close the supervisor's fields."""
        for field in (self.supervisor, self.phrase):
            field.setEnabled(is_asked)
        if is_asked:
            self.supervisor.setFocus()

    def allow(self, *, is_open: bool) -> None:
        """Open or close the way on, while it is being checked."""
        self._button.setEnabled(is_open)

    def say(self, message: Message) -> None:
        """Say what happened."""
        self._strip.show_message(message)

    @property
    def said(self) -> str:
        """What is being said."""
        return self._strip.words

    @property
    def dates(self) -> tuple[str, str]:
        """The two dates shown."""
        return self._clock.text(), self._last.text()

    @Slot()
    def _submit(self) -> None:
        day = typed_date(self.day.text())
        if day is None:
            self._strip.say("请输入今天的年月日，共八位数字，如 20261125。", Tone.SOON)
            self.day.setFocus()
        elif self.supervisor.isEnabled() and not self.supervisor.text():
            self.supervisor.setFocus()
        elif self.supervisor.isEnabled() and not self.phrase.text():
            self.phrase.setFocus()
        elif self._button.isEnabled():
            self.confirmed.emit(day, self.supervisor.text().strip(), self.phrase.text())

    def _plate(self) -> QFrame:
        frame, column = card(margin=32, spacing=16)
        frame.setFixedWidth(CARD_WIDTH)
        column.addWidget(text("今天是几号？", Rank.SECTION))
        column.addWidget(text(_LAW, Rank.MUTED, wraps=True))
        rows = (
            ("电脑的日期", self._clock),
            ("上次办公", self._last),
            ("今天的日期", self.day),
            ("负责人工号", self.supervisor),
            ("负责人口令", self.phrase),
        )
        column.addLayout(labelled_rows(rows))
        column.addWidget(self._strip)
        column.addWidget(self._button)
        column.addWidget(PressButton("先回去看看", self.left.emit, ButtonRank.QUIET, key="Esc"))
        return frame


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setProperty("enterSubmits", True)
    return field


def _shown(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.year}年{day.month}月{day.day}日"
