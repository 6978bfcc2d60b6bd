"""The page on which a refusal is written: reason, article, competent body, second clerk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.form.lookups import LookupTable
from app.services.cases.refuse import Refusal
from ui.counter.begun import BegunRefusal
from ui.form.choosing import place_of_digit
from ui.widgets.labelled_rows import labelled_rows
from ui.widgets.row_list import Row, RowList
from ui.widgets.text import Rank, text

_MARGIN = 16
_LAW = "law"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason of the code list, and the article the law itself gives it ("" where the clerk names one).

    `words` and `cited` are what the notice says for reason and article, empty for the label and the article.
    """

    code: str
    label: str
    article: str = ""
    words: str = ""
    cited: str = ""


def reasons_of(table: LookupTable, today: date) -> tuple[Reason, ...]:
    """Return the reasons a county offers today."""
    rows = table.edition(today).rows
    return tuple(
        Reason(one.code, one.label, str(rows[one.code].get(_LAW, ""))) for one in table.choices(today)
    )


class RefusalPage(QWidget):
    """Why an application is not accepted, on which article, and who else agreed."""

    def __init__(self) -> None:
        """Lay out the fields."""
        super().__init__()
        self._reasons: Sequence[Reason] = ()
        self._whose = ""
        self._begun: dict[str, BegunRefusal] = {}
        self.reasons = RowList("不予受理原因", lead_width=40)
        self.reasons.setFixedHeight(5 * 34)
        self.reason, self.article, self.body, self.second, self._phrase = (QLineEdit() for _ in range(5))
        self.body.setPlaceholderText("不属于本机关职权范围的，写明应向哪个机关申请")
        self.second.setPlaceholderText("另一名窗口人员的工号")
        self._phrase.setPlaceholderText("由核对人本人输入自己的口令")
        self._phrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._blank = self._as_written()
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 8, _MARGIN, 0)
        column.setSpacing(8)
        column.addWidget(text("不予受理：选原因，写明条款，请一名同事核对并输入口令。", Rank.STRONG))
        fields = (
            ("原因", self.reasons),
            ("理由", self.reason),
            ("依据条款", self.article),
            ("有权机关", self.body),
            ("核对人工号", self.second),
            ("核对人口令", self._phrase),
        )
        column.addLayout(labelled_rows(fields))
        column.addStretch(1)
        for words, field in fields[1:]:
            field.setAccessibleName(words)
        self.reasons.installEventFilter(self)
        self.reasons.pointed.connect(self._on_pointed)

    def show_reasons(self, reasons: Sequence[Reason], whose: str = "") -> bool:
        """Offer the reasons, or put back what was written for the same `whose`.

        The one with words is pointed at, else the first. `whose` names the draft or case the page is about;
        empty always begins anew. True says that something was put back; the pass phrase never is.
        """
        self._lay_by()
        begun = self._begun.pop(whose, None)
        self._reasons, self._whose = reasons, whose
        self._begin(reasons)
        if begun is not None:
            self._put_back(begun)
        self.reasons.setFocus()
        return begun is not None

    def forget(self, whose: str) -> None:
        """Let go of what was written for `whose`: the paper is out."""
        self._begun.pop(whose, None)
        if self._whose == whose:
            self._whose = ""

    def _lay_by(self) -> None:
        self._phrase.clear()
        written = self._as_written()
        if self._whose and written != self._blank:
            self._begun[self._whose] = written

    def _as_written(self) -> BegunRefusal:
        return BegunRefusal(
            code=self.reasons.current_id or "",
            reason=self.reason.text(),
            article=self.article.text(),
            body=self.body.text(),
            second=self.second.text(),
        )

    def _put_back(self, begun: BegunRefusal) -> None:
        if any(one.code == begun.code for one in self._reasons):
            self.reasons.choose(begun.code)
        self.reason.setText(begun.reason)
        self.article.setText(begun.article)
        self.body.setText(begun.body)
        self.second.setText(begun.second)

    def _begin(self, reasons: Sequence[Reason]) -> None:
        for field in (self.reason, self.article, self.body, self.second):
            field.clear()
        self.reasons.show_rows(
            [
                Row(id=one.code, lead=str(place), words=one.label, trail=one.article)
                for place, one in enumerate(reasons, start=1)
            ]
        )
        if reasons:
            likely = next((one for one in reasons if one.words), reasons[0])
            self.reasons.setCurrentIndex(QModelIndex())
            self.reasons.choose(likely.code)
        self._blank = self._as_written()

    @property
    def phrase(self) -> QLineEdit:
        """The field for the pass phrase of the second clerk."""
        return self._phrase

    def first_gap(self) -> QLineEdit:
        """Return the reason while it is blank, else the article."""
        return self.article if self.reason.text().strip() else self.reason

    def vouch_as(self, staff_number: str, pass_phrase: str) -> None:
        """Fill in the second clerk as that clerk would at the keyboard."""
        self.second.setText(staff_number)
        self._phrase.setText(pass_phrase)

    def take_phrase(self) -> str:
        """Return the pass phrase of the second clerk, once: it does not stay for another press."""
        phrase = self._phrase.text()
        self._phrase.clear()
        return phrase

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
        place = place_of_digit(event.text(), self._reasons)
        if place is not None:
            self.reasons.choose(self._reasons[place].code)
            self.reason.setFocus()
        return place is not None

    @Slot(str)
    def _on_pointed(self, code: str) -> None:
        for reason in self._reasons:
            if reason.code == code:
                self.reason.setText(reason.words or reason.label)
                self.article.setText(reason.cited or reason.article)
