"""The page on which a 一次性告知书 is written: one line a paper, as many lines as it takes."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.domain.form.model import Choice
from app.services.cases.supplement import Supplement
from ui import theme
from ui.counter.begun import BegunNotice
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
        self._found: tuple[Supplement, ...] = ()
        self._begun: dict[str, BegunNotice] = {}
        self._sheet = QWidget()
        self._grid = _headed_grid(self._sheet)
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
        column.addWidget(text(_ADVICE, Rank.STRONG, wraps=True))
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
    ) -> bool:
        """Fill the lines in; blank ones stay below for what the program cannot know.

        With `is_again` a notice was given before, and the page asks why there is another. What was written
        for the same `whose` (a draft or case; empty begins anew) and not issued is put back, caught up with
        `lines`: True says so.
        """
        self._lay_by()
        begun = self._begun.pop(whose, None)
        self._whose, self._found = whose, tuple(lines)
        offered = "  ".join(f"{place} {choice.label}" for place, choice in enumerate(problems, start=1))
        self._usual.setText(f"“问题”一栏按数字写入：{offered}")
        self._again.setVisible(is_again)
        self._again.setText(begun.why_again if begun is not None else "")
        self._fill(begun.caught_up(lines) if begun is not None else self._found, problems)
        return begun is not None

    def forget(self, whose: str) -> None:
        """Let go of what was written for `whose`: the paper is out."""
        self._begun.pop(whose, None)
        if self._whose == whose:
            self._whose = ""

    def cell(self, row: int, column: str) -> QLineEdit:
        """Return a cell by its row, from 1, and the heading of its column."""
        return self._lines[row - 1][[name for name, _ in COLUMNS].index(column)]

    @property
    def again(self) -> QLineEdit:
        """The field that asks why there is another notice."""
        return self._again

    def first_gap(self) -> QLineEdit:
        """Return the first blank cell of a line that is begun, or the first cell of all."""
        begun = (line for line in self._lines if any(field.text().strip() for field in line))
        gaps = (field for line in begun for field in line if not field.text().strip())
        return next(gaps, self._lines[0][0])

    def lines(self) -> tuple[Supplement, ...]:
        """Return the lines that name a paper."""
        return tuple(line for line in self._written() if line.material)

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

    def _written(self) -> tuple[Supplement, ...]:
        texts = (tuple(field.text().strip() for field in line) for line in self._lines)
        return tuple(
            Supplement(material=one[0], problem=one[1], requirement=one[2], basis=one[3])
            for one in texts
            if any(one)
        )

    def _lay_by(self) -> None:
        begun = BegunNotice(written=self._written(), found=self._found, why_again=self.why_again)
        if self._whose and begun.is_touched:
            self._begun[self._whose] = begun

    def _fill(self, lines: Sequence[Supplement], problems: Sequence[Choice]) -> None:
        self._grid.setRowStretch(len(self._lines) + 1, 0)
        for line in self._lines:
            for field in line:
                field.deleteLater()
        blanks = max(_BLANK_LINES, _FEWEST_LINES - len(lines))
        filled = (*lines, *(_BLANK,) * blanks)
        self._lines = [self._line(place, line, problems) for place, line in enumerate(filled, start=1)]
        self._grid.setRowStretch(len(filled) + 1, 1)
        # The layout shows its new fields only later, and what is not shown takes no keys.
        for line in self._lines:
            for field in line:
                field.show()
        self._lines[0][0].setFocus()

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


def _headed_grid(sheet: QWidget) -> QGridLayout:
    grid = QGridLayout(sheet)
    grid.setContentsMargins(0, 0, 4, 4)
    grid.setSpacing(8)
    for place, (heading, stretch) in enumerate(COLUMNS):
        grid.addWidget(text(heading, Rank.SMALL), 0, place)
        grid.setColumnStretch(place, stretch)
    return grid
