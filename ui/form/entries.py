"""The fields a form is made of: each shows one answer and says what was typed into it."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from app.domain.form.model import Choice, FieldDef
from app.domain.form.sheet import FieldState
from app.domain.form.values import Kind
from ui.form.attached_entry import HELP, AttachedEntry
from ui.form.choosing import Initials, TypeAhead, numbered, place_of_digit
from ui.form.paging import TICKS_A_LINE
from ui.form.region_entry import RegionEntry
from ui.form.shown import read, typed

_PLACEHOLDERS: Mapping[Kind, str] = {
    Kind.DATE: "如 20260131",
    Kind.MONTH: "如 202601",
    Kind.DATE_TIME: "如 20260131 08:30",
}
_BY_DIGIT = "按数字选人"
_CHOOSE = "请选择"
_NOT_CHOSEN = " "
"""Without any placeholder Qt would choose the first of the list by itself."""
YES_NO = (Choice("true", "是"), Choice("false", "否"))
_ERASE = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
_OPENING = {Qt.Key.Key_Up, Qt.Key.Key_Down}
_MOVES = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -TICKS_A_LINE,
    Qt.Key.Key_Down: TICKS_A_LINE,
}
_PASSING = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End}


class Entry(Protocol):
    """What the form asks of a field's widget. `answered` carries typed text or a stored value."""

    answered: Signal
    advanced: Signal
    left: Signal

    def show_state(self, state: FieldState, choices: Sequence[Choice]) -> None:
        """Show an answer that came from elsewhere; never disturbs what is being typed."""
        ...


class TextEntry(QLineEdit):
    """Text, numbers, dates, amounts: plain while typed, in groups and full form once left."""

    answered = Signal(object)
    advanced = Signal()
    left = Signal()

    def __init__(self, field: FieldDef) -> None:
        """Take the question."""
        super().__init__()
        self._field = field
        self._state: FieldState | None = None
        self._offered: Sequence[Choice] = ()
        self.setPlaceholderText(_PLACEHOLDERS.get(field.kind, ""))
        self.textEdited.connect(self._on_edited)

    @property
    def asks_for_name(self) -> bool:
        """Say whether a person's name belongs here."""
        return self._field.kind is Kind.NAME

    def offer(self, choices: Sequence[Choice]) -> None:
        """Let a single digit write one of `choices` and go on; anything may still be typed."""
        self._offered = choices
        self.setPlaceholderText(_BY_DIGIT if choices else _PLACEHOLDERS.get(self._field.kind, ""))

    def show_state(self, state: FieldState, choices: Sequence[Choice]) -> None:
        """Show the answer; a calculated one cannot be reached."""
        self._state = state
        self.setReadOnly(state.calculated)
        if state.calculated:
            self.setPlaceholderText("")
        elif not self._offered:
            self.setPlaceholderText(_PLACEHOLDERS.get(self._field.kind, ""))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if state.calculated else Qt.FocusPolicy.StrongFocus)
        if state.calculated or not self.hasFocus():
            self.setText(read(self._field, state.value, choices))
            # Of a name longer than the field the surname must be seen.
            self.setCursorPosition(0)
            self.setToolTip(self.text())

    def answer_changed_elsewhere(self, state: FieldState) -> None:
        """Show an answer that was brought in while this field has the focus."""
        self._state = state
        self.setText(typed(self._field, state.value))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the plain form, ready to be typed over."""
        if self._state is not None:
            self.setText(typed(self._field, self._state.value))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left; the form then shows the full form and what is wrong."""
        super().focusOutEvent(event)
        self.left.emit()

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        place = place_of_digit(text, self._offered) if len(text) == 1 else None
        if place is None:
            self.answered.emit(text)
            return
        self.setText(self._offered[place].label)
        self.answered.emit(self._offered[place].label)
        self.advanced.emit()


