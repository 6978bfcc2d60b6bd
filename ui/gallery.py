"""Every small part of the window on one page, to be looked at and to be rendered at every scaling."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.shortcuts import Acts, Command
from ui.widgets.due_label import DueLabel
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_button import ActButton, ButtonRank, PressButton
from ui.widgets.key_cap import KeyCap
from ui.widgets.labelled_rows import labelled_rows
from ui.widgets.masked_value import MaskedValue
from ui.widgets.message_strip import MessageStrip
from ui.widgets.pick_step import Option, PickStep, Question
from ui.widgets.pill import Pill
from ui.widgets.row_list import Row, RowList
from ui.widgets.text import Elided, Rank, Tone, card, text

_COLUMNS = 3
_LONG_NAME = "欧阳·阿卜杜热合曼·买买提"
_LONG_ITEM = "机关事业单位工作人员基本养老保险关系转移接续及职业年金补记申请（跨省流动就业）"
_TODAY = date(2026, 11, 30)


def gallery() -> QWidget:
    """Return the page, with the longest names and the worst states."""
    page = QWidget()
    page.setObjectName("page")
    grid = QGridLayout(page)
    grid.setContentsMargins(24, 24, 24, 24)
    grid.setSpacing(16)
    for at, (name, make) in enumerate(PARTS):
        frame, inner = card()
        inner.addWidget(text(name, Rank.STRONG))
        inner.addWidget(make())
        inner.addStretch(1)
        grid.addWidget(frame, at // _COLUMNS, at % _COLUMNS)
    for column in range(_COLUMNS):
        grid.setColumnStretch(column, 1)
    return page


def _stacked(*parts: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part)
    return holder


def _beside(*parts: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return holder


def _texts() -> QWidget:
    ranks = (("正文 0123456789", Rank.BODY), ("小字说明", Rank.SMALL), ("小标题", Rank.SECTION))
    return _stacked(
        text("VB012", Rank.TICKET), *(text(words, rank) for words, rank in ranks), Elided(_LONG_ITEM)
    )


def _buttons() -> QWidget:
    acts = Acts(
        {Command.ACCEPT: lambda: None, Command.KEEP_DRAFT: lambda: None, Command.REFUSE: lambda: None}
    )
    acts.open_only((Command.ACCEPT, Command.KEEP_DRAFT))
    main = ActButton(acts, Command.ACCEPT, ButtonRank.MAIN)
    parts = (ActButton(acts, Command.KEEP_DRAFT), ActButton(acts, Command.REFUSE))
    quiet = PressButton("换人", lambda: None, ButtonRank.QUIET)
    return _stacked(main, _beside(*parts), _beside(quiet, KeyCap("Ctrl+F")))


def _pills() -> QWidget:
    words = (
        ("草稿", Tone.PLAIN),
        ("在办", Tone.PRESS),
        ("办结", Tone.DONE),
        ("快到期", Tone.SOON),
        ("超期", Tone.LATE),
    )
    return _beside(*(Pill(word, tone) for word, tone in words))


def _dues() -> QWidget:
    labels = []
    for due, left in ((date(2026, 12, 4), 4), (date(2026, 12, 1), 1), (date(2026, 11, 27), -1)):
        label = DueLabel()
        label.show_due(due, left, _TODAY)
        labels.append(label)
    return _stacked(*labels)


def _strips() -> QWidget:
    strips = []
    for tone in (Tone.DONE, Tone.SOON, Tone.LATE):
        strip = MessageStrip()
        strip.say("打印机缺纸：办过的都已保存，装纸后会自动继续。", tone)
        strips.append(strip)
    return _stacked(*strips, MessageStrip())


def _masked() -> QWidget:
    whole = MaskedValue("身份证号", "360725 ········ 0029", lambda: None)
    whole.show_whole("360725 19610715 0029")
    return _stacked(MaskedValue("身份证号", "360725 ········ 0029", lambda: None), whole, text(_LONG_NAME))


def _rows() -> QWidget:
    rows = RowList("排队", lead_width=64)
    rows.show_rows(
        (
            Row(id="1", lead="B012", words=_LONG_ITEM, trail="6 分"),
            Row(id="2", lead="VB003", words="优先 社保", trail="1 时 5 分", tone=Tone.PRESS),
            Row(id="3", lead="C001", words="医保", trail="不到 1 分", tone=Tone.LATE),
        )
    )
    rows.choose("2")
    rows.setFixedHeight(104)
    return rows


def _question() -> QWidget:
    step = PickStep()
    options = (Option("1", "当场办结"), Option("2", "已收件受理"), Option("3", "咨询"))
    step.ask(Question(title="B012 办完了，结果是？", hint="按数字选，Esc 返回", options=options))
    step.setFixedHeight(176)
    return step


def _fields() -> QWidget:
    holder, wrong, name = QWidget(), QLineEdit("36072519610715002X"), QLineEdit(_LONG_NAME)
    wrong.setProperty("tone", Tone.LATE.value)
    for field, words in ((name, "姓名"), (wrong, "身份证号")):
        field.setAccessibleName(words)
    holder.setLayout(labelled_rows((("姓名", name), ("身份证号", wrong))))
    return holder


PARTS: tuple[tuple[str, Callable[[], QWidget]], ...] = (
    ("文字", _texts),
    ("按钮", _buttons),
    ("状态", _pills),
    ("期限", _dues),
    ("提示", _strips),
    ("遮蔽", _masked),
    ("列表", _rows),
    ("小问题", _question),
    ("输入", _fields),
    ("空", lambda: EmptyState("今天还没有收件。", Command.CALL_NEXT)),
)
"""A new part adds one line here."""
