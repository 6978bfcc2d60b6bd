"""The field of an answer that is given by captured pages (照片): how many, a small picture, and the key."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.domain.form.attached import Attached, attached_in
from app.domain.form.model import Choice
from app.domain.form.sheet import FieldState
from ui.form.shown import attached_words
from ui.shortcuts import KEYS, Command

_KEY = KEYS[Command.SCANS].sequence
_INSET = 2
HELP = f"{_KEY} 收照片、看照片"
"""What its key does, said under the field."""


class AttachedEntry(QLineEdit):
    """Nothing is typed here: its key, or a double click, leads to the pages and back."""

    answered = Signal(object)
    advanced = Signal()
    left = Signal()
    wanted = Signal()
    """The pages are to be looked at, or more to be taken in."""

    def __init__(self) -> None:
        """Start without pages."""
        super().__init__()
        self.setReadOnly(True)
        self.setPlaceholderText(f"按 {_KEY} 拍照或选照片")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._first = ""
        self._small = QLabel(self)
        self._small.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._small.hide()

    @property
    def pictured(self) -> bool:
        """Say whether the small picture of the first page is shown."""
        return not self._small.isHidden()

    def show_state(self, state: FieldState, _choices: Sequence[Choice]) -> None:
        """Show how many pages there are, and the words of an older answer."""
        attached = attached_in(state.value)
        # The question says what the pages are of, and a narrow field has room for little more.
        counted = f"{len(attached.ids)} 张" if attached.ids else ""
        self.setText(
            "　".join(part for part in (counted, attached_words(Attached(note=attached.note))) if part)
        )
        self.setCursorPosition(0)
        self.setToolTip(attached_words(attached))
        self._first = next(iter(attached.ids), "")

    def show_picture(self, pictures: Mapping[str, QImage]) -> None:
        """Show the first page small, if its picture is among these by now."""
        picture = pictures.get(self._first, QImage())
        height = max(1, self.height() - 2 * _INSET)
        self._small.setVisible(not picture.isNull())
        if picture.isNull():
            self.setTextMargins(0, 0, 0, 0)
            return
        scale = self.devicePixelRatioF()
        mode = Qt.TransformationMode.SmoothTransformation
        fitted = picture.scaledToHeight(round(height * scale), mode)
        fitted.setDevicePixelRatio(scale)
        self._small.setPixmap(QPixmap.fromImage(fitted))
        width = round(fitted.width() / scale)
        self._small.setGeometry(_INSET, _INSET, width, height)
        self.setTextMargins(width + _INSET, 0, 0, 0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Ask for the pages."""
        self.wanted.emit()


def show_small(entry: QWidget, pictures: Mapping[str, QImage]) -> None:
    """Show the small picture of a field that has pages; other fields have none."""
    if isinstance(entry, AttachedEntry):
        entry.show_picture(pictures)
