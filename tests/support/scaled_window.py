"""Walks the main path at one scaling factor and tells what is clipped or has to be scrolled, as JSON."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from applicants import LONG_NAME
from clerk import Clerk
from fakes import FakeClock
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollBar,
    QStyle,
    QStyleOptionFrame,
    QWidget,
)
from real_window import PHRASE, RealWindow, dress

from app.bootstrap.places import HallHome
from ui.form.entries import TextEntry
from ui.widgets.kept_lines import KeptLines
from ui.widgets.row_list import RowList
from ui.widgets.text import Elided

_WITHIN = 2
"""What a QLineEdit keeps free on each side within its contents."""
MAY_SCROLL = {"事项", "材料", "办件", "文书", "填报内容", "问题", "等候的号", "可选项"}
"""Lists of any length scroll within themselves; no page does."""


def main(home: Path) -> None:
    """Go from the sign-in to the end of an application and look at each page."""
    application = dress(QApplication(["scaled-window"]))
    clerk = Clerk(RealWindow(HallHome(home), application, FakeClock()))
    window = clerk.place.composed.window
    found: list[str] = []
    for page in walk(clerk):
        found += [f"{page}: {fault}" for fault in faults(window)]
    size = [window.width(), window.height()]
    clerk.place.close()
    print(json.dumps({"ratio": application.devicePixelRatio(), "size": size, "faults": found}))


def walk(clerk: Clerk) -> Iterator[str]:
    """Yield the name of each page of the main path once it is in front."""
    clerk.settle()
    yield "登录"
    clerk.signs_in("0312", PHRASE)
    yield "选窗口"
    clerk.sits_at("01")
    for _person in range(3):
        clerk.takes_a_number_for("A")
    clerk.press("Esc")
    yield "叫号"
    clerk.press("F2")
    clerk.goes_to("收件")
    yield "找事项"
    clerk.picks_item("F01")
    clerk.fills({label: LONG_NAME[label] for label in ("证件号码", "姓名")})
    clerk.press("Enter")
    yield "申请人"
    clerk.fills({label: answer for label, answer in LONG_NAME.items() if label not in {"证件号码", "姓名"}})
    clerk.press("F8")
    yield "表单"
    clerk.press("PgDown")
    yield "表单第二页"
    clerk.press("F9")
    yield "一次性告知"
    clerk.accepts_and_prints()
    yield "办结"
    clerk.finds("欧阳")
    yield "办件"
    clerk.goes_to("文书")
    yield "文书"


def faults(window: QWidget) -> Iterator[str]:
    """Yield what cannot be read whole, and what has to be scrolled."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QScrollBar) and _scrolls(widget):
            yield f"scroll bar of {_owner(widget)}"
        elif isinstance(widget, QLabel | QAbstractButton | QLineEdit) and _said(widget):
            yield from (f"{why}: {_said(widget)}" for why in _clipped(widget))


def _clipped(widget: QWidget) -> Iterator[str]:
    if _hidden_part(widget) and _list_of(widget) is None:
        yield "partly covered"
    if isinstance(widget, QLineEdit):
        yield from _cut(widget)
    if isinstance(widget, QAbstractButton) and widget.sizeHint().width() > widget.width() + 1:
        yield "too narrow"
    if isinstance(widget, QLabel) and widget.text() and not isinstance(widget, Elided | KeptLines):
        if widget.wordWrap():
            if widget.heightForWidth(widget.width()) > widget.height() + 1:
                yield "too low"
        elif widget.pixmap().isNull() and widget.sizeHint().width() > widget.width() + 1:
            yield "too narrow"


def _cut(entry: QLineEdit) -> Iterator[str]:
    """Tell of a field too low, and of an answer that is cut while no line below says the whole."""
    if entry.fontMetrics().height() > entry.height():
        yield "too low"
    if isinstance(entry, TextEntry) and _is_cut(entry):
        yield "too narrow"


def _is_cut(entry: QLineEdit) -> bool:
    option = QStyleOptionFrame()
    entry.initStyleOption(option)
    room = entry.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, entry).width()
    if entry.fontMetrics().horizontalAdvance(entry.text()) <= room - 2 * _WITHIN:
        return False
    beside = entry.parentWidget().findChildren(Elided) if entry.parentWidget() is not None else []
    return not any(one.isVisible() and one.words() == entry.text() for one in beside)


def _hidden_part(widget: QWidget) -> bool:
    """Say whether a parent cuts something off."""
    seen, above = widget.rect(), widget
    while above.parentWidget() is not None and not above.isWindow():
        seen = seen.translated(above.pos())
        above = above.parentWidget()
        if not above.rect().contains(seen):
            return True
    return False


def _scrolls(bar: QScrollBar) -> bool:
    owner = _list_of(bar)
    is_list = isinstance(owner, RowList) and owner.accessibleName() in MAY_SCROLL
    return bar.maximum() > bar.minimum() and not is_list


def _above(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def _list_of(bar: QWidget) -> QWidget | None:
    return next((one for one in _above(bar) if isinstance(one, QAbstractScrollArea)), None)


def _owner(bar: QScrollBar) -> str:
    owner = _list_of(bar)
    return f"{type(owner).__name__} {owner.accessibleName() if owner else ''}"


def _said(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else ""
    return widget.accessibleName() or words


if __name__ == "__main__":
    main(Path(sys.argv[1]))
