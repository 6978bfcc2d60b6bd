"""The page on which a 一次性告知书 is written: one line a paper, as many lines as it takes."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.domain.form.model import Choice
from app.services.cases.supplement import Supplement
from ui import theme
from ui.form.choosing import place_of_digit
from ui.widgets.kept_lines import KeptLines
from ui.widgets.labelled_rows import FIELD_BOX
from ui.widgets.text import Rank, text

COLUMNS = (("材料", 4), ("问题", 2), ("补正要求", 5), ("依据", 4))
"""What a line says, and how the width is shared."""
_FEWEST_LINES = 8
_BLANK_LINES = 2
_LINES_SEEN = 3
_DETAIL_LINES = 3
_MARGIN = 16
_PROBLEM = "问题"
_ADVICE = "一次性告知：把缺的、不对的一次写全，群众只用再跑一趟。"
_BLANK = Supplement(material="", problem="", requirement="", basis="")


class PickLine(QLineEdit):
    """A line of free text in which a single digit writes a usual phrase."""

    def __init__(self, phrases: Sequence[Choice], name: str) -> None:
        """Offer `phrases` by digit."""
        super().__init__()
        self._phrases = phrases
        self.setAccessibleName(name)
        self.textEdited.connect(self._on_edited)

    @Slot(str)
    def _on_edited(self, typed: str) -> None:
        place = place_of_digit(typed, self._phrases) if len(typed) == 1 else None
        if place is not None:
            self.setText(self._phrases[place].label)


class NoticePage(QWidget):
    """Lines ready to be mended; an empty first column leaves a line out.

    More lines than fit are scrolled to by the keys that walk the fields.
    """

    def __init__(self) -> None:
        """Start with no lines."""
        super().__init__()
        self._lines: list[tuple[QLineEdit, ...]] = []
        self._whose = ""
        self._begun_with: tuple[Supplement, ...] = ()
        self._sheet = QWidget()
        self._grid = QGridLayout(self._sheet)
        self._grid.setContentsMargins(0, 0, 4, 4)
        self._grid.setSpacing(8)
        self._room = QScrollArea()
        self._room.setFrameShape(QFrame.Shape.NoFrame)
        self._room.setWidgetResizable(True)
        self._room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._room.setWidget(self._sheet)
        self._usual = text("", Rank.SMALL, wraps=True)
        self._detail = KeptLines(_DETAIL_LINES)
        self._again = QLineEdit()
        self._again.setPlaceholderText("已经告知过一次：写明上次为什么没有告知")
        self._again.setAccessibleName("再次告知的原因")
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 8, _MARGIN, 0)
        column.setSpacing(8)
        column.addWidget(
            text("一次性告知：把缺的、不对的一次写全，群众只用再跑一趟。", Rank.STRONG, wraps=True)
        )
        column.addWidget(self._usual)
        column.addWidget(self._again)
        self._room.setMinimumHeight(_LINES_SEEN * (FIELD_BOX + theme.GRID))
        column.addWidget(self._room, 1)
        column.addWidget(self._detail)

    def show_lines(
        self,
        lines: Sequence[Supplement],
        problems: Sequence[Choice],
        *,
        is_again: bool = False,
        whose: str = "",
    ) -> None:
        """Fill the lines in; blank ones stay below for what the program cannot know.

        With `is_again` a notice was given before, and the page asks why there is another. Lines mended by
        hand for the same `whose` (a draft or case; empty begins anew) stay as they were written.
        """
        is_same = bool(whose) and whose == self._whose
        self._whose = whose
        if is_same and (self.lines() != self._begun_with or self.why_again):
            self._lines[0][0].setFocus()
            return
        for line in self._lines:
            for field in line:
                field.deleteLater()
        offered = "  ".join(f"{place} {choice.label}" for place, choice in enumerate(problems, start=1))
        self._usual.setText(f"“问题”一栏按数字写入：{offered}")
        self._again.setVisible(is_again)
        self._again.clear()
        blanks = max(_BLANK_LINES, _FEWEST_LINES - len(lines))
        filled = (*lines, *(_BLANK,) * blanks)
        self._lines = [self._line(place, line, problems) for place, line in enumerate(filled, start=1)]
        for place, (heading, stretch) in enumerate(COLUMNS):
            self._grid.addWidget(text(heading, Rank.SMALL), 0, place)
            self._grid.setColumnStretch(place, stretch)
        self._grid.setRowStretch(len(filled) + 1, 1)
        self._begun_with = self.lines()
        # The layout shows its new fields only later, and what is not shown takes no keys.
        self._lines[0][0].show()
        self._lines[0][0].setFocus()

    def lines(self) -> tuple[Supplement, ...]:
        """Return the lines that name a paper."""
        texts = (tuple(field.text().strip() for field in line) for line in self._lines)
        return tuple(
            Supplement(material=one[0], problem=one[1], requirement=one[2], basis=one[3])
            for one in texts
            if one[0]
        )

    @property
    def why_again(self) -> str:
        """Why there is another notice."""
        return self._again.text().strip()

    @property
    def detail(self) -> str:
        """The whole text of the cell that has the focus."""
        return self._detail.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll to the cell that takes the focus and show the whole of it below."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QLineEdit):
            self._room.ensureWidgetVisible(watched)
            self._tell(watched)
        return False

    def _line(self, row: int, line: Supplement, problems: Sequence[Choice]) -> tuple[QLineEdit, ...]:
        names = [name for name, _ in COLUMNS]
        fields = [PickLine(problems if name == _PROBLEM else (), f"第 {row} 行{name}") for name in names]
        for place, (field, words) in enumerate(zip(fields, line.row(), strict=True)):
            field.setText(words)
            field.setCursorPosition(0)
            field.setMinimumHeight(FIELD_BOX)
            field.installEventFilter(self)
            field.textChanged.connect(lambda _text, at=field: self._tell(at))
            self._grid.addWidget(field, row, place)
        return tuple(fields)

    def _tell(self, field: QLineEdit) -> None:
        self._detail.setText(f"{field.accessibleName()}：{field.text()}" if field.text() else "")
