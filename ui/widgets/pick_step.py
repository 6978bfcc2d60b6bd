"""One small question beside the work: short keys choose, Enter takes, Esc steps back; never a dialog."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.row_list import Row, RowList
from ui.widgets.text import Rank, text

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: the short key that chooses it, its words, and what it is found by as well (initials)."""

    key: str
    words: str
    also: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked. `free` lets other words than the options stand; `several` takes many keys: BD.

    `by_key`: nothing is chosen beforehand, so that Enter alone, pressed out of habit, answers nothing.
    """

    title: str
    hint: str
    options: tuple[Option, ...]
    free: bool = False
    several: bool = False
    by_key: bool = False


class PickStep(QWidget):
    """Asks a Question. `answered` carries the keys of the options, or the free words as the only entry."""

    answered = Signal(object)

    def __init__(self) -> None:
        """Ask nothing yet."""
        super().__init__()
        self._question = Question(title="", hint="", options=())
        self._title = text("", Rank.STRONG, wraps=True)
        self._entry = QLineEdit()
        self._entry.setProperty("enterSubmits", True)
        self._entry.setAccessibleName("回答")
        self._list = RowList("可选项", lead_width=32)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._entry)
        column.addWidget(self._list, 1)
        self._entry.installEventFilter(self)
        self._entry.textEdited.connect(self._on_edited)
        self._entry.returnPressed.connect(self._on_return)
        self._list.clicked.connect(self._on_clicked)

    def ask(self, question: Question) -> None:
        """Put a question and take the focus."""
        self._question = question
        self._title.setText(question.title)
        self._entry.clear()
        self._entry.setPlaceholderText(question.hint)
        self._entry.setAccessibleName(question.title)
        self._show(question.options)
        self._entry.setFocus()

    @property
    def question(self) -> Question:
        """What is being asked."""
        return self._question

    @property
    def entry(self) -> QLineEdit:
        """The field that takes the keys."""
        return self._entry

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let the arrows of the field move in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _STEPS:
            self._list.step(_STEPS[Qt.Key(event.key())])
            return True
        return False

    def _show(self, options: Sequence[Option]) -> None:
        self._list.show_rows([Row(id=option.key, lead=option.key, words=option.words) for option in options])
        if options and not self._question.several and not self._question.by_key:
            self._list.choose(options[0].key)

    @Slot(str)
    def _on_edited(self, typed: str) -> None:
        wanted = typed.strip().upper()
        if self._question.several:
            return
        if sum(option.key.startswith(wanted) for option in self._question.options) == 1 and self._has(wanted):
            self.answered.emit((wanted,))
            return
        self._show(matching(self._question.options, wanted))

    @Slot()
    def _on_return(self) -> None:
        typed = self._entry.text().strip()
        if self._question.several and typed:
            self.answered.emit(tuple(dict.fromkeys(char for char in typed.upper() if self._has(char))))
        elif self._question.free and typed and not self._has(typed.upper()):
            self.answered.emit((typed,))
        elif self._list.current_id is not None:
            self.answered.emit((typed.upper() if self._has(typed.upper()) else self._list.current_id,))

    @Slot()
    def _on_clicked(self) -> None:
        if self._list.current_id is not None:
            self.answered.emit((self._list.current_id,))

    def _has(self, key: str) -> bool:
        return any(option.key == key for option in self._question.options)


def matching(options: Sequence[Option], wanted: str) -> tuple[Option, ...]:
    """Return the options whose key begins with what was typed, or whose words hold it; all if none do."""
    found = tuple(
        option
        for option in options
        if option.key.startswith(wanted)
        or wanted in option.words.upper()
        or option.also.upper().startswith(wanted)
    )
    return found or tuple(options)
