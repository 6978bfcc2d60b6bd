"""A due date with what is left of it: 12月4日（周五） 还有 3 个工作日."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import dates
from ui.widgets.pill import Pill
from ui.widgets.text import Elided, Tone

_SOON_FROM = 2
"""With this many working days left a limit is said to be soon."""


class DueLabel(QWidget):
    """Shows a limit; late and soon have a word and a colour."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._day = Elided()
        self._day.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._left = Pill()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._day)
        row.addWidget(self._left)
        row.addStretch(1)

    def show_due(self, due: date, working_days: int, today: date, *, provisional: bool = False) -> None:
        """Show `due`, with `working_days` left from `today`; provisional while no calendar reaches it."""
        self._day.set_words(dates.day(due, today=today) + (" 暂定" if provisional else ""))
        self._left.show_state(dates.left(working_days), tone_of(working_days))


def tone_of(working_days: int) -> Tone:
    """Return how urgent a limit is."""
    if working_days < 0:
        return Tone.LATE
    return Tone.SOON if working_days <= _SOON_FROM else Tone.PLAIN
