"""The side column of the intake: papers, problems, limits and what is known already."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import dates, theme
from ui.counter.excusing import KEYS as EXCUSING_KEYS
from ui.counter.paper_list import PaperList
from ui.counter.tray import PAPER_KEYS, REUSE
from ui.panel import SideWidget
from ui.panels.intake.model import SideFacts
from ui.shortcuts import Acts, Command
from ui.widgets.due_label import tone_of
from ui.widgets.kept_lines import KeptLines
from ui.widgets.key_button import ActButton, ButtonRank
from ui.widgets.pill import Pill
from ui.widgets.row_list import Row, RowList
from ui.widgets.text import Elided, Rank, Tone, rule, set_tone, text

_LEAD = 40
_FEWEST_SHOWN = 2
_KNOWN_LINES = 3
_PROBLEM_LEAD = 24
_PROMISED, _STATUTORY = "承诺", "法定"


class LimitLine(QWidget):
    """A last day and what is left of it, in the narrow column: the day gives way, never what is left."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._day, self._left = Elided(), Pill()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._day, 1)
        row.addWidget(self._left)

    def show_limit(self, due: date, working_days: int, today: date) -> None:
        """Show the day and the working days left from `today`."""
        whole = dates.day(due, today=today)
        self._day.set_words(whole.partition("（")[0])
        self.setToolTip(whole)
        self._left.show_state(dates.left(working_days), tone_of(working_days))