class ChoiceEntry(QComboBox):
    """One of a list: digits pick in a short list, Chinese or initials in any.

    Nothing that only moves changes an answer: the arrows open the list, in which Enter chooses and Esc does
    not; pages, Home, End and the wheel pass by.
    """

    answered = Signal(object)
    advanced = Signal()
    left = Signal()

    def __init__(self, initials: Initials) -> None:
        """Take how a word is shortened to initials."""
        super().__init__()
        self._search = TypeAhead(initials)
        self._choices: tuple[Choice, ...] = ()
        self.setPlaceholderText(_CHOOSE)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setMaxVisibleItems(12)
        # Qt would let the wheel bring the focus here, and the next digit with it.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self._on_activated)

    def show_state(self, state: FieldState, choices: Sequence[Choice]) -> None:
        """Show the list and the answer."""
        words = [choice.label for choice in choices] if state.calculated else numbered(choices)
        if words != [self.itemText(place) for place in range(self.count())]:
            self.clear()
            self.addItems(words)
        self._choices = tuple(choices)
        value = _code_of(state)
        codes = [choice.code for choice in self._choices]
        self.setCurrentIndex(codes.index(value) if value in codes else -1)
        self.setEnabled(not state.calculated)
        self.setPlaceholderText(_NOT_CHOSEN if state.calculated else _CHOOSE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick by a digit, a letter or a Chinese character; erase with Backspace; open with an arrow."""
        if event.key() in _PASSING:
            # Qt's own list would jump to its end: a turned page must not change an answer.
            event.ignore()
        elif event.key() in _OPENING:
            self.showPopup()
        elif event.key() in _ERASE:
            self.setCurrentIndex(-1)
            self.answered.emit(None)
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._pick(event.text(), self._search.find(event.text(), event.timestamp(), self._choices))
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Pick by what an input method delivers."""
        if event.commitString():
            self._pick(event.commitString(), self._search.find_word(event.commitString(), self._choices))
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel pass: a turn of it must not change an answer nobody looks at."""
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()

    def _pick(self, text: str, found: int | None) -> None:
        by_digit = place_of_digit(text, self._choices)
        place = by_digit if by_digit is not None else found
        if place is None:
            return
        self.setCurrentIndex(place)
        self.answered.emit(self._choices[place].code)
        if by_digit is not None:
            self.advanced.emit()

    @Slot(int)
    def _on_activated(self, place: int) -> None:
        self.answered.emit(self._choices[place].code)


class TicksEntry(QWidget):
    """Several of a list, side by side: digits tick in a short list, arrows move and Space ticks in any."""

    answered = Signal(object)
    advanced = Signal()
    left = Signal()

    def __init__(self) -> None:
        """Start without a list."""
        super().__init__()
        self._boxes: dict[str, QCheckBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._ticked: tuple[str, ...] = ()

    def show_state(self, state: FieldState, choices: Sequence[Choice]) -> None:
        """Show the list and what is ticked."""
        if tuple(self._boxes) != tuple(choice.code for choice in choices):
            self._make(choices)
        self._ticked = state.value if isinstance(state.value, tuple) else ()
        for code, box in self._boxes.items():
            box.setChecked(code in self._ticked)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        """Tick by digit, and move by arrow, whichever box has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            place = place_of_digit(event.text(), tuple(self._boxes))
            if place is not None:
                self._toggle(tuple(self._boxes)[place])
                return True
            if event.key() in _MOVES:
                self._move(watched, _MOVES[Qt.Key(event.key())])
                return True
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)

    def _move(self, held: QWidget, step: int) -> None:
        boxes = tuple(self._boxes.values())
        place = next(place for place, box in enumerate(boxes) if box is held) + step
        if 0 <= place < len(boxes):
            boxes[place].setFocus()

    def _make(self, choices: Sequence[Choice]) -> None:
        for box in self._boxes.values():
            box.deleteLater()
        self._boxes = {}
        for place, (choice, words) in enumerate(zip(choices, numbered(choices), strict=True)):
            box = QCheckBox(words)
            box.setAccessibleName(choice.label)
            box.installEventFilter(self)
            box.clicked.connect(lambda _checked, code=choice.code: self._toggle(code))
            self._boxes[choice.code] = box
            self._grid.addWidget(box, place // TICKS_A_LINE, place % TICKS_A_LINE)
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def _toggle(self, code: str) -> None:
        kept = [known for known in self._boxes if (known in self._ticked) != (known == code)]
        self._ticked = tuple(kept)
        for known, box in self._boxes.items():
            box.setChecked(known in kept)
        self.answered.emit(kept or None)


class TickEntry(QCheckBox):
    """One box: a signature that stands on the paper."""

    answered = Signal(object)
    advanced = Signal()
    left = Signal()

    def __init__(self, words: str) -> None:
        """Take the words beside the box."""
        super().__init__(words)
        self.clicked.connect(self._on_clicked)

    def show_state(self, state: FieldState, _choices: Sequence[Choice]) -> None:
        """Show whether it is ticked."""
        self.setChecked(state.value is True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the box was left."""
        super().focusOutEvent(event)
        self.left.emit()

    @Slot(bool)
    def _on_clicked(self, checked: bool) -> None:
        self.answered.emit(checked)


AnyEntry = TextEntry | RegionEntry | AttachedEntry | ChoiceEntry | TicksEntry | TickEntry


def entry_for(field: FieldDef, initials: Initials) -> AnyEntry:
    """Return the widget that asks for a kind of answer."""
    match field.kind:
        case Kind.CHOICE | Kind.YES_NO:
            return ChoiceEntry(initials)
        case Kind.CHOICES:
            return TicksEntry()
        case Kind.REGION:
            return RegionEntry(field, initials)
        case Kind.SIGNATURE:
            return TickEntry("已在纸上签字")
        case Kind.ATTACHMENT:
            return AttachedEntry()
        case _:
            return TextEntry(field)


def help_for(field: FieldDef) -> str:
    """Return what is said under a field while nothing is wrong there: its own help, or what its key does."""
    return field.help or (HELP if field.kind is Kind.ATTACHMENT else "")


def choices_for(field: FieldDef, offered: Sequence[Choice]) -> Sequence[Choice]:
    """Return what a field's list offers: yes and no for a yes-no question."""
    return YES_NO if field.kind is Kind.YES_NO else offered


def _code_of(state: FieldState) -> str:
    if isinstance(state.value, bool):
        return "true" if state.value else "false"
    return state.value if isinstance(state.value, str) else ""
