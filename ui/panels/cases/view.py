"""The work area of the case panel: search and list on the left, the case on the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ui.shortcuts import Acts, Command
from ui.widgets.due_label import DueLabel
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_button import ActButton, ButtonRank, PressButton
from ui.widgets.message_strip import MessageStrip
from ui.widgets.row_list import RowList
from ui.widgets.text import Elided, Rank, text

_LABEL = 136
_FOOT_HEIGHT = 56
_THINGS = 3 * 32


class CasesView(QWidget):
    """Shows; decides nothing."""

    def __init__(self, acts: Acts, reveal: PressButton, void: PressButton) -> None:
        """Lay out list, case, strip and foot."""
        super().__init__()
        self.search = QLineEdit()
        self.search.setProperty("enterSubmits", True)
        self.search.setPlaceholderText("姓名、拼音首字母、证件号、办件编号、文号")
        self.search.setAccessibleName("查找办件")
        self.list = RowList("办件", lead_width=104)
        self.count = text("", Rank.SMALL)
        self.title, self.numbers = Elided(rank=Rank.SECTION), Elided(rank=Rank.MUTED)
        self.state, self.due = text("", Rank.STRONG), DueLabel()
        self.answers = RowList("填报内容", lead_width=_LABEL)
        self.things = RowList("文书和材料", lead_width=56)
        self.things.setFixedHeight(_THINGS)
        self.history = text("", Rank.SMALL)
        self.history.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("作废理由（只有大厅负责人可以作废文书）")
        self.reason.setAccessibleName("作废理由")
        self.strip = MessageStrip()
        self._reveal, self._void = reveal, void
        self.case_page = self._case_page()
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("选中一个办件，内容显示在这里。", Command.SEARCH))
        self._stack.addWidget(self.case_page)
        self._lay_out(acts)

    def show_case(self, *, is_shown: bool) -> None:
        """Show the case, or say that one has to be chosen."""
        self._stack.setCurrentIndex(1 if is_shown else 0)

    def _lay_out(self, acts: Acts) -> None:
        columns = QHBoxLayout()
        columns.setContentsMargins(16, 12, 16, 0)
        columns.setSpacing(16)
        columns.addLayout(self._found(), 4)
        columns.addWidget(self._stack, 5)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(4)
        page.addLayout(columns, 1)
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

    def _case_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.numbers)
        standing = QHBoxLayout()
        standing.setSpacing(12)
        standing.addWidget(self.state)
        standing.addWidget(self.due, 1)
        column.addLayout(standing)
        column.addWidget(self.answers, 1)
        column.addWidget(self.things)
        column.addWidget(self.history)
        voiding = QHBoxLayout()
        voiding.setSpacing(8)
        voiding.addWidget(self.reason, 1)
        voiding.addWidget(self._void)
        column.addLayout(voiding)
        return page

    def _foot(self, acts: Acts) -> QWidget:
        foot = QWidget()
        foot.setObjectName("foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        foot.setFixedHeight(_FOOT_HEIGHT)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(ActButton(acts, Command.SEARCH))
        row.addWidget(self._reveal)
        row.addWidget(ActButton(acts, Command.PRINT))
        row.addStretch(1)
        row.addWidget(ActButton(acts, Command.ACCEPT, ButtonRank.MAIN))
        return foot
