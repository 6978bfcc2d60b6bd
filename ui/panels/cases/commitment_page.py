"""The page of a commitment that is checked (核查), or of a false one that is decided on."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.labelled_rows import labelled_rows
from ui.widgets.row_list import Row, RowList
from ui.widgets.text import Rank, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of one commitment; `whose` names case, paper and question: text is kept for it."""

    whose: str
    title: str
    told: str
    first: str
    second: str
    hint: str
    takes_number: bool = False


class CommitmentPage(QWidget):
    """1 or 2 chooses the answer, words say how one knows; the key of the foot keeps it."""

    def __init__(self) -> None:
        """Lay out what was promised, the two answers and the fields."""
        super().__init__()
        self._whose = ""
        self._begun: dict[str, tuple[str, str]] = {}
        self._title, self._told = text("", Rank.STRONG, wraps=True), text("", Rank.MUTED, wraps=True)
        self.answers = RowList("结论", lead_width=32)
        self.answers.setFixedHeight(2 * 36)
        self.words, self.number = QLineEdit(), QLineEdit()
        self.number.setPlaceholderText("撤销的，填另行制发的撤销决定书文号")
        for field, name in ((self.words, "说明"), (self.number, "决定书文号")):
            field.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 0)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._told)
        column.addLayout(
            labelled_rows((("结论", self.answers), ("说明", self.words), ("决定书文号", self.number)))
        )
        column.addStretch(1)
        self.answers.installEventFilter(self)

    def ask(self, question: Question) -> None:
        """Ask; what was typed for the same question and not kept yet stands there again."""
        self._begun[self._whose] = (self.words.text(), self.number.text())
        self._whose = question.whose
        words, number = self._begun.pop(question.whose, ("", ""))
        self._title.setText(question.title)
        self._told.setText(question.told)
        rows = (Row(id="1", lead="1", words=question.first), Row(id="2", lead="2", words=question.second))
        self.answers.show_rows(rows)
        self.answers.clearSelection()
        self.words.setText(words)
        self.words.setPlaceholderText(question.hint)
        self.number.setText(number)
        self.number.setEnabled(question.takes_number)
        self.answers.setFocus()

    def forget(self) -> None:
        """What stood here was kept in the case."""
        self.words.clear()
        self.number.clear()

    @property
    def answer(self) -> str:
        """The answer chosen, 1 or 2; empty while none is."""
        return (self.answers.current_id or "") if self.answers.selectedIndexes() else ""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Choose by digit, and go on to the words."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.text() in ("1", "2")
        ):
            self.answers.choose(event.text())
            self.words.setFocus()
            return True
        return False
