"""The ledger panel: today's counts by kind, read from the one ledger."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.shortcuts import Acts, Command
from ui.tasks import Lane, Tasks
from ui.widgets.empty_state import EmptyState
from ui.widgets.message_strip import MessageStrip
from ui.widgets.text import Rank, card, text
from ui.words import Wording

_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happened today, in a clerk's words."""

    words: str
    number: int


class LedgerPanel:
    """台账 in the rail."""

    opens_with = Command.TO_LEDGER
    side: QWidget | None = None

    def __init__(self, counts: Callable[[], Sequence[Count]], tasks: Tasks, wording: Wording) -> None:
        """Read `counts` in the storage lane each time the panel is entered."""
        self._counts, self._tasks, self._wording = counts, tasks, wording
        self.acts = Acts({})
        self._strip = MessageStrip()
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self._stack = QStackedWidget()
        self.work = self._arranged()

    def entered(self) -> None:
        """Count again."""
        self.work.setFocus()
        self._tasks.submit(Lane.STORAGE, self._counts, self._on_counts, self._on_failed)

    def left(self) -> None:
        """Nothing to keep."""

    def _arranged(self) -> QWidget:
        page, numbers = QWidget(), QWidget()
        held = QVBoxLayout(numbers)
        held.setContentsMargins(0, 0, 0, 0)
        held.addLayout(self._grid)
        held.addStretch(1)
        self._stack.addWidget(EmptyState("今天还没有办过件。办过的会按种类数在这里。", Command.CALL_NEXT))
        self._stack.addWidget(numbers)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(16)
        column.addWidget(text("今日台账", Rank.SECTION))
        column.addWidget(self._stack, 1)
        column.addWidget(self._strip)
        return page

    def _on_counts(self, counts: Sequence[Count]) -> None:
        self._strip.clear()
        while self._grid.count():
            self._grid.takeAt(0).widget().deleteLater()
        for at, count in enumerate(counts):
            self._grid.addWidget(_number_card(count), at // _COLUMNS, at % _COLUMNS)
        self._stack.setCurrentIndex(1 if counts else 0)

    def _on_failed(self, error: Exception) -> None:
        self._strip.show_message(self._wording.of(error))


def _number_card(count: Count) -> QWidget:
    frame, inner = card()
    inner.addWidget(text(str(count.number), Rank.TICKET))
    inner.addWidget(text(count.words, Rank.MUTED))
    return frame
