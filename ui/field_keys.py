"""Enter goes to the next field and Shift+Enter back, but never while a syllable is being composed."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QWidget,
)
from shiboken6 import isValid

_FIELDS = (QLineEdit, QComboBox, QAbstractSpinBox, QCheckBox, QRadioButton)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FieldKeys(QObject):
    """Watches whichever widget has the focus; one for the application.

    A field whose Enter means something else (a pass phrase that signs in) sets the property `enterSubmits`:
    its own returnPressed then fires, and still not during composition. Enter in the last field stays there:
    the buttons of the foot have keys of their own.
    """

    def __init__(self, application: QApplication) -> None:
        """Follow the focus of `application`."""
        super().__init__(application)
        self._preedit = ""
        self._watched: QWidget | None = None
        application.focusChanged.connect(self._on_focus_changed)

    @property
    def is_composing(self) -> bool:
        """Say whether an input method has text in the making."""
        return bool(self._preedit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep track of composition and take Enter."""
        if isinstance(event, QInputMethodEvent):
            self._preedit = event.preeditString()
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            return isinstance(watched, QWidget) and self._on_enter(watched, event)
        return False

    def _on_enter(self, field: QWidget, event: QKeyEvent) -> bool:
        """Return whether Enter was used up here."""
        if self.is_composing:
            return True
        if not isinstance(field, _FIELDS) or field.property("enterSubmits"):
            return False
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        field.focusPreviousChild() if back else field.focusNextChild()
        if _is_of_foot(QApplication.focusWidget()):
            # One more Enter would press it: what ends a piece of work is never walked onto.
            field.setFocus()
        return True

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._preedit = ""
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = new
        if new is not None:
            new.installEventFilter(self)


def _is_of_foot(widget: QWidget | None) -> bool:
    parent = widget.parentWidget() if widget is not None else None
    return parent is not None and parent.objectName() == "foot"
