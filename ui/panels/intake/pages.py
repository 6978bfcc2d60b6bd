"""The pages of the intake beside the form: the finder, the two notices, and how it ended."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.panels.intake.guide import ItemGuide
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_room import ListRoom
from ui.widgets.row_list import Row, RowList
from ui.widgets.text import Elided, Rank, Tone, set_tone, text

_MARGIN = 16
_FEWEST_SEEN = 3
_HEIGHT_FOR_BOTH = 240
_NOTHING_FITS = (
    "没有找到这样的事项。请换个说法，或者少打几个字。\n"
    "本厅不办的，告诉群众到哪里办；取了号来问的，按 Ctrl+I 记一次咨询。"
)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_TURNS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class FinderPage(QWidget):
    """One field and the list below it: type, and Enter takes the first row that fits."""

    typed = Signal(str)
    picked = Signal(str)

    def __init__(self, buttons: Sequence[QPushButton]) -> None:
        """Lay out field and list; `buttons` stand beside the question: many come only to ask."""
        super().__init__()
        self.entry = QLineEdit()
        self.entry.setProperty("enterSubmits", True)
        self.entry.setPlaceholderText("名称、拼音、编号、部门、主题，或者群众的说法")
        self.entry.setAccessibleName("查找事项")
        self.list = RowList("事项", lead_width=72)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMinimumHeight(_FEWEST_SEEN * theme.ROW_HEIGHT)
        self._room = ListRoom(self.list, EmptyState(_NOTHING_FITS))
        self._hint = text("", Rank.MUTED)
        self.guide = ItemGuide()
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 8, _MARGIN, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._hint, 1)
        for button in buttons:
            head.addWidget(button)
        column.addLayout(head)
        column.addWidget(self.entry)
        column.addWidget(self._room, 1)
        column.addWidget(self.guide, 1)
        self.entry.installEventFilter(self)
        self.entry.textEdited.connect(self.typed)
        self.entry.returnPressed.connect(self._pick)
        self.list.clicked.connect(self._pick)

    def show_rows(self, rows: Sequence[Row], hint: str, chosen: str) -> None:
        """Show what fits, with the row `chosen`; what stands above it is not scrolled away if it fits."""
        self.say_hint(hint)
        self.list.show_rows(rows)
        self._room.refit()
        self.list.scrollToTop()
        self.list.choose(chosen)

    def take_keys(self) -> None:
        """Put the keys into the field; nothing while another panel is in front."""
        if self.isVisible():
            self.entry.setFocus()

    def say_hint(self, hint: str) -> None:
        """Say what is asked, and whom."""
        self._hint.setText(hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the list comes first."""
        super().resizeEvent(event)
        self.guide.setVisible(self.height() >= _HEIGHT_FOR_BOTH)

    @property
    def hint(self) -> str:
        """What is asked."""
        return self._hint.text()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let the arrows of the field move in the list, and PgUp and PgDn turn the guide."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _STEPS:
            self.list.step(_STEPS[Qt.Key(event.key())])
        elif event.key() in _TURNS:
            self.guide.turn(_TURNS[Qt.Key(event.key())])
        return event.key() in _STEPS.keys() | _TURNS.keys()

    @Slot()
    def _pick(self) -> None:
        if self.list.current_id is not None:
            self.picked.emit(self.list.current_id)


class EndPage(QWidget):
    """How it ended: what was issued under which number, and whether it is coming out of the printer."""

    def __init__(self) -> None:
        """Lay out the lines."""
        super().__init__()
        self.facts: tuple[tuple[str, str], ...] = ()
        self._title = text("", Rank.SECTION)
        set_tone(self._title, Tone.DONE)
        self._item = Elided(rank=Rank.STRONG)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(16)
        self._facts.setVerticalSpacing(8)
        self._facts.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 24, 48, 0)
        column.setSpacing(12)
        for part in (self._title, self._item):
            column.addWidget(part)
        column.addLayout(self._facts)
        column.addWidget(text("按 F2 叫下一位；还要办别的事项，按 Alt+2。", Rank.MUTED))
        column.addStretch(1)

    def show_end(
        self, title: str, item: str, facts: Sequence[tuple[str, str]], *, is_refusal: bool = False
    ) -> None:
        """Show what was done; a refusal carries no tick."""
        self._title.setText(title if is_refusal else f"✓ {title}")
        set_tone(self._title, Tone.PLAIN if is_refusal else Tone.DONE)
        self._item.set_words(item)
        while self._facts.count():
            self._facts.takeAt(0).widget().deleteLater()
        for row, (words, value) in enumerate(facts):
            name, said = text(words, Rank.MUTED), text(value)
            name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts.addWidget(name, row, 0)
            self._facts.addWidget(said, row, 1)
        self.facts = tuple(facts)