class SideColumn(SideWidget):
    """Always says the same four things at the same places; on a low screen they are scrolled to."""

    material_key = Signal(str, str)
    """The id of a paper's row and the key pressed on it."""
    problem_picked = Signal(str)
    stepped_back = Signal()

    def __init__(self, acts: Acts) -> None:
        """Lay out the four parts."""
        super().__init__()
        self._scroll_when_low()
        self.materials = _sized(PaperList("材料", _KEYS, lead_width=_LEAD))
        self.problems = _sized(RowList("问题", lead_width=_PROBLEM_LEAD))
        self._material_count, self._problem_count = text("", Rank.STRONG), text("", Rank.STRONG)
        self._scans = ActButton(acts, Command.SCANS, _QUIET)
        self._promised, self._statutory = LimitLine(), LimitLine()
        self._promised_word, self._statutory_word = (
            text(one, Rank.STRONG) for one in (_PROMISED, _STATUTORY)
        )
        self._at_once = text("当场办结")
        self._delivery = Elided()
        self._due_note, self._known = text("", Rank.SMALL, wraps=True), KeptLines(_KNOWN_LINES)
        content = QWidget()
        self.setWidget(content)
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        self._fill(column, acts)
        self.materials.struck.connect(self.material_key)
        self.materials.stepped_back.connect(self.stepped_back)
        self.problems.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.problems.clicked.connect(self._on_problem)

    def show_facts(self, facts: SideFacts) -> None:
        """Show how things stand."""
        self.materials.show_rows(facts.materials)
        self.materials.is_typing = facts.is_typing
        self.problems.show_rows(facts.problems)
        self._material_count.setText(facts.material_count)
        self._scans.set_word(facts.scans)
        self._problem_count.setText(facts.problem_count)
        set_tone(self._problem_count, _worst(facts.problems, facts.missing))
        self._known.setText(facts.known)
        self._delivery.set_words(facts.delivery)

    def show_at_once(self, *, is_at_once: bool) -> None:
        """Say 当场办结, and nothing else, of an 即办件."""
        self._at_once.setVisible(is_at_once)
        self._promised_word.setText("期限" if is_at_once else _PROMISED)
        self._statutory_word.setText("" if is_at_once else _STATUTORY)

    def say_when_closed(self, words: str) -> None:
        """Say when an 即办件 is closed: at once, or once the papers that come later are here."""
        self._at_once.setText(words)

    def hide_limits(self) -> None:
        """With no application open there are no limits."""
        self.show_at_once(is_at_once=False)
        for part in (self._promised, self._statutory):
            part.hide()
        for word in (self._promised_word, self._statutory_word):
            word.setText("")
        self._due_note.clear()

    def show_due(self, fill: Callable[[LimitLine, LimitLine, QLabel], None]) -> None:
        """Let `fill` write the two limits and the note below them."""
        fill(self._promised, self._statutory, self._due_note)

    def focus_material(self, row_id: str) -> None:
        """Put the keys on a paper."""
        self.wants_eyes.emit()
        self.materials.choose(row_id)
        self.materials.setFocus()
        self.ensureWidgetVisible(self.materials)

    def _scroll_when_low(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _fill(self, column: QVBoxLayout, acts: Acts) -> None:
        guide = ActButton(acts, Command.GUIDE_SHEET, _QUIET)
        column.addLayout(_heading("材料", self._material_count, guide))
        column.addWidget(self.materials, 1)
        printing = [ActButton(acts, command, _QUIET) for command in (Command.PREVIEW, Command.PRINT)]
        for button in (guide, *printing):
            button.slim()
        column.addLayout(_heading("签字", QLabel(), *printing))
        column.addWidget(text("空格收 1-9份 P页 F原复 M免 T退 R缺 G诺", Rank.SMALL))
        scans = QHBoxLayout()
        scans.addStretch(1)
        scans.addWidget(self._scans)
        column.addLayout(scans)
        column.addWidget(rule())
        column.addLayout(_heading("问题", self._problem_count, ActButton(acts, Command.NEXT_PROBLEM, _QUIET)))
        column.addWidget(self.problems, 1)
        column.addWidget(rule())
        column.addLayout(self._due_rows())
        column.addLayout(self._delivery_row(acts))
        column.addWidget(rule())
        column.addLayout(_heading("上次填报", QLabel(), ActButton(acts, Command.BRING_ANSWERS, _QUIET)))
        column.addWidget(self._known)

    def _delivery_row(self, acts: Acts) -> QHBoxLayout:
        row, button = QHBoxLayout(), ActButton(acts, Command.DELIVERY, _QUIET)
        button.slim()
        row.setSpacing(12)
        row.addWidget(text("领取", Rank.STRONG))
        row.addWidget(self._delivery, 1)
        row.addWidget(button)
        return row

    def _due_rows(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        named = ((self._promised_word, self._promised), (self._statutory_word, self._statutory))
        height = max(_pill_height(), self._at_once.sizeHint().height())
        for row, (word, limit) in enumerate(named):
            grid.addWidget(word, row, 0)
            grid.addWidget(limit, row, 1)
            # Kept free while nothing is due: the lists above never move.
            grid.setRowMinimumHeight(row, height)
        grid.setRowMinimumHeight(2, self._due_note.fontMetrics().height())
        grid.addWidget(self._at_once, 0, 1)
        grid.addWidget(self._due_note, 2, 0, 1, 2)
        return grid

    @Slot()
    def _on_problem(self) -> None:
        if self.problems.current_id is not None:
            self.problem_picked.emit(self.problems.current_id.partition(":")[2])


def _pill_height() -> int:
    left = Pill()
    left.show_state("还有 5 个工作日", Tone.PLAIN)
    left.ensurePolished()
    return left.sizeHint().height()


def _worst(problems: Iterable[Row], missing: int) -> Tone:
    """Return red where something is wrong, green only where F12 would work, no colour in between."""
    tones = {row.tone for row in problems}
    if Tone.LATE in tones:
        return Tone.LATE
    return Tone.PLAIN if tones or missing else Tone.DONE


_QUIET = ButtonRank.QUIET
_KEYS = PAPER_KEYS | {REUSE} | EXCUSING_KEYS
_List = TypeVar("_List", bound=RowList)


def _sized(rows: _List) -> _List:
    """Return a list that takes what room is left, but never less than a few rows."""
    rows.setMinimumHeight(_FEWEST_SHOWN * theme.ROW_HEIGHT)
    # A list would like 192 pixels, and a column that can be scrolled gives every wish room.
    rows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    return rows


def _heading(words: str, count: QLabel, *buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(text(words, Rank.STRONG))
    row.addWidget(count)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
