"""The printer's place in the top bar: how it is, what it prints, and whether paper came out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from app.domain.print_job import PrintJob, PrintState
from ui import theme
from ui.shortcuts import Acts, Command
from ui.widgets.key_button import ActButton, ButtonRank
from ui.widgets.pill import Pill
from ui.widgets.text import Elided, Rank, Tone, text

_WIDTH = 44 * theme.GRID
_SAID = {
    PrintState.RESERVED: ("准备打印", Tone.PLAIN),
    PrintState.SPOOLED: ("排队打印", Tone.PRESS),
    PrintState.PRINTING: ("正在打印", Tone.PRESS),
    PrintState.WAITING: ("打印机在等人", Tone.SOON),
    PrintState.CONFIRMED: ("已确认", Tone.DONE),
    PrintState.FAILED: ("没有打出来", Tone.LATE),
    PrintState.CANCELLED: ("已取消", Tone.PLAIN),
}


class PrinterSpot(QStackedWidget):
    """One fixed width for all it says, so that the bar never moves."""

    def __init__(self, acts: Acts) -> None:
        """Lay out the calm state and the question."""
        super().__init__()
        self.setMinimumWidth(_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._condition = Pill()
        self._job = Elided("", Rank.SMALL)
        self._job.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._asked = text("打印成功？", Rank.STRONG)
        self.addWidget(_row(self._job, text("打印机", Rank.SMALL), self._condition))
        self._doubted = text("", Rank.SMALL)
        for question in (self._asked, self._doubted):
            yes = ActButton(acts, Command.PRINTED, ButtonRank.MAIN)
            self.addWidget(_row(QWidget(), question, yes, ActButton(acts, Command.NOT_PRINTED)))

    def show_condition(self, word: str, tone: Tone) -> None:
        """Show how the printer is while nothing is being printed."""
        self.setCurrentIndex(0)
        self._condition.show_state(word, tone)
        self._job.set_words("")

    def show_job(self, job: PrintJob) -> None:
        """Show where a job stands, or ask whether paper came out."""
        if job.needs_answer:
            is_doubted = job.state is PrintState.UNKNOWN
            self.setCurrentIndex(2 if is_doubted else 1)
            # Nobody stands waiting for it any more: which paper it was must be said.
            self._doubted.setText(f"{job.document_number}\n在出纸盘里吗？")
            self.setToolTip(job.document_number)
            return
        self.setCurrentIndex(0)
        self._condition.show_state(*_SAID[job.state])
        self._job.set_words(job.document_number)

    @property
    def asks(self) -> bool:
        """Say whether the question stands."""
        return self.currentIndex() > 0


def _row(first: QWidget, *parts: QWidget) -> QWidget:
    """Return parts at the right edge; the first takes what room is left."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(first, 1)
    for part in parts:
        row.addWidget(part)
    return holder
