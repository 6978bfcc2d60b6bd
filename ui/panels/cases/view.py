"""The work area of the case panel: search and list on the left, the case on the right."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.counter.foot import Foot
from ui.counter.notice_page import NoticePage
from ui.counter.paper_list import PaperList
from ui.counter.refusal_page import RefusalPage
from ui.panels.cases.commitment_page import CommitmentPage
from ui.panels.cases.conflict_page import ConflictPage
from ui.panels.cases.correction_page import CorrectionPage
from ui.panels.cases.ending_page import EndingPage
from ui.shortcuts import KEYS, Acts, Command
from ui.widgets.due_label import DueLabel
from ui.widgets.empty_state import EmptyState
from ui.widgets.kept_lines import KeptLines
from ui.widgets.key_button import ActButton, ButtonRank
from ui.widgets.message_strip import MessageStrip
from ui.widgets.row_list import RowList
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Elided, Rank, Tone, set_tone, text

_LABEL = 136
_THINGS = 3 * 32 + 4
_REMARK_LINES = 2
_HISTORY_LINES = 3
_WIDTH_FOR_KEYS = 800
_WIDTH_FOR_REASONED = 1200
"""Four keys beside the reason leave it room only from here on."""
_FOOT = (Command.SEARCH, Command.CORRECT, Command.PRINT, Command.SUPPLEMENT_NOTICE, Command.REFUSE)


class CasesView(QWidget):
    """Shows; decides nothing. The list and the case are one page, each longer piece of work another."""

    page_changed = Signal()
    _accept_word = KEYS[Command.ACCEPT].word

    def __init__(self, acts: Acts) -> None:
        """Lay out list, case, strip and foot."""
        super().__init__()
        self.search = _line("查找办件", "姓名、拼音首字母、证件号、办件编号、文号")
        self.search.setProperty("enterSubmits", True)
        self.list = RowList("办件", lead_width=104)
        self.count = text("", Rank.SMALL)
        self.title, self.numbers = Elided(rank=Rank.SECTION), Elided(rank=Rank.MUTED)
        self.state, self.due = text("", Rank.STRONG), DueLabel()
        self.answers = RowList("填报内容", lead_width=_LABEL)
        self.things = PaperList("文书和材料", lead_width=56, steps_back=False)
        self.things.setFixedHeight(_THINGS)
        self.history = text("", Rank.SMALL)
        self.history.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.history.setWordWrap(True)
        self.reason = _line("理由", "理由：补打、撤回、作废、替换都要写明")
        self.remark = KeptLines(_REMARK_LINES)
        set_tone(self.remark, Tone.SOON)
        self.strip = MessageStrip()
        self.notice, self.refusal = NoticePage(), RefusalPage()
        self.correction, self.conflict, self.commitment, self.ending = (
            *(CorrectionPage(), ConflictPage(), CommitmentPage(), EndingPage()),
        )
        self.accept_button = ActButton(acts, Command.ACCEPT, ButtonRank.MAIN)
        self._narrowing: list[tuple[ActButton, int]] = []
        self.case_page = self._case_page(acts)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("选中一个办件，内容显示在这里。", Command.SEARCH))
        self._stack.addWidget(scrolled(self.case_page))
        self.overview = self._overview()
        self._pages = QStackedWidget()
        for page in (self.overview, *self._work()):
            self._pages.addWidget(page)
        self._lay_out(acts)

    def show_case(self, *, is_shown: bool) -> None:
        """Show the case, or say that one has to be chosen."""
        self._stack.setCurrentIndex(1 if is_shown else 0)

    def focus_in_case(self, part: QWidget) -> None:
        """Put the keys into a part of the case, and that part into sight."""
        part.setFocus()
        room = self._stack.currentWidget()
        if isinstance(room, QScrollArea):
            room.ensureWidgetVisible(part)

    @property
    def page(self) -> QWidget:
        """The page in front."""
        return self._pages.currentWidget()

    def add_page(self, page: QWidget) -> None:
        """Take in a page made elsewhere."""
        self._pages.addWidget(page)

    def show_page(self, page: QWidget, word: str) -> None:
        """Put a page in front; `word` is what F12 does there."""
        self._pages.setCurrentWidget(page)
        self.accept_button.set_word(word)
        self.page_changed.emit()

    def show_overview(self) -> None:
        """Go back to the list and the case."""
        self.show_page(self.overview, self._accept_word)

    def say_accept(self, word: str) -> None:
        """Say what F12 does to the case in front."""
        self._accept_word = word
        if self.page is self.overview:
            self.accept_button.set_word(word)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow screen the keys inside the case stand below their words, below what is beside them."""
        super().resizeEvent(event)
        for button, needs in self._narrowing:
            button.stack(is_stacked=self.width() < needs)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        for rows in (self._standing, self._reasoned):
            rows.setDirection(down if self.width() < _WIDTH_FOR_KEYS else across)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the search field down into what was found."""
        if event.key() != Qt.Key.Key_Down or not self.search.hasFocus() or not self.list.rows:
            super().keyPressEvent(event)
            return
        if self.list.current_id is None:
            self.list.choose(self.list.rows[0].id)
        self.list.setFocus()

    def _work(self) -> tuple[QWidget, ...]:
        return (self.notice, self.refusal, self.correction, self.conflict, self.commitment, self.ending)

    def _overview(self) -> QWidget:
        overview = QWidget()
        columns = QHBoxLayout(overview)
        columns.setContentsMargins(16, 12, 16, 0)
        columns.setSpacing(16)
        columns.addLayout(self._found(), 4)
        columns.addWidget(self._stack, 6)
        return overview

    def _lay_out(self, acts: Acts) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(4)
        page.addWidget(self._pages, 1)
        said = QHBoxLayout()
        said.setContentsMargins(16, 0, 16, 4)
        said.addWidget(self.strip)
        page.addLayout(said)
        page.addWidget(self._foot(acts))

    def _found(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.count)
        column.addWidget(self.list, 1)
        return column

    def _case_page(self, acts: Acts) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.numbers)
        self._standing = self._standing_row(acts)
        column.addLayout(self._standing)
        column.addWidget(self.remark)
        column.addWidget(self.answers, 1)
        column.addWidget(self.things)
        column.addWidget(self._history_room())
        self._reasoned = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        column.addLayout(self._reasoned)
        self._reasoned.setSpacing(8)
        self._reasoned.addWidget(self.reason, 1)
        keys = QHBoxLayout()
        keys.setSpacing(8)
        for command in (Command.GIVE_BACK, Command.WITHDRAW, Command.VOID, Command.REISSUE):
            button = ActButton(acts, command)
            self._narrowing.append((button, _WIDTH_FOR_REASONED))
            keys.addWidget(button)
        self._reasoned.addLayout(keys)
        return page

    def _history_room(self) -> QScrollArea:
        """Return the steps in a room of their own: however many there are, what is below stays in sight."""
        room = scrolled(self.history)
        room.setAccessibleName("经过")
        room.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        room.setFixedHeight(_HISTORY_LINES * self.history.fontMetrics().lineSpacing() + 2)
        self._steps = room.verticalScrollBar()
        self._steps.rangeChanged.connect(self._show_newest)
        return room

    @Slot(int, int)
    def _show_newest(self, _least: int, most: int) -> None:
        self._steps.setValue(most)

    def _standing_row(self, acts: Acts) -> QBoxLayout:
        """Return where the case stands, and beside it the keys that show more of it."""
        standing, looking = QHBoxLayout(), QHBoxLayout()
        for part in (standing, looking):
            part.setSpacing(12)
        standing.addWidget(self.state)
        standing.addWidget(self.due, 1)
        for command in (Command.MOVE_PAPER, Command.SCANS, Command.REVEAL):
            quiet = ActButton(acts, command, ButtonRank.QUIET)
            self._narrowing.append((quiet, _WIDTH_FOR_REASONED))
            looking.addWidget(quiet)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(4)
        row.addLayout(standing, 1)
        row.addLayout(looking)
        return row

    def _foot(self, acts: Acts) -> QWidget:
        return Foot([ActButton(acts, command) for command in _FOOT], self.accept_button)


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(hint)
    line.setAccessibleName(name)
    return line
