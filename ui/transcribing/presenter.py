"""Walks a clerk through a case's values while another system has the keyboard, and takes its number back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QSocketNotifier, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.case.case import Case
from app.ports.global_keys import FunctionKey, GlobalKeys, Hold
from app.services.case_turn import CaseDone
from app.services.cases.transcribe import (
    Transcription,
    TranscriptionRefused,
    begin_transcription,
    orders_for,
    take_serial,
)
from ui.at_desk import AtDesk
from ui.changes import Changes
from ui.shortcuts import Acts, Command
from ui.transcribing.clipboard import clear_away, lay_down
from ui.transcribing.strip import TranscriptionStrip
from ui.transcribing.walk import Walk
from ui.widgets.text import Tone

FORTH, BACK = FunctionKey(11), FunctionKey(11, shift=True)
_MARGIN, _BELOW_BAR = 16, 64
_NO_KEYS = "这台电脑不让本程序在别的窗口里接收 F11：请先点一下这里，再按 F11，然后回对方系统粘贴。"


class Transcriber(QObject):
    """The 转录助手 of one clerk: one strip, one case at a time."""

    def __init__(self, at: AtDesk, keys: GlobalKeys, parent: QWidget) -> None:
        """Prepare the strip; `keys` is the desktop's keyboard, `parent` the window it belongs to."""
        super().__init__(parent)
        self._at, self._keys = at, keys
        self._doings: dict[Command, Callable[[], None]] = {
            Command.TRANSCRIBE: self.forth,
            Command.TRANSCRIBE_BACK: self.back,
            Command.STEP_OUT: self.close,
        }
        self.acts = Acts(self._doings, self)
        self.strip = TranscriptionStrip(self.acts, parent)
        self.strip.closed.connect(self._on_closed)
        self.strip.order_chosen.connect(self._on_order)
        self.strip.serial_given.connect(self._on_serial)
        self._case: Case | None = None
        self._begun: Transcription | None = None
        self._walk = Walk(())
        self._hold: Hold | None = None
        self._listener: QSocketNotifier | None = None

    @property
    def is_open(self) -> bool:
        """Say whether a case is being carried over."""
        return self.strip.isVisible()

    def begin(self, case: Case, failed: Callable[[Exception], None]) -> None:
        """Open the strip on a case; errors, and an item no other system is known for, go to `failed`."""
        orders = orders_for(self._at.office, case.item.id)
        if orders:
            self._case = case
            self._read(orders[0].id, failed)
        else:
            failed(TranscriptionRefused("transcription.no_order", item=case.item.name))

    def forth(self) -> None:
        """Put the next value into the clipboard; after the last, ask for the other system's number."""
        if self._walk.coming is None:
            self.strip.ask_serial()
        self._go(self._walk.forth())

    def back(self) -> None:
        """Put the value before into the clipboard once more."""
        self._go(self._walk.back())

    def close(self) -> None:
        """Put the strip away; a number already given stays in the case."""
        self.strip.close()

    def _read(self, order_id: str, failed: Callable[[Exception], None]) -> None:
        case = self._case
        if case is None:
            return
        begin = partial(begin_transcription, self._at.office, self._at.desk, case.id, order_id)
        self._at.store(begin, self._on_begun, failed)

    def _on_begun(self, begun: Transcription) -> None:
        self._begun = begun
        self._walk = Walk(begun.values)
        strip = self.strip
        strip.show_orders(orders_for(self._at.office, self._item_id), begun.order)
        strip.show_serial(begun.serial)
        strip.show_walk(self._walk)
        strip.strip.clear()
        strip.setWindowTitle(f"转录助手　{begun.case_number}")
        self._place()
        strip.show()
        self._listen()

    def _go(self, walk: Walk) -> None:
        self._walk = walk
        if walk.in_hand is not None:
            lay_down(walk.in_hand.text)
        self.strip.show_walk(walk)

    def _listen(self) -> None:
        if self._hold is not None:
            return
        self._hold = self._keys.hold((FORTH, BACK))
        if self._hold is None:
            self.strip.strip.say(_NO_KEYS, Tone.SOON)
            return
        self._listener = QSocketNotifier(self._hold.fileno(), QSocketNotifier.Type.Read, self)
        self._listener.activated.connect(self._on_pressed)

    @Slot()
    def _on_pressed(self) -> None:
        if self._hold is not None:
            for key in self._hold.presses():
                (self.back if key.shift else self.forth)()

    @Slot()
    def _on_closed(self) -> None:
        hand = self._walk.in_hand
        clear_away(hand.text if hand is not None else "")
        if self._listener is not None:
            self._listener.setEnabled(False)
            self._listener.deleteLater()
        if self._hold is not None:
            self._hold.release()
        self._listener = self._hold = None

    @Slot(str)
    def _on_order(self, order_id: str) -> None:
        self._read(order_id, self._on_failed)

    @Slot(str)
    def _on_serial(self, typed: str) -> None:
        begun, at = self._begun, self._at
        if begun is not None:
            command = at.office.ids.operation_id()
            take = partial(take_serial, at.office, at.desk, command, begun.case_id, begun.order.id, typed)
            at.store(take, self._on_taken, self._on_failed)

    def _on_taken(self, done: CaseDone) -> None:
        self._at.tell(Changes(cases=frozenset({done.case.id})))
        begun = self._begun
        if begun is not None:
            serial = next(one.serial for one in done.case.elsewhere if one.system == begun.order.id)
            self.strip.show_serial(serial)
            self.strip.strip.say(f"已记下{begun.order.serial_label} {serial}，在办件里能看到。", Tone.DONE)

    def _on_failed(self, error: Exception) -> None:
        self.strip.strip.show_message(self._at.wording.of(error))

    def _place(self) -> None:
        """Stand at the right, where forms have least, below the bar that tells of printer and clerk."""
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.strip.adjustSize()
        self.strip.move(room.right() - self.strip.width() - _MARGIN, room.top() + _BELOW_BAR)

    @property
    def _item_id(self) -> str:
        return self._case.item.id if self._case is not None else ""
