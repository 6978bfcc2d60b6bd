"""Listens to a line edit for wedge readings and hands each over as one event."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.wedge import WedgeFrame


class WedgeField(QObject):
    """Watches one field. `read` carries the cleaned text; the field then holds it and nothing else.

    Enter of a reader is used up here: it must not move the focus or start anything.
    """

    read = Signal(str)

    def __init__(self, field: QLineEdit, monotonic: Callable[[], float]) -> None:
        """Watch `field`; `monotonic` is the clock's side that never goes back."""
        super().__init__(field)
        self._field, self._monotonic = field, monotonic
        self._frame = WedgeFrame()
        field.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take every key of the field."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return self._on_enter()
        if event.text():
            self._frame.key(event.text(), self._monotonic())
        return False

    def _on_enter(self) -> bool:
        reading = self._frame.enter(self._monotonic())
        if reading is None:
            return False
        self._field.setText(reading)
        self.read.emit(reading)
        return True
