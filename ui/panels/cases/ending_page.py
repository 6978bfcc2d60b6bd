"""The page that ends a case (终止办理): a digit chooses why, words may be added, F12 issues the notice."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSpacerItem, QVBoxLayout, QWidget

from app.domain.form.model import Choice
from ui import theme
from ui.widgets.labelled_rows import labelled_rows
from ui.widgets.row_list import Row, RowList
from ui.widgets.text import Rank, text

_FEWEST_SHOWN, _MOST_SHOWN = 4, 8


class EndingPage(QWidget):
    """Nothing is chosen beforehand; what was begun for a case stands there again after Esc."""

    def __init__(self) -> None:
        """Lay out the reasons and the field for words."""
        super().__init__()
        self._whose = ""
        self._begun: dict[str, tuple[str, str]] = {}
        self._title = text("", Rank.STRONG, wraps=True)
        self.reasons = RowList("终止原因", lead_width=32)
        self.reasons.setMinimumHeight(_FEWEST_SHOWN * theme.ROW_HEIGHT)
        self.reasons.setMaximumHeight(_MOST_SHOWN * theme.ROW_HEIGHT + 4)
        self.words = QLineEdit()
        self.words.setAccessibleName("补充说明")
        self.words.setPlaceholderText("写明情况，印在退件通知书上；选了原因的可以不写")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 0)
        column.setSpacing(12)
        column.addWidget(self._title)
        rows = labelled_rows((("终止原因", self.reasons), ("补充说明", self.words)))
        # What the list does not need stays below the words, not between them.
        rows.setRowStretch(0, _MOST_SHOWN)
        rows.addItem(QSpacerItem(0, 0), 2, 0)
        rows.setRowStretch(2, 1)
        column.addLayout(rows, 1)
        self.reasons.installEventFilter(self)

    def ask(self, whose: str, title: str, reasons: Sequence[Choice], words: str) -> None:
        """Ask about the case `whose`; `words` were typed for it before this page came."""
        self._begun[self._whose] = (self.code, self.words.text())
        self._whose = whose
        code, before = self._begun.pop(whose, ("", ""))
        self._title.setText(title)
        self.reasons.show_rows([Row(id=one.code, lead=one.code, words=one.label) for one in reasons])
        self.reasons.clearSelection()
        if code:
            self.reasons.choose(code)
        self.words.setText(words or before)
        self.reasons.setFocus()

    def forget(self, case_id: str) -> None:
        """The case is ended."""
        self._begun.pop(case_id, None)
        if case_id == self._whose:
            self._whose = ""
            self.reasons.clearSelection()
            self.words.clear()

    @property
    def code(self) -> str:
        """The code of the reason chosen; empty while none is."""
        return (self.reasons.current_id or "") if self.reasons.selectedIndexes() else ""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Choose by digit, and go on to the words."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        is_offered = any(row.id == event.text() for row in self.reasons.rows)
        if is_offered:
            self.reasons.choose(event.text())
            self.words.setFocus()
        return is_offered
