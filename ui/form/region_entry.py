"""The field that asks for a region: type its name, its initials or its code, and the list below narrows."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from app.domain.form.model import Choice, FieldDef
from app.domain.form.sheet import FieldState
from ui import theme
from ui.form.choosing import Initials
from ui.form.region_finder import finder_of
from ui.form.shown import read, typed
from ui.widgets.row_list import Row, RowList

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_CODE_WIDTH = 128


class RegionEntry(QLineEdit):
    """Stores the code, shows the names. The first row that fits is the answer until another is chosen.

    The list lies over the form and takes no focus, so that an input method keeps its place.
    """

    answered = Signal(object)
    advanced = Signal()
    left = Signal()

    def __init__(self, field: FieldDef, initials: Initials) -> None:
        """Take the question, and how a name is shortened to initials."""
        super().__init__()
        self._field, self._initials = field, initials
        self._state: FieldState | None = None
        self._choices: Sequence[Choice] = ()
        self._list: RowList | None = None
        self.setPlaceholderText("村名、镇名或拼音首字母")
        self.textEdited.connect(self._on_edited)

    @property
    def offered(self) -> tuple[Row, ...]:
        """The regions the list shows now."""
        return self._list.rows if self._list is not None and not self._list.isHidden() else ()

    def show_state(self, state: FieldState, choices: Sequence[Choice]) -> None:
        """Show the answer by its names; never disturbs what is being typed."""
        self._state, self._choices = state, choices
        self.setReadOnly(state.calculated)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if state.calculated else Qt.FocusPolicy.StrongFocus)
        if state.calculated or not self.hasFocus():
            self._show_answer()

    def answer_changed_elsewhere(self, state: FieldState) -> None:
        """Show an answer that was brought in while this field has the focus."""
        self._state = state
        self._show_answer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list with the arrows."""
        if self.offered and self._list is not None and event.key() in _STEPS:
            self._list.step(_STEPS[Qt.Key(event.key())])
            self._answer(self._list.current_id or "")
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be ready to be typed over."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the list away and show the names of the answer."""
        super().focusOutEvent(event)
        if self._list is not None:
            self._list.hide()
        self._show_answer()
        self.left.emit()

    def _show_answer(self) -> None:
        if self._state is not None:
            value = self._state.value
            self.setText(read(self._field, value, self._choices) or typed(self._field, value))
            self.setCursorPosition(0)
            self.setToolTip(f"{self.text()}　{value}" if isinstance(value, str) else "")

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        found = finder_of(self._choices, self._initials).matching(text)
        self._offer(found)
        self._answer(found[0].code if found else text)

    @Slot(str)
    def _answer(self, answer: str) -> None:
        self.answered.emit(answer or None)

    def _offer(self, found: Sequence[Choice]) -> None:
        shown = self._list = self._list or self._new_list()
        shown.setVisible(bool(found))
        shown.show_rows([Row(id=one.code, lead=one.code, words=one.label) for one in found])
        if found:
            shown.choose(found[0].code)
            self._place(shown, len(found))

    def _new_list(self) -> RowList:
        made = RowList("区划", lead_width=_CODE_WIDTH)
        made.setParent(self.window())
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.pressed.connect(lambda index: self._answer(made.rows[index.row()].id))
        self.destroyed.connect(made.deleteLater)
        return made

    def _place(self, shown: RowList, count: int) -> None:
        """Below the field where there is room, above it where there is none."""
        height = count * max(theme.ROW_HEIGHT, shown.sizeHintForRow(0)) + 4
        below = self.mapTo(self.window(), QPoint(0, self.height() + 2))
        above = self.mapTo(self.window(), QPoint(0, -height - 2))
        fits = below.y() + height <= self.window().height()
        corner = below if fits else above
        shown.setGeometry(corner.x(), max(0, corner.y()), max(self.width(), 3 * _CODE_WIDTH), height)
        shown.raise_()
