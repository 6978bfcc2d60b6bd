"""One question of a table's row: the label above the field."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.domain.form.model import Choice, FieldDef, TableDef
from app.domain.form.sheet import FieldState
from ui.form.choosing import Initials
from ui.form.entries import TextEntry, choices_for, entry_for
from ui.form.region_entry import RegionEntry
from ui.form.row_layout import ENTRY_HEIGHT, LABEL_HEIGHT
from ui.form.sentences import SaidProblem
from ui.widgets.text import Elided, Rank, Tone, set_tone

_WRONG, _MISSING = "● ", "□ "
"""A shape beside the colour."""


class RowCell(QWidget):
    """Shows one answer of whichever row is open; what is wrong with it is said by the table's own note."""

    def __init__(self, table: TableDef, field: FieldDef, initials: Initials, parent: QWidget) -> None:
        """Lay out one column of `table`."""
        super().__init__(parent)
        self.field = field
        self.entry = entry_for(field, initials)
        self.entry.setParent(self)
        self.entry.setAccessibleName(f"{table.label} {field.label}")
        self.entry.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._label = Elided(field.label, Rank.SMALL)
        self._label.setParent(self)

    def show_state(
        self, state: FieldState, offered: Sequence[Choice], problem: SaidProblem | None, *, is_other_row: bool
    ) -> None:
        """Show an answer; that of another row even where somebody was just typing."""
        self.entry.show_state(state, choices_for(self.field, offered))
        if is_other_row and isinstance(self.entry, TextEntry | RegionEntry) and self.entry.hasFocus():
            self.entry.answer_changed_elsewhere(state)
        tone = problem.shade if problem else Tone.PLAIN
        mark = (_MISSING if problem.is_missing else _WRONG) if problem else ""
        unit = f"（{self.field.unit}）" if self.field.unit else ""
        star = " *" if state.required and not state.calculated else ""
        self._label.set_words(f"{mark}{self.field.label}{unit}{star}")
        self.entry.setToolTip(problem.message.sentence() if problem else "")
        self.entry.setAccessibleDescription(problem.message.sentence() if problem else "")
        set_tone(self._label, tone)
        set_tone(self.entry, tone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the label above the field."""
        super().resizeEvent(event)
        self._label.setGeometry(QRect(0, 0, self.width(), LABEL_HEIGHT))
        tall = ENTRY_HEIGHT if isinstance(self.entry, QLineEdit) else self.height() - LABEL_HEIGHT
        self.entry.setGeometry(QRect(0, LABEL_HEIGHT, self.width(), max(ENTRY_HEIGHT, tall)))
