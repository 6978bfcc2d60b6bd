"""The scan box: which numbers are lost, the field a scanner types into, and what is asked about a paper."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from app.services.lost_numbers import LostNumbers
from ui.wedge_field import WedgeField
from ui.widgets.message_strip import MessageStrip
from ui.widgets.pick_step import PickStep, Question
from ui.widgets.row_list import Row, RowList
from ui.widgets.text import Rank, Tone, text

_TICKET = "号票不用补登，号不会再发"


class TakeBackView(QWidget):
    """`scanned` carries the text of a QR, from a reader or typed and ended by Enter.

    `asking_changed` tells whether a question about a paper has opened or gone.
    """

    scanned = Signal(str)
    asking_changed = Signal(bool)

    def __init__(self, monotonic: Callable[[], float]) -> None:
        """Lay out heading, field, list and strip; `monotonic` tells a reader from a hand."""
        super().__init__()
        self._heading = text("", Rank.STRONG, wraps=True)
        self.field = QLineEdit()
        self.field.setProperty("enterSubmits", True)
        self.field.setAccessibleName("扫文书上的二维码")
        self.field.setPlaceholderText("用扫码枪扫文书左下角的二维码")
        self.list = RowList("数据里没有的号", lead_width=0)
        self.questions = PickStep()
        self.strip = MessageStrip()
        self._stack, self._scanning = QStackedWidget(), QWidget()
        self._wedge = WedgeField(self.field, monotonic)
        self._wedge.read.connect(self._on_read)
        self.field.returnPressed.connect(self._on_return)
        self._arrange()

    def show_lost(self, lost: LostNumbers) -> None:
        """Show what is still lost; tickets stand below the papers and need nothing."""
        self._heading.setText(_heading(lost))
        papers = [Row(id=one, lead="", words=one, trail="待补登", tone=Tone.SOON) for one in lost.papers]
        tickets = [Row(id=one, lead="", words=one, trail=_TICKET) for one in lost.tickets]
        self.list.show_rows([*papers, *tickets])
        if self.list.rows and self.list.current_id is None:
            self.list.choose(self.list.rows[0].id)

    def ask(self, question: Question) -> None:
        """Put a question about the scanned paper in place of field and list."""
        self._stack.setCurrentWidget(self.questions)
        self.questions.ask(question)
        self.asking_changed.emit(True)

    def wait_for_scan(self) -> None:
        """Show the list again and be ready for the next paper."""
        self._stack.setCurrentWidget(self._scanning)
        self.field.clear()
        self.field.setFocus()
        self.asking_changed.emit(False)

    @property
    def is_asking(self) -> bool:
        """Say whether a question is open."""
        return self._stack.currentWidget() is self.questions

    @property
    def heading(self) -> str:
        """What is said above the list."""
        return self._heading.text()

    def _arrange(self) -> None:
        self._stack.addWidget(self._scanning)
        self._stack.addWidget(self.questions)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(text("扫二维码", Rank.MUTED))
        line.addWidget(self.field, 1)
        scanning = _column(self._scanning)
        scanning.addWidget(self._heading)
        scanning.addLayout(line)
        scanning.addWidget(self.list, 1)
        column = _column(self)
        column.addWidget(self._stack, 1)
        column.addWidget(self.strip)

    def _on_read(self, reading: str) -> None:
        self.field.clear()
        self.scanned.emit(reading)

    def _on_return(self) -> None:
        typed = self.field.text().strip()
        if typed:
            self._on_read(typed)


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    return column


def _heading(lost: LostNumbers) -> str:
    if lost.papers:
        return f"还有 {len(lost.papers)} 份文书打印过、数据里没有。请逐份扫二维码补登，号不会再发给别人。"
    if lost.tickets:
        return "没有要补登的文书。下面的号票已经发出去，号不会再发给别人。"
    return "没有发现要补登的文书。手里有数据里查不到的文书，也可以在这里扫。"
