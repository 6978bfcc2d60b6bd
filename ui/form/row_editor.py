"""The fields of the row a table has open; the same fields serve one row after another."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.form.model import Choice, TableDef
from app.domain.form.sheet import FieldState
from ui.form import row_layout
from ui.form.attached_entry import AttachedEntry, show_small
from ui.form.choosing import Initials
from ui.form.entries import AnyEntry
from ui.form.row_cell import RowCell
from ui.form.sentences import SaidProblem


class RowEditor(QWidget):
    """Lays the fields out and, where they need more room than there is, keeps the one in use in sight."""

    answered = Signal(str, object)
    advanced = Signal()
    entered = Signal()
    left = Signal(str)
    """The path of a field that lost the focus, or whose row was closed while it had it."""
    pressed = Signal(object)
    """A QKeyEvent before its field sees it; whoever accepts it keeps it."""
    pages_wanted = Signal()

    def __init__(self, table: TableDef, initials: Initials, parent: QWidget) -> None:
        """Make a field for each column that can be typed in."""
        super().__init__(parent)
        self.table, self.row = table, ""
        self._canvas = QWidget(self)
        self._cells = {
            column.key: RowCell(table, column, initials, self._canvas)
            for column in row_layout.typed_columns(table)
        }
        self._columns: Mapping[QObject, str] = {cell.entry: key for key, cell in self._cells.items()}
        self._hidden: set[str] = set()
        self._held = ""
        for key, cell in self._cells.items():
            cell.entry.answered.connect(lambda raw, at=key: self.answered.emit(self.path(at), raw))
            cell.entry.advanced.connect(self.advanced)
            cell.entry.installEventFilter(self)
            if isinstance(cell.entry, AttachedEntry):
                cell.entry.wanted.connect(self.pages_wanted)

    def path(self, column: str) -> str:
        """Return the path of a column in the open row."""
        return f"{self.table.key}/{self.row}/{column}"

    def entry(self, column: str) -> AnyEntry | None:
        """Return the field of a column, if it can be typed in."""
        cell = self._cells.get(column)
        return cell.entry if cell is not None else None

    def open_row(self, row: str) -> None:
        """Serve another row; its answers come with `show_cell`."""
        self._leave()
        self.row = row

    def show_cell(
        self, state: FieldState, offered: Sequence[Choice], problem: SaidProblem | None, *, is_other_row: bool
    ) -> None:
        """Show one answer of the open row."""
        key = state.field.key
        self._cells[key].show_state(state, offered, problem, is_other_row=is_other_row)
        if (key in self._hidden) is state.visible:
            self._hidden ^= {key}
            self._arrange()

    def show_pictures(self, pictures: Mapping[str, QImage]) -> None:
        """Show the small pictures of the open row's pages."""
        for cell in self._cells.values():
            show_small(cell.entry, pictures)

    def focus(self, column: str) -> None:
        """Put the focus into a column of the open row, or into its first one."""
        shown = [key for key in self._cells if key not in self._hidden]
        key = column if column in self._cells else next(iter(shown), "")
        if key:
            self._cells[key].entry.setFocus()
            self._held = self.path(key)
            self._arrange()

    def column_of(self, widget: QWidget | None) -> str:
        """Return the column a widget belongs to, or an empty text."""
        for key, cell in self._cells.items():
            if widget is not None and (cell.entry is widget or cell.entry.isAncestorOf(widget)):
                return key
        return ""

    def line_count(self, width: int) -> int:
        """Return how many lines all fields of a row can need, so that none moves when one appears."""
        return row_layout.line_count(
            row_layout.lay_out((cell.field for cell in self._cells.values()), row_layout.abreast(width))
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the focus, and let the table see each key first."""
        if event.type() == QEvent.Type.FocusIn:
            self._held = self.path(self._columns[watched])
            self._arrange()
            self.entered.emit()
        elif event.type() == QEvent.Type.FocusOut:
            self._leave()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            event.ignore()
            self.pressed.emit(event)
            return event.isAccepted()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the fields out anew."""
        super().resizeEvent(event)
        self._arrange()

    def _leave(self) -> None:
        held, self._held = self._held, ""
        if held:
            self.left.emit(held)

    def _arrange(self) -> None:
        count = row_layout.abreast(self.width())
        each = (self.width() - (count - 1) * row_layout.GUTTER) // count
        shown = [cell.field for key, cell in self._cells.items() if key not in self._hidden]
        places = row_layout.lay_out(shown, count)
        for place in places:
            left = place.column * (each + row_layout.GUTTER)
            wide = place.span * each + (place.span - 1) * row_layout.GUTTER
            tall = place.lines * row_layout.LINE_HEIGHT - row_layout.GAP
            self._cells[place.key].setGeometry(QRect(left, place.line * row_layout.LINE_HEIGHT, wide, tall))
        for key, cell in self._cells.items():
            cell.setVisible(key not in self._hidden)
        height = row_layout.line_count(places) * row_layout.LINE_HEIGHT
        self._canvas.setGeometry(0, -self._above(places), self.width(), max(height, self.height()))

    def _above(self, places: Sequence[row_layout.Place]) -> int:
        """Return how far the fields are pushed up, in whole lines, for the one in use to be seen."""
        fits = max(1, self.height() // row_layout.LINE_HEIGHT)
        used = self._held.rpartition("/")[2]
        line = next((place.line + place.lines for place in places if place.key == used), 0)
        return max(0, line - fits) * row_layout.LINE_HEIGHT
