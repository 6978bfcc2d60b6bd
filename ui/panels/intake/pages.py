"""The pages of the intake beside the form: the finder, the two notices, and how it ended."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.row_list import Row, RowList
from ui.widgets.text import Elided, Rank, Tone, set_tone, text

_MARGIN = 16
_FEWEST_SEEN = 3
_HEIGHT_FOR_BOTH = 240
HEADINGS = ("受理条件", "收费", "结果", "提醒", "不予受理", "依据")
"""What is told of an item before it is begun."""
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class FinderPage(QWidget):
    """One field and the list below it: type, and Enter takes the first row that fits."""

    typed = Signal(str)
    picked = Signal(str)

    def __init__(self, enquiry: QPushButton) -> None:
        """Lay out field and list; many come only to ask, so `enquiry` is at hand here."""
        super().__init__()
        self.entry = QLineEdit()
        self.entry.setProperty("enterSubmits", True)
        self.entry.setPlaceholderText("事项名称、拼音首字母、编号或部门")
        self.entry.setAccessibleName("查找事项")
        self.list = RowList("事项", lead_width=72)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMinimumHeight(_FEWEST_SEEN * theme.ROW_HEIGHT)
        self._hint = text("", Rank.MUTED)
        self._about = QWidget()
        self._told = {heading: text("", wraps=True) for heading in HEADINGS}
        self._headings = {heading: text(heading, Rank.STRONG) for heading in HEADINGS}
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 8, _MARGIN, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._hint, 1)
        head.addWidget(enquiry)
        column.addLayout(head)
        column.addWidget(self.entry)
        column.addWidget(self.list, 3)
        self._room = self._about_room()
        column.addWidget(self._room, 2)
        self.entry.installEventFilter(self)
        self.entry.textEdited.connect(self.typed)
        self.entry.returnPressed.connect(self._pick)
        self.list.clicked.connect(self._pick)

    def show_rows(self, rows: Sequence[Row], hint: str, chosen: str) -> None:
        """Show what fits, with the row `chosen`; what stands above it is not scrolled away if it fits."""
        self.say_hint(hint)
        self.list.show_rows(rows)
        self.list.scrollToTop()
        self.list.choose(chosen)

    def say_hint(self, hint: str) -> None:
        """Say what is asked, and whom."""
        self._hint.setText(hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the list comes first."""
        super().resizeEvent(event)
        self._room.setVisible(self.height() >= _HEIGHT_FOR_BOTH)

    def show_item(self, told: Sequence[tuple[str, str]]) -> None:
        """Tell of the item pointed at: conditions, fees, result, legal basis."""
        words = dict(told)
        for heading, label in self._told.items():
            label.setText(words.get(heading, ""))
            for part in (label, self._headings[heading]):
                part.setVisible(heading in words)

    @property
    def hint(self) -> str:
        """What is asked."""
        return self._hint.text()

    @property
    def about(self) -> str:
        """What is told of the item pointed at."""
        return "\n".join(label.text() for label in self._told.values())

    def _about_room(self) -> QScrollArea:
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setFrameShape(QFrame.Shape.NoFrame)
        grid = QGridLayout(self._about)
        grid.setContentsMargins(8, 4, 8, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, heading in enumerate(HEADINGS):
            grid.addWidget(self._headings[heading], row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._told[heading], row, 1)
        grid.setRowStretch(len(HEADINGS), 1)
        room.setWidget(self._about)
        return room

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let the arrows of the field move in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _STEPS:
            self.list.step(_STEPS[Qt.Key(event.key())])
            return True
        return False

    @Slot()
    def _pick(self) -> None:
        if self.list.current_id is not None:
            self.picked.emit(self.list.current_id)


class EndPage(QWidget):
    """How it ended: what was issued under which number, and whether it is coming out of the printer."""

    def __init__(self) -> None:
        """Lay out the lines."""
        super().__init__()
        self._title = text("", Rank.SECTION)
        set_tone(self._title, Tone.DONE)
        self._item = Elided(rank=Rank.STRONG)
        self._facts = QLabel()
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 48, 48, 0)
        column.setSpacing(16)
        for part in (self._title, self._item, self._facts):
            column.addWidget(part)
        column.addWidget(text("按 F2 叫下一位；还要办别的事项，按 Alt+2。", Rank.MUTED))
        column.addStretch(1)

    def show_end(self, title: str, item: str, facts: Sequence[tuple[str, str]]) -> None:
        """Show what was done."""
        self._title.setText(f"✓ {title}")
        self._item.set_words(item)
        self._facts.setText("\n\n".join(f"{words}　{value}" for words, value in facts))
