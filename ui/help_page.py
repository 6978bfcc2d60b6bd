"""The key card: every key and what it does, on one page inside the window."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.shortcuts import FIELD_KEYS, KEYS, PAPER_KEYS, Acts, Command, Group
from ui.widgets.key_cap import KeyCap
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Elided, Rank, card, text

_FORM, _PAPERS = "填表", "材料"
_OF_PARTS = {_FORM: FIELD_KEYS, _PAPERS: PAPER_KEYS}
"""What a field or the line of a paper handles itself."""
_COLUMNS: tuple[tuple[Group | str, ...], ...] = (
    (Group.QUEUE, _PAPERS),
    (Group.INTAKE, Group.EVERYWHERE),
    (Group.CASES, Group.PAGES),
    (_FORM, Group.PANELS),
)
"""What stands below what: four columns of about the same height."""
_GAP = 8
_FEW_COLUMNS = 2
_WIDTH_FOR_ALL = 1200
"""Narrower, a screen has no room for four columns with their whole words."""
_STEPS = {
    Qt.Key.Key_PageDown: 1.0,
    Qt.Key.Key_PageUp: -1.0,
    Qt.Key.Key_Down: 0.1,
    Qt.Key.Key_Up: -0.1,
}
"""How much of the page a key goes on, where it has to be scrolled."""


class HelpPage(QWidget):
    """Shown by F1 over whatever is in front; Esc or F1 gives it back untouched."""

    def __init__(self, leave: Callable[[], None]) -> None:
        """Draw the card; `leave` takes it away."""
        super().__init__()
        self.acts = Acts({Command.HELP: leave, Command.STEP_OUT: leave}, self)
        self._came_from: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("按键表")
        self._columns = [_column(groups) for groups in _COLUMNS]
        body = QWidget()
        self._grid = QGridLayout(body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._room = scrolled(body)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 12, 24, 12)
        page.setSpacing(_GAP)
        page.addLayout(_head())
        page.addWidget(self._room, 1)
        self._abreast = 0
        self._arrange(len(_COLUMNS))

    def remember_focus(self, widget: QWidget | None) -> None:
        """Keep who had the focus."""
        self._came_from = widget

    def forget_focus(self) -> None:
        """Give the focus back to nobody: whoever had it is gone."""
        self._came_from = None

    def give_focus_back(self) -> None:
        """Return the focus to whoever had it."""
        if self._came_from is not None:
            self._came_from.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down where the card is longer than the screen."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        bar = self._room.verticalScrollBar()
        bar.setValue(bar.value() + int(step * bar.pageStep()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the columns out side by side as far as they can be read."""
        super().resizeEvent(event)
        self._arrange(len(_COLUMNS) if self.width() >= _WIDTH_FOR_ALL else _FEW_COLUMNS)

    def _arrange(self, abreast: int) -> None:
        if abreast == self._abreast:
            return
        self._abreast = abreast
        for at, column in enumerate(self._columns):
            self._grid.addWidget(column, at // abreast, at % abreast)
            self._grid.setColumnStretch(at, 1 if at < abreast else 0)


def _head() -> QHBoxLayout:
    head = QHBoxLayout()
    head.addWidget(text("按键表", Rank.SECTION))
    head.addStretch(1)
    head.addWidget(text("一页放不下的，按 PgUp PgDn 翻看。按 Esc 或 F1 回到刚才的地方。", Rank.MUTED))
    return head


def _column(groups: Sequence[Group | str]) -> QWidget:
    column = QWidget()
    stack = QVBoxLayout(column)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(_GAP)
    for group in groups:
        heading = group.value if isinstance(group, Group) else group
        stack.addWidget(_block(heading, _keys(group)))
    stack.addStretch(1)
    return column


def _keys(group: Group | str) -> tuple[tuple[str, str], ...]:
    """Return the keys of a group, or those a field or the checklist handles itself."""
    if isinstance(group, Group):
        return tuple((key.sequence, key.meaning) for key in KEYS.values() if key.group is group)
    return tuple(_OF_PARTS[group].items())


def _block(heading: str, keys: Sequence[tuple[str, str]]) -> QWidget:
    frame, column = card(margin=8, spacing=2)
    column.addWidget(text(heading, Rank.STRONG))
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(1, 1)
    for row, (key, meaning) in enumerate(keys):
        grid.addWidget(KeyCap(key), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(Elided(meaning, Rank.SMALL), row, 1)
    column.addLayout(grid)
    return frame
