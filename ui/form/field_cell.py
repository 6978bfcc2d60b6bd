"""One question on the page: label, field, unit, and a line of room for what is wrong with it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.domain.form.model import Choice, FieldDef
from app.domain.form.sheet import FieldState
from app.domain.form.values import Kind
from app.domain.words import Message
from ui import theme
from ui.form.choosing import MOST_BY_DIGIT, Initials
from ui.form.entries import TextEntry, choices_for, entry_for, help_for
from ui.form.region_entry import RegionEntry
from ui.form.sentences import SaidProblem
from ui.widgets.text import Elided, Rank, Tone, set_tone, text

LABEL_WIDTH = 124
UNIT_WIDTH = 48
_GAP = 8
_NOTE_HEIGHT = 20
_ENTRY_HEIGHT = theme.FIELD_HEIGHT + 2
_ENTRY_FRAME = 18
"""What border, padding and margins of a one-line field take of its width."""
_FULL_NUMBER = 18
_BY_ARROWS = "方向键移动，空格选中。"
_NUMBERS = {Kind.ID_NUMBER, Kind.CERTIFICATE}


class FieldCell(QWidget):
    """Shows a field state. `answered` carries the path and what was typed, `advanced` asks for the next."""

    answered = Signal(str, object)
    advanced = Signal()
    left = Signal(str)

    def __init__(self, path: str, field: FieldDef, initials: Initials, parent: QWidget) -> None:
        """Lay out the question at `path`."""
        super().__init__(parent)
        self.path, self.field = path, field
        self.entry = entry_for(field, initials)
        self.entry.setParent(self)
        self.entry.setAccessibleName(field.label)
        self.entry.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._label = text(field.label, wraps=True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._star = text("*", Rank.STRONG)
        set_tone(self._star, Tone.LATE)
        self._star.setAccessibleName("必填")
        self._unit = text(field.unit, Rank.MUTED)
        self._note = Elided(rank=Rank.SMALL)
        for part in (self._label, self._star, self._unit, self._note):
            part.setParent(self)
        self._was_left = False
        self._is_calculated = False
        self._hint = ""
        self._problems: Sequence[SaidProblem] = ()
        self._origin = ""
        self._remark: Message | None = None
        self.entry.answered.connect(self._on_answered)
        self.entry.advanced.connect(self.advanced)
        self.entry.left.connect(self._on_left)

    @property
    def is_reachable(self) -> bool:
        """Say whether a key press can land here."""
        proxy = self.entry.focusProxy() or self.entry
        return self.entry.isEnabled() and proxy.focusPolicy() != Qt.FocusPolicy.NoFocus

    @property
    def note(self) -> str:
        """The whole words under the field."""
        return self._note.words()

    def show_state(
        self,
        state: FieldState,
        offered: Sequence[Choice],
        problems: Sequence[SaidProblem],
        remark: Message | None = None,
    ) -> None:
        """Show an answer and what is wrong with it, or a remark where nothing is."""
        self._problems, self._is_calculated = problems, state.calculated
        self._hint = _BY_ARROWS if len(offered) > MOST_BY_DIGIT and self.field.kind is Kind.CHOICES else ""
        self._remark = remark
        self._star.setVisible(state.required and not state.calculated)
        self.entry.show_state(state, choices_for(self.field, offered))
        self._say()

    def show_origin(self, words: str) -> None:
        """Say under the answer where it was carried over from; empty for one that was typed here."""
        self._origin = words
        self._say()

    def bring(self, state: FieldState) -> None:
        """Show an answer that was carried over, even while the field has the focus."""
        if isinstance(self.entry, TextEntry | RegionEntry) and self.entry.hasFocus():
            self.entry.answer_changed_elsewhere(state)

    def judge(self) -> None:
        """From now on say what is wrong here, blank or not."""
        self._was_left = True
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put label, field, unit and note in their places."""
        super().resizeEvent(event)
        unit = UNIT_WIDTH if self.field.unit else 0
        left = LABEL_WIDTH + _GAP
        width = self.width() - left - (unit + _GAP if unit else 0)
        self._label.setGeometry(QRect(0, 0, LABEL_WIDTH - 12, self._label_height()))
        self._star.setGeometry(QRect(LABEL_WIDTH - 10, 0, 10, _ENTRY_HEIGHT))
        tall = _ENTRY_HEIGHT if isinstance(self.entry, QLineEdit) else self.height() - _NOTE_HEIGHT - 4
        self.entry.setGeometry(QRect(left, 0, width, max(_ENTRY_HEIGHT, tall)))
        self._unit.setGeometry(QRect(left + width + _GAP, 0, unit, _ENTRY_HEIGHT))
        below = max(_ENTRY_HEIGHT, self.height() - _NOTE_HEIGHT - 4)
        self._note.setGeometry(QRect(left, below, self.width() - left, _NOTE_HEIGHT))
        self._say()

    def _label_height(self) -> int:
        """Return the room the label needs: a second line reaches into the row of the note, free there."""
        return max(_ENTRY_HEIGHT, self._label.heightForWidth(LABEL_WIDTH - 12))

    def _say(self) -> None:
        shown = self._problems if self._was_left else ()
        first = shown[0] if shown else None
        tone = first.shade if first else Tone.PLAIN
        said_else = "" if self._is_calculated else help_for(self.field) or self._hint
        beside = self._origin or self._cut() or said_else
        said = first.message if first else None if self._origin else self._remark
        self._note.set_words(self._fitting(said) if said else beside)
        set_tone(self._note, tone)
        set_tone(self.entry, tone)
        if first:
            self.entry.setAccessibleDescription(first.message.sentence())

    def _cut(self) -> str:
        """Return the answer where the field is too narrow for it: then it is read whole below."""
        if not isinstance(self.entry, QLineEdit):
            return ""
        words, room = self.entry.text(), self.entry.width() - _ENTRY_FRAME
        return words if self.entry.fontMetrics().horizontalAdvance(words) > room else ""

    def _fitting(self, message: Message) -> str:
        """Return both sentences, or only what happened where both would be cut off."""
        whole = message.sentence()
        fits = self._note.fontMetrics().horizontalAdvance(whole) <= self._note.width()
        return whole if fits else message.say

    @Slot(object)
    def _on_answered(self, raw: object) -> None:
        """A field being typed in is not blamed yet, except a whole ID number: its last key settles it."""
        is_whole = self.field.kind in _NUMBERS and isinstance(raw, str) and len(raw.strip()) >= _FULL_NUMBER
        self._was_left = is_whole or not isinstance(self.entry, QLineEdit)
        self.answered.emit(self.path, raw)

    @Slot()
    def _on_left(self) -> None:
        self._was_left = True
        self.left.emit(self.path)
