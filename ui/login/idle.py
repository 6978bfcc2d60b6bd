"""Notices that nobody touched keyboard or mouse for a while."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QInputEvent

_TOUCHES = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class IdleWatch(QObject):
    """Installed on the application; `idle` is told once the minutes are over."""

    idle = Signal()

    def __init__(self, application: QObject) -> None:
        """Watch `application`; nothing is told before `start`."""
        super().__init__(application)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        application.installEventFilter(self)

    def start(self, minutes: int) -> None:
        """Begin to count."""
        self._timer.start(minutes * 60_000)

    def stop(self) -> None:
        """Count no more: nobody is signed in, or it is locked already."""
        self._timer.stop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Begin anew with each touch."""
        # Every event of the program comes by here, and its class is far quicker to tell than its type.
        if isinstance(event, QInputEvent) and event.type() in _TOUCHES and self._timer.isActive():
            self._timer.start()
        return False
