"""The page on which a refusal is written: reason, article, competent body, second clerk."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.form.model import Choice
from app.services.cases.refuse import Refusal
from ui.form.choosing import place_of_digit
from ui.widgets.labelled_rows import labelled_rows
from ui.widgets.row_list import Row, RowList
from ui.widgets.text import Rank, text

ARTICLES: Mapping[str, str] = {
    "R1": "《行政许可法》第三十二条第一款第一项",
    "R2": "《行政许可法》第三十二条第一款第二项",
}
"""The article the law itself gives a reason; for the others the clerk names it."""
_MARGIN = 16


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

    def show_reasons(self, codes: Sequence[Choice]) -> None:
        """Offer the reasons, each with the article the law gives it, if it gives one."""
        self._codes, self._articles = codes, [ARTICLES.get(one.code, "") for one in codes]
        self.reasons.show_rows(
            [
                Row(id=one.code, lead=str(place), words=one.label, trail=self._articles[place - 1])
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
