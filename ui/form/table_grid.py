"""A table of a form: a row of fields for each row, added, moved and removed by keys, with sums below."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.form.model import Choice, FieldDef, TableDef
from app.domain.form.sheet import FieldState
from app.domain.form.values import Value
from ui.form.choosing import Initials
from ui.form.entries import AnyEntry, choices_for, entry_for
from ui.form.sentences import SaidProblem
from ui.form.shown import read
from ui.widgets.key_button import ButtonRank, PressButton
from ui.widgets.text import Elided, Rank, Tone, set_tone, text

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class TableGrid(QWidget):
    """Shows the rows of one table; every wish of the clerk goes out as a signal, nothing is decided here."""

    answered = Signal(str, object)
    advanced = Signal()
    left = Signal(str)
    row_wanted = Signal(str)
    row_unwanted = Signal(str, str)
    row_moved = Signal(str, str, int)

    def __init__(self, table: TableDef, initials: Initials, parent: QWidget) -> None:
        """Lay out head and foot; rows come with `show_rows`."""
        super().__init__(parent)
        self.table = table
        self._initials = initials
        self._rows: tuple[str, ...] = ()
        self.entries: dict[str, AnyEntry] = {}
        self._labels: list[QLabel] = []
        self._sums = text("", Rank.STRONG)
        self._note = Elided(table.help, Rank.SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._head())
        self._grid = QGridLayout()
        self._grid.setSpacing(4)
        column.addLayout(self._grid)
        column.addStretch(1)
        column.addWidget(self._note)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(text(self.table.label, Rank.STRONG))
        head.addWidget(self._sums, 1)
        head.addWidget(PressButton("加一行", self._want_row, ButtonRank.QUIET, key="Insert"))
        head.addWidget(text("删行 Ctrl+Delete  移动 Alt+↑↓", Rank.SMALL))
        return head

    def show_rows(self, rows: Sequence[str]) -> None:
        """Make the fields of these rows, in this order; known rows keep their fields."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        for label in self._labels:
            label.deleteLater()
        self._labels = []
        for path in [path for path in self.entries if path.split("/")[1] not in self._rows]:
            self.entries.pop(path).deleteLater()
        for place, column in enumerate(self.table.columns, start=1):
            unit = f"（{column.unit}）" if column.unit else ""
            self._place_label(f"{column.label}{unit}", 0, place)
            self._grid.setColumnStretch(place, 2 if column.max_chars else 1)
        for number, row in enumerate(self._rows, start=1):
            self._place_label(str(number), number, 0)
            for place, column in enumerate(self.table.columns, start=1):
                self._grid.addWidget(self._entry(row, column), number, place)

    def show_cell(
        self, state: FieldState, offered: Sequence[Choice], problems: Sequence[SaidProblem]
    ) -> None:
        """Show one cell; what is wrong with it is its colour here and its sentence in the note below."""
        entry = self.entries[state.path]
        entry.show_state(state, choices_for(state.field, offered))
        entry.setVisible(state.visible)
        set_tone(entry, problems[0].tone if problems else Tone.PLAIN)
        entry.setToolTip(problems[0].message.sentence() if problems else "")

    def show_sums(self, sums: Mapping[str, Value], problems: Sequence[SaidProblem]) -> None:
        """Show the line of sums, and the first thing wrong with the table."""
        columns = {column.key: column for column in self.table.columns}
        words = (
            f"{columns[key].label}合计 {read(columns[key], value)}{columns[key].unit}"
            for key, value in sums.items()
        )
        self._sums.setText("  ".join(words))
        first = problems[0] if problems else None
        self._note.set_words(first.message.sentence() if first else self.table.help)
        set_tone(self._note, first.tone if first else Tone.PLAIN)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Add with Insert, remove with Ctrl+Delete, move with Alt+Up and Alt+Down."""
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit(str(watched.property("path")))
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return self._on_key(event, str(watched.property("path")).split("/")[1])

    def _on_key(self, event: QKeyEvent, row: str) -> bool:
        held = event.modifiers()
        if event.key() == Qt.Key.Key_Insert:
            self._want_row()
        elif event.key() == Qt.Key.Key_Delete and held == Qt.KeyboardModifier.ControlModifier:
            self.row_unwanted.emit(self.table.key, row)
        elif event.key() in _STEPS and held & Qt.KeyboardModifier.AltModifier:
            place = self._rows.index(row) + _STEPS[Qt.Key(event.key())]
            if 0 <= place < len(self._rows):
                self.row_moved.emit(self.table.key, row, place)
        else:
            return False
        return True

    def _place_label(self, words: str, row: int, column: int) -> None:
        label = text(words, Rank.SMALL)
        self._labels.append(label)
        self._grid.addWidget(label, row, column)

    def _want_row(self) -> None:
        self.row_wanted.emit(self.table.key)

    def _entry(self, row: str, column: FieldDef) -> AnyEntry:
        path = f"{self.table.key}/{row}/{column.key}"
        if path not in self.entries:
            entry = entry_for(column, self._initials)
            entry.setProperty("path", path)
            entry.setAccessibleName(f"{self.table.label} {column.label}")
            entry.installEventFilter(self)
            entry.answered.connect(lambda raw, at=path: self.answered.emit(at, raw))
            entry.advanced.connect(self.advanced)
            self.entries[path] = entry
        return self.entries[path]
