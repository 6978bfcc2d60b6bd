"""The widgets of the cash panel: the list of drawers, and the one small form every act is filled from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.shortcuts import Acts, Command
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_button import ActButton, ButtonRank
from ui.widgets.labelled_rows import FIELD_BOX
from ui.widgets.list_room import ListRoom
from ui.widgets.message_strip import MessageStrip
from ui.widgets.row_list import RowList
from ui.widgets.text import Elided, Rank, card, text

_LEAD_WIDTH = 184
_FOOT_HEIGHT = 56
_EMPTY = "今天还没有代收的钱。受理代缴水电费、代收保费后，收据和结余会列在这里。"


class CashView(QWidget):
    """Holds what is typed until the act it belongs to is done."""

    def __init__(self, acts: Acts) -> None:
        """Lay out; the buttons run `acts`."""
        super().__init__()
        self.sums = Elided("", Rank.MUTED)
        self.list = RowList("代收款", lead_width=_LEAD_WIDTH)
        self.room = ListRoom(self.list, EmptyState(_EMPTY, Command.TO_INTAKE))
        self.hint, self.strip = text("", Rank.SMALL), MessageStrip()
        self.hint.setFixedHeight(20)
        self.voucher = _field("缴款凭证号", "解缴时填：收费单位给的凭证号")
        self.counted = _field("点出现金", "日终时填：点出的现金，元")
        self.reason = _field("原因", "红冲时必填；日终现金与应有不符时必填")
        self.second = _field("核对人工号", "红冲、日终时：负责人或领导的工号")
        self.phrase = _field("核对人口令", "由核对人本人输入自己的口令")
        self.phrase.setEchoMode(QLineEdit.EchoMode.Password)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._upper(), 1)
        column.addWidget(_foot(acts))

    def take_phrase(self) -> str:
        """Return the pass phrase of the second person, once: it does not stay for another press."""
        phrase = self.phrase.text()
        self.phrase.clear()
        return phrase

    def clear_form(self) -> None:
        """Empty every field: what was typed has become part of the books."""
        for field in (self.voucher, self.counted, self.reason, self.second, self.phrase):
            field.clear()

    def _upper(self) -> QWidget:
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(24, 16, 24, 4)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(text("代收款", Rank.SECTION))
        head.addStretch(1)
        head.addWidget(self.sums, 4)
        self.sums.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        plate, inner = card(margin=8)
        inner.addWidget(self.room, 1)
        column.addLayout(head)
        column.addWidget(plate, 1)
        column.addWidget(self.hint)
        column.addLayout(self._form())
        column.addWidget(self.strip)
        return upper

    def _form(self) -> QGridLayout:
        """Return the fields in two columns; all stay in sight, whichever act they are for."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        places = (
            (self.voucher, 0, 0, 1),
            (self.counted, 0, 2, 1),
            (self.reason, 1, 0, 3),
            (self.second, 2, 0, 1),
            (self.phrase, 2, 2, 1),
        )
        for field, row, column, span in places:
            label = text(field.accessibleName(), Rank.MUTED)
            label.setMinimumHeight(FIELD_BOX)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label, row, column)
            grid.addWidget(field, row, column + 1, 1, span)
        return grid


def _field(name: str, placeholder: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(placeholder)
    return field


def _foot(acts: Acts) -> QWidget:
    foot = QWidget()
    foot.setObjectName("foot")
    foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    foot.setFixedHeight(_FOOT_HEIGHT)
    row = QHBoxLayout(foot)
    row.setContentsMargins(16, 0, 16, 0)
    row.setSpacing(8)
    row.addWidget(text("收据不能删除、作废，只能红冲。", Rank.SMALL))
    row.addStretch(1)
    row.addWidget(ActButton(acts, Command.REVERSE_RECEIPT))
    row.addWidget(ActButton(acts, Command.HAND_OVER_CASH))
    row.addWidget(ActButton(acts, Command.SIGN_CASH, ButtonRank.MAIN))
    return foot
