"""The checklist as a list with keys: each is told with the paper it was pressed on."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

from ui.counter.row_entry import ESC, TYPING
from ui.widgets.row_list import RowList

_BACK = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_Left})


class PaperList(RowList):
    """`struck` tells the id of a row and the key; `stepped_back` that the form is wanted again.

    While something is typed on a line (`is_typing`), it hears the digits, Enter, Backspace and Esc too, and
    leaving the line is told as Esc.
    """

    struck = Signal(str, str)
    stepped_back = Signal()

    def __init__(
        self, name: str, keys: Iterable[str] = (), *, lead_width: int, steps_back: bool = True
    ) -> None:
        """Take the keys of a line as they are typed, letters as capitals; `steps_back` behind a form."""
        super().__init__(name, lead_width=lead_width)
        self._keys = frozenset(keys)
        self.is_typing = False
        self.may_step_back = steps_back

    def event(self, event: QEvent) -> bool:
        """Take Esc for the line before the window steps out."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride and self.is_typing
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell the keys of a line and leave the others to the list."""
        key, row_id = event.text().upper(), self.current_id
        heard = self._keys | TYPING if self.is_typing else self._keys
        if event.key() in _BACK and self.may_step_back:
            self._leave_line()
            self.stepped_back.emit()
        elif key and key in heard and row_id is not None:
            self.struck.emit(row_id, key)
        else:
            self._leave_line()
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave the line before another is pointed at."""
        self._leave_line()
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave the line: whoever types elsewhere types nothing here."""
        self._leave_line()
        super().focusOutEvent(event)

    def _leave_line(self) -> None:
        if self.is_typing and self.current_id is not None:
            self.struck.emit(self.current_id, ESC)
