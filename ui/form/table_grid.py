"""A table of a form: its rows in one line each, and below them the fields of the row that is open."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.form.model import TableDef
from app.domain.form.values import Kind
from app.domain.words import Message
from ui import theme
from ui.form import row_layout
from ui.form.choosing import Initials
from ui.form.entries import AnyEntry, help_for
from ui.form.form_desk import FormDesk
from ui.form.known_names import offer_names
from ui.form.row_editor import RowEditor
from ui.form.row_lines import calculated_words, row_line, sum_words
from ui.form.sentences import SaidProblem
from ui.widgets.key_button import ButtonRank, PressButton
from ui.widgets.row_list import Row, RowList
from ui.widgets.text import Elided, Rank, Tone, set_tone, text

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_HEAD, _CALCULATED, _NOTE, _GAP, _BELOW = 36, 24, 24, 4, 8
_LEAST_LINES, _MOST_LINES = 2, 6
_LEAD = 32
_WHOLE_NUMBER = 18
_KEYS = "换行 Ctrl+↑↓  移动 Alt+↑↓  删行 Ctrl+Del"
_CARRIED = "同一个人的号码前面填过，已经写上；不对的直接改。"
_NO_ROWS = "没有的不用填；要填的按 Insert 加一行。"


class TableGrid(QWidget):
    """One table, worked by keys.

    Insert adds a row, Ctrl+Delete takes the open one out, Alt and an arrow move it, Ctrl and an arrow open
    the one before or after it.
    """

    advanced = Signal()
    left = Signal(str)
    pages_wanted = Signal()

    def __init__(self, desk: FormDesk, table: TableDef, initials: Initials, parent: QWidget) -> None:
        """Lay out head, lines, fields and note; `show_all` brings the rows."""
        super().__init__(parent)
        self.table = table
        self._desk = desk
        self._judged: set[str] = set()
        self._is_all_judged = False
        self._wants_newest = False
        self._lines: dict[str, Row] = {}
        self._sums = Elided(rank=Rank.SMALL)
        self._calculated, self._note = Elided(rank=Rank.SMALL), Elided(table.help, Rank.SMALL)
        self._head, self._keys = self._make_head(), Elided(_KEYS, Rank.SMALL)
        self.rows = RowList(table.label, lead_width=_LEAD)
        self.editor = RowEditor(table, initials, self)
        for part in (self.rows, self._calculated, self._note, self._keys):
            part.setParent(self)
        self.rows.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.rows.installEventFilter(self)
        self.rows.pointed.connect(self._open)
        self.rows.clicked.connect(lambda _index: self.editor.focus(""))
        self.editor.answered.connect(self._on_answered)
        self.editor.advanced.connect(self.advanced)
        self.editor.entered.connect(self._say)
        self.editor.left.connect(self._on_left)
        self.editor.pressed.connect(self._on_key)
        self.editor.pages_wanted.connect(self.pages_wanted)

    @property
    def open_row(self) -> str:
        """The row whose fields are shown; an empty text while there is none."""
        return self.editor.row

    @property
    def note(self) -> str:
        """The whole words under the fields."""
        return self._note.words()

    def show_all(self) -> None:
        """Show every row anew."""
        self.show_paths(frozenset({self.table.key}))

    def show_paths(self, paths: frozenset[str]) -> None:
        """Show again the rows some paths are in; with the table's key among them all rows, in their order."""
        known = self._desk.sheet.row_ids(self.table.key)
        touched = {path.split("/")[1] for path in paths if path.startswith(f"{self.table.key}/")}
        changed = [row for row in known if self.table.key in paths or row in touched]
        newest = next((row for row in reversed(known) if row not in self._lines), "")
        self._judged = {path for path in self._judged if path.split("/")[1] in known}
        gone_at = next((at for at, row in enumerate(self._lines) if row == self.open_row), 0)
        # The lines stand in the order of the rows, so that a removed row's place is known.
        self._lines = {row: self._line(row) if row in changed else self._lines[row] for row in known}
        self._show_lines()
        if newest and self._wants_newest:
            self._wants_newest = False
            self.focus_path(f"{self.table.key}/{newest}/")
        elif self.open_row not in known:
            self._open_instead(gone_at)
        elif self.open_row in changed:
            self._show_cells(is_other_row=False)
        self._sums.set_words(sum_words(self._desk, self.table))
        self._say()

    def show_pictures(self) -> None:
        """Show the small pictures of the open row."""
        self.editor.show_pictures(self._desk.pictures)

    def judge(self) -> None:
        """From now on say everything that is wrong, blanks included."""
        self._is_all_judged = True
        self.show_all()

    def focus_path(self, path: str) -> None:
        """Open the row of a path and put the focus into its field; without a row, on the lines."""
        _, _, rest = path.partition("/")
        row, _, column = rest.partition("/")
        self._open(row or next(iter(self._lines), ""))
        if self.open_row:
            self.editor.focus(column)
        else:
            self.rows.setFocus()
        self._say()

    def path_of(self, widget: QWidget | None) -> str:
        """Return the path a widget belongs to, the table's key for its lines, or an empty text."""
        column = self.editor.column_of(widget)
        if column:
            return self.editor.path(column)
        return self.table.key if widget is self.rows else ""

    def entry_at(self, path: str) -> AnyEntry | None:
        """Return the field of a path whose row is open."""
        column = path.rpartition("/")[2]
        return self.editor.entry(column) if path == self.editor.path(column) else None

    def height_in(self, width: int, room: int) -> int:
        """Return the height the table wants in a width, never more than `room`."""
        count = max(_LEAST_LINES, min(len(self._lines), _MOST_LINES)) if self._lines else 1
        lines, fields = count * self._line_height(), self._fields_height(width) if self._lines else 0
        return min(room, self._fixed_height() + lines + fields)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Hear the keys pressed on the lines."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        event.ignore()
        self._on_key(event)
        if not event.isAccepted() and event.key() in _ENTER:
            event.accept()
            if self.open_row:
                self.editor.focus("")
            else:
                self.advanced.emit()
        return event.isAccepted()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the fields what they need, the lines the rest."""
        super().resizeEvent(event)
        self._arrange()

    def _make_head(self) -> QWidget:
        head = QWidget(self)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(text(self.table.label, Rank.STRONG))
        row.addWidget(self._sums, 1)
        row.addWidget(PressButton("加一行", self._want_row, ButtonRank.QUIET, key="Insert"))
        return head

    def _arrange(self) -> None:
        width, y = self.width(), _HEAD + _GAP
        is_open = bool(self._lines)
        free = self.height() - self._fixed_height()
        fields = self._fields_room(width, free - self._line_height()) if is_open else 0
        self._head.setGeometry(QRect(0, 0, width, _HEAD))
        lines = max(1, (free - fields) // self._line_height())
        self.rows.setGeometry(QRect(0, y, width, lines * self._line_height()))
        y += self.rows.height() + _GAP
        self._calculated.setGeometry(QRect(0, y, width, _CALCULATED))
        y += self._calculated_height()
        self.editor.setGeometry(QRect(0, y, width, max(0, fields)))
        keys, foot = min(self._keys.sizeHint().width(), width // 2), self.height() - _NOTE - _BELOW
        self._note.setGeometry(QRect(0, foot, width - keys - 2 * _GAP, _NOTE))
        self._keys.setGeometry(QRect(width - keys, foot, keys, _NOTE))
        self._calculated.setVisible(is_open and bool(self._calculated_height()))
        self.editor.setVisible(is_open)

    def _fixed_height(self) -> int:
        return _HEAD + self._calculated_height() + _NOTE + 2 * _GAP + _BELOW

    def _calculated_height(self) -> int:
        return _CALCULATED if row_layout.calculated_columns(self.table) else 0

    def _fields_height(self, width: int) -> int:
        return self.editor.line_count(width) * row_layout.LINE_HEIGHT

    def _fields_room(self, width: int, free: int) -> int:
        """Return what of the fields fits into `free`, in whole lines of them."""
        fits = max(1, free // row_layout.LINE_HEIGHT) * row_layout.LINE_HEIGHT
        return min(self._fields_height(width), fits)

    def _line_height(self) -> int:
        return max(theme.ROW_HEIGHT, self.rows.sizeHintForRow(0))

    def _line(self, row: str) -> Row:
        is_calm = row == self.open_row and not self._is_all_judged
        return row_line(self._desk, self.table, row, frozenset(self._judged) if is_calm else None)

    def _show_lines(self) -> None:
        lines = enumerate(self._lines.values(), start=1)
        self.rows.show_rows([replace(line, lead=str(number)) for number, line in lines])

    @Slot(str)
    def _open(self, row: str) -> None:
        if row == self.open_row or (row and row not in self._lines):
            return
        before = self.open_row
        self.editor.open_row(row)
        for one in (before, row):
            if one in self._lines:
                self._lines[one] = self._line(one)
        self._show_lines()
        self.rows.choose(row)
        self._show_cells(is_other_row=True)
        self._arrange()

    def _open_instead(self, place: int) -> None:
        """Open what now stands where the open row stood."""
        rows = list(self._lines)
        had_focus, column = bool(self.path_of(self._in_use())), self.editor.column_of(self._in_use())
        self._open(rows[min(place, len(rows) - 1)] if rows else "")
        if had_focus:
            self.focus_path(f"{self.table.key}/{self.open_row}/{column}" if rows else self.table.key)

    def _show_cells(self, *, is_other_row: bool) -> None:
        if not self.open_row:
            self._calculated.set_words("")
            return
        for column in row_layout.typed_columns(self.table):
            self._show_cell(self.editor.path(column.key), is_other_row=is_other_row)
        self._calculated.set_words(calculated_words(self._desk, self.table, self.open_row))

    def _show_cell(self, path: str, *, is_other_row: bool) -> None:
        state, offered = self._desk.sheet.state(path), self._desk.choices(path)
        self.editor.show_cell(state, offered, self._told_at(path), is_other_row=is_other_row)
        self.editor.show_pictures(self._desk.pictures)

    def _told_at(self, path: str) -> SaidProblem | None:
        """Return the first problem of a field that is told by now."""
        told = self._is_all_judged or path in self._judged
        return next(iter(self._desk.problems_at(path)), None) if told else None

    @Slot()
    def _say(self) -> None:
        """Under the fields: what is wrong with the one in use, with the row, with the table; or help."""
        column = self.editor.column_of(self._in_use())
        asked = next((one for one in self.table.columns if one.key == column), None)
        first = self._first_problem(column)
        entry, own_help = self.editor.entry(column), help_for(asked) if asked is not None else ""
        offered = offer_names(entry, self._desk.sheet, self.table.key) if asked is not None else ""
        carried = _CARRIED if self._desk.is_carried(self.editor.path(column)) else ""
        remark = self._desk.remark(self.editor.path(column)) if asked is not None else None
        remarked = self._fitting(remark) if remark is not None else ""
        help_words = offered or carried or remarked or own_help or self.table.help
        no_words = "" if self._lines else _NO_ROWS
        self._note.set_words(self._fitting(first.message) if first else help_words or no_words)
        set_tone(self._note, first.shade if first else Tone.PLAIN)

    def _fitting(self, message: Message) -> str:
        """Return both sentences, or only what happened where both would be cut off."""
        whole = message.sentence()
        fits = self._note.fontMetrics().horizontalAdvance(whole) <= self._note.width()
        return whole if fits else message.say

    def _first_problem(self, column: str) -> SaidProblem | None:
        keys = (column, *(one.key for one in row_layout.typed_columns(self.table))) if self.open_row else ()
        in_row = (self._told_at(self.editor.path(key)) for key in keys if key)
        own = (
            problem
            for problem in self._desk.table_problems(self.table.key)
            if self._is_all_judged or not problem.is_missing
        )
        return next((one for one in in_row if one is not None), None) or next(own, None)

    @Slot(str, object)
    def _on_answered(self, path: str, raw: object) -> None:
        """A field being typed in is not blamed yet, except a whole number: its last key settles it."""
        column = path.rpartition("/")[2]
        entry, kind = self.editor.entry(column), self._kind(column)
        is_whole = kind is Kind.ID_NUMBER and isinstance(raw, str) and len(raw.strip()) >= _WHOLE_NUMBER
        if isinstance(entry, QLineEdit) and not is_whole:
            self._judged.discard(path)
        else:
            self._judged.add(path)
        self._desk.answer(path, raw)

    def _kind(self, column: str) -> Kind:
        return next(one.kind for one in self.table.columns if one.key == column)

    @Slot(str)
    def _on_left(self, path: str) -> None:
        """Once left, an answer shows its full form, and what is wrong with it; its row may be gone."""
        row = path.split("/")[1]
        if row in self._desk.sheet.row_ids(self.table.key):
            self._judged.add(path)
            self._show_cell(path, is_other_row=False)
            self._lines[row] = self._line(row)
            self._show_lines()
            self._say()
        self.left.emit(path)

    @Slot(object)
    def _on_key(self, event: QKeyEvent) -> None:
        held, step = event.modifiers(), _STEPS.get(Qt.Key(event.key()), 0)
        is_known = True
        if event.key() == Qt.Key.Key_Insert:
            self._want_row()
        elif event.key() == Qt.Key.Key_Delete and held == Qt.KeyboardModifier.ControlModifier:
            self._unwant_row()
        elif step and held & Qt.KeyboardModifier.AltModifier:
            self._move_row(step)
        elif step and held & Qt.KeyboardModifier.ControlModifier:
            self._step(step)
        else:
            is_known = False
        event.setAccepted(is_known)

    @Slot()
    def _want_row(self) -> None:
        self._wants_newest = True
        self._desk.add_row(self.table.key)
        self._wants_newest = False

    def _unwant_row(self) -> None:
        if self.open_row:
            self._desk.remove_row(self.table.key, self.open_row)

    def _move_row(self, step: int) -> None:
        place = self._place() + step
        if self.open_row and 0 <= place < len(self._lines):
            self._desk.move_row(self.table.key, self.open_row, place)

    def _step(self, step: int) -> None:
        rows, place = list(self._lines), self._place() + step
        if self.open_row and 0 <= place < len(rows):
            self.focus_path(f"{self.table.key}/{rows[place]}/{self.editor.column_of(self._in_use())}")

    def _in_use(self) -> QWidget | None:
        return self.window().focusWidget()

    def _place(self) -> int:
        return list(self._lines).index(self.open_row) if self.open_row else 0
