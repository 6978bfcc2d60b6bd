"""The pages of the intake beside the form: the finder, the two notices, and how it ended."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.domain.form.model import Choice
from app.services.cases.refuse import Refusal
from app.services.cases.supplement import Supplement
from ui.form.choosing import place_of_digit
from ui.widgets.labelled_rows import labelled_rows
from ui.widgets.row_list import Row, RowList
from ui.widgets.text import Elided, Rank, Tone, set_tone, text

_NOTICE_LINES = 8
_MARGIN = 16
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class FinderPage(QWidget):
    """One field and the list below it: type, and Enter takes the first row that fits."""

    typed = Signal(str)
    picked = Signal(str)

    def __init__(self) -> None:
        """Lay out field and list."""
        super().__init__()
        self.entry = QLineEdit()
        self.entry.setProperty("enterSubmits", True)
        self.entry.setPlaceholderText("事项名称、拼音首字母、编号或部门")
        self.entry.setAccessibleName("查找事项")
        self.list = RowList("事项", lead_width=72)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._hint = text("", Rank.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 8, _MARGIN, 0)
        column.setSpacing(8)
        column.addWidget(self._hint)
        column.addWidget(self.entry)
        column.addWidget(self.list, 1)
        self.entry.installEventFilter(self)
        self.entry.textEdited.connect(self.typed)
        self.entry.returnPressed.connect(self._pick)
        self.list.clicked.connect(self._pick)

    def show_rows(self, rows: Sequence[Row], hint: str) -> None:
        """Show what fits; the first row is chosen."""
        self._hint.setText(hint)
        self.list.show_rows(rows)
        if rows:
            self.list.choose(rows[0].id)

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
    """The lines of a 一次性告知书, ready to be mended; an empty first column leaves a line out."""

    def __init__(self) -> None:
        """Start with no lines."""
        super().__init__()
        self._lines: list[tuple[QLineEdit, ...]] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._usual = text("", Rank.SMALL, wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 8, _MARGIN, 0)
        column.setSpacing(8)
        column.addWidget(text("一次性告知：把缺的、不对的一次写全，群众只用再跑一趟。", Rank.STRONG))
        column.addWidget(self._usual)
        column.addLayout(self._grid)
        column.addStretch(1)

    def show_lines(self, lines: Sequence[Supplement], problems: Sequence[Choice]) -> None:
        """Fill the lines in; blank ones stay below for what the program cannot know."""
        for line in self._lines:
            for field in line:
                field.deleteLater()
        offered = "  ".join(f"{place} {choice.label}" for place, choice in enumerate(problems, start=1))
        self._usual.setText(f"“问题”一栏按数字写入：{offered}")
        blank = Supplement(material="", problem="", requirement="", basis="")
        filled = (*lines[:_NOTICE_LINES], *(blank,) * (_NOTICE_LINES - len(lines)))
        self._lines = [self._line(place, line, problems) for place, line in enumerate(filled, start=1)]
        for place, (heading, stretch) in enumerate((("材料", 4), ("问题", 2), ("补正要求", 5), ("依据", 4))):
            self._grid.addWidget(text(heading, Rank.SMALL), 0, place)
            self._grid.setColumnStretch(place, stretch)
        self._lines[0][0].setFocus()

    def lines(self) -> tuple[Supplement, ...]:
        """Return the lines that name a paper."""
        texts = (tuple(field.text().strip() for field in line) for line in self._lines)
        return tuple(
            Supplement(material=one[0], problem=one[1], requirement=one[2], basis=one[3])
            for one in texts
            if one[0]
        )

    def _line(self, row: int, line: Supplement, problems: Sequence[Choice]) -> tuple[QLineEdit, ...]:
        names = ("材料", "问题", "补正要求", "依据")
        fields = [PickLine(problems if name == "问题" else (), f"第 {row} 行{name}") for name in names]
        for place, (field, words) in enumerate(zip(fields, line.row(), strict=True)):
            field.setText(words)
            field.setCursorPosition(0)
            field.setToolTip(words)
            self._grid.addWidget(field, row, place)
        return tuple(fields)


class RefusalPage(QWidget):
    """Why an application is not accepted, on which article, and who else agreed."""

    def __init__(self) -> None:
        """Lay out the fields."""
        super().__init__()
        self._codes: Sequence[Choice] = ()
        self._articles: Sequence[str] = ()
        self.reasons = RowList("不予受理原因", lead_width=40)
        self.reasons.setFixedHeight(5 * 34)
        self.reason, self.article, self.body, self.second = (QLineEdit() for _ in range(4))
        self.body.setPlaceholderText("不属于本机关职权范围的，写明应向哪个机关申请")
        self.second.setPlaceholderText("另一名窗口人员的工号")
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 8, _MARGIN, 0)
        column.setSpacing(8)
        column.addWidget(text("不予受理：选原因，写明条款，请一名同事核对。", Rank.STRONG))
        fields = (
            ("原因", self.reasons),
            ("理由", self.reason),
            ("依据条款", self.article),
            ("有权机关", self.body),
            ("核对人工号", self.second),
        )
        column.addLayout(labelled_rows(fields))
        column.addStretch(1)
        for words, field in fields[1:]:
            field.setAccessibleName(words)
        self.reasons.installEventFilter(self)
        self.reasons.pointed.connect(self._on_pointed)

    def show_reasons(self, codes: Sequence[Choice], articles: Sequence[str]) -> None:
        """Offer the reasons, each with the article the law gives it, if it gives one."""
        self._codes, self._articles = codes, articles
        self.reasons.show_rows(
            [
                Row(id=one.code, lead=str(place), words=one.label, trail=articles[place - 1])
                for place, one in enumerate(codes, start=1)
            ]
        )
        self.reasons.choose(codes[0].code)
        self.reasons.setFocus()

    def refusal(self, second_clerk: str) -> Refusal:
        """Return what was decided."""
        return Refusal(
            code=self.reasons.current_id or "",
            reason=self.reason.text().strip(),
            article=self.article.text().strip(),
            second_clerk=second_clerk,
            competent_body=self.body.text().strip(),
        )

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Choose a reason by digit and go on."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.reason.setFocus()
            return True
        place = place_of_digit(event.text(), self._codes)
        if place is not None:
            self.reasons.choose(self._codes[place].code)
            self.reason.setFocus()
        return place is not None

    @Slot(str)
    def _on_pointed(self, code: str) -> None:
        place = next((at for at, one in enumerate(self._codes) if one.code == code), None)
        if place is not None:
            self.reason.setText(self._codes[place].label)
            self.article.setText(self._articles[place])


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
