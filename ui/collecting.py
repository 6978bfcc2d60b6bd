"""Keeps Python's garbage collection on the GUI thread: a worker collecting would destroy widgets there."""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

LOOK_MS = 1000


class Collector(QObject):
    """Collects where widgets live. Left alone, Python collects in whichever thread made the last object.

    A form that was let go lies in a circle with its signals; a lane that is drawing a paper would then take
    its widgets apart under Qt's hands, and the program dies without a word.
    """

    def __init__(self, application: QObject) -> None:
        """Do nothing before `start`."""
        super().__init__(application)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Take the collecting over; what was loaded so far stays for good and is not gone through again."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Collect as much as Python itself would by now, the oldest generation that is due."""
        due = [made > most for made, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(due):
            gc.collect(max(generation for generation, is_due in enumerate(due) if is_due))

    @Slot()
    def stop(self) -> None:
        """Give the collecting back to Python, when no lane is open any more."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
