"""The strip: what to paste now, what comes next, and where the other system's number goes."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.transcription.carrying import Carried
from app.domain.transcription.order import KeyingOrder
from ui.shortcuts import KEYS, Acts, Command
from ui.transcribing.walk import Walk
from ui.widgets.key_button import ActButton, ButtonRank
from ui.widgets.message_strip import MessageStrip
from ui.widgets.text import Elided, Rank, text

WIDTH = 560
_KEYS = (Command.TRANSCRIBE, Command.TRANSCRIBE_BACK, Command.STEP_OUT)
_BLANK = "（空着，按 Tab 跳过）"
_START = "点到对方系统的第一格，按 {key} 开始"
_DONE = "都抄完了"


class TranscriptionStrip(QWidget):
    """A small window that stays above the others and never takes the keyboard unless it is clicked."""

    closed = Signal()
    order_chosen = Signal(str)
    serial_given = Signal(str)

    def __init__(self, acts: Acts, parent: QWidget | None = None) -> None:
        """Show the keys of `acts`."""
        super().__init__(parent, Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint)
        self._acts = acts
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # The clerk types in the other system: a strip that took the keyboard when shown would be in the way.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle("转录助手")
        self.setFixedWidth(WIDTH)
        self.orders = QComboBox()
        self.orders.setAccessibleName("抄到哪个系统")
        self.orders.activated.connect(self._on_order)
        self._count = text("", Rank.MUTED)
        self._label, self._value = Elided("", Rank.MUTED), Elided("", Rank.SECTION)
        self._coming = Elided("", Rank.MUTED)
        self._serial_label = text("", Rank.STRONG)
        self.serial = QLineEdit()
        self.serial.returnPressed.connect(self._on_serial)
        self.strip = MessageStrip(is_of_card=True)
        self._arrange(acts)

    def show_orders(self, orders: Sequence[KeyingOrder], chosen: KeyingOrder) -> None:
        """Name the system, and the others this item can be entered in."""
        self.orders.clear()
        for order in orders:
            self.orders.addItem(order.name, order.id)
        self.orders.setCurrentIndex(self.orders.findData(chosen.id))
        self.orders.setEnabled(len(orders) > 1)
        self._serial_label.setText(chosen.serial_label)
        self.serial.setAccessibleName(chosen.serial_label)
        self.serial.setPlaceholderText(f"抄完后从对方系统复制过来：{chosen.serial_help}")

    def show_walk(self, walk: Walk) -> None:
        """Show where the clerk is."""
        self._count.setText(f"{walk.taken}/{len(walk.values)}")
        hand = walk.in_hand
        start = _START.format(key=KEYS[Command.TRANSCRIBE].sequence)
        self._label.set_words(f"现在粘贴：{hand.label}" if hand else "准备好了")
        self._value.set_words(_shown(hand) if hand else start)
        coming = walk.coming
        self._coming.set_words(f"下一项：{coming.label}　{_shown(coming)}" if coming else f"{_DONE}。")

    def show_serial(self, serial: str) -> None:
        """Show the number the other system gave."""
        self.serial.setText(serial)

    def ask_serial(self) -> None:
        """Put the keyboard where the number goes."""
        self.activateWindow()
        self.serial.setFocus()
        self.serial.selectAll()

    @property
    def words(self) -> tuple[str, str, str]:
        """What to paste now, its value, and what comes next."""
        return self._label.words(), self._value.words(), self._coming.words()

    def event(self, event: QEvent) -> bool:
        """Claim its own keys: those of the main window reach into its tool windows, and Esc with them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _command(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the keys itself where the desktop gives them to nobody, and Esc everywhere."""
        command = _command(event)
        if command is None or not self._acts.run(command):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so: the clipboard has to be emptied and the keys given back."""
        super().closeEvent(event)
        self.closed.emit()

    def _arrange(self, acts: Acts) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.orders, 1)
        head.addWidget(self._count)
        column.addLayout(head)
        column.addWidget(self._plate())
        keys = QHBoxLayout()
        keys.setSpacing(8)
        keys.addWidget(ActButton(acts, Command.TRANSCRIBE, ButtonRank.MAIN, word="复制下一项"))
        keys.addWidget(ActButton(acts, Command.TRANSCRIBE_BACK))
        keys.addStretch(1)
        keys.addWidget(ActButton(acts, Command.STEP_OUT, word="收起"))
        column.addLayout(keys)
        number = QHBoxLayout()
        number.setSpacing(8)
        number.addWidget(self._serial_label)
        number.addWidget(self.serial, 1)
        column.addLayout(number)
        column.addWidget(self.strip)

    def _plate(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("plate", "card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        for line in (self._label, self._value, self._coming):
            column.addWidget(line)
        return frame

    @Slot(int)
    def _on_order(self, place: int) -> None:
        self.order_chosen.emit(self.orders.itemData(place))

    @Slot()
    def _on_serial(self) -> None:
        self.serial_given.emit(self.serial.text())


def _command(event: QKeyEvent) -> Command | None:
    wanted = QKeySequence(event.keyCombination()).toString()
    return next((one for one in _KEYS if KEYS[one].sequence == wanted), None)


def _shown(value: Carried) -> str:
    return value.text or _BLANK
