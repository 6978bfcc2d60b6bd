"""The key card: every key and what it does, on one page inside the window."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.shortcuts import FIELD_KEYS, KEYS, Acts, Command, Group
from ui.widgets.key_cap import KeyCap
from ui.widgets.text import Rank, card, text

_COLUMNS = ((Group.QUEUE,), (Group.INTAKE,), (Group.EVERYWHERE, Group.PANELS))


class HelpPage(QWidget):
    """Shown by F1 over whatever is in front; Esc or F1 gives it back untouched."""

    def __init__(self, leave: Callable[[], None]) -> None:
        """Draw the card; `leave` takes it away."""
        super().__init__()
        self.acts = Acts({Command.HELP: leave, Command.STEP_OUT: leave}, self)
        self._came_from: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("按键表")
        page = QVBoxLayout(self)
        page.setContentsMargins(48, 32, 48, 32)
        page.setSpacing(16)
        page.addWidget(text("按键表", Rank.SECTION))
        page.addWidget(text("按 Esc 或 F1 回到刚才的地方，填过的内容都在。", Rank.MUTED))
        page.addLayout(_columns())
        page.addStretch(1)

    def remember_focus(self, widget: QWidget | None) -> None:
        """Keep who had the focus."""
        self._came_from = widget

    def give_focus_back(self) -> None:
        """Return the focus to whoever had it."""
        if self._came_from is not None:
            self._came_from.setFocus()


def _columns() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(24)
    for groups in _COLUMNS:
        column = QVBoxLayout()
        column.setSpacing(16)
        for group in groups:
            keys = ((key.sequence, key.meaning) for key in KEYS.values() if key.group is group)
            column.addWidget(_block(group.value, keys))
        if Group.INTAKE in groups:
            column.addWidget(_block("填表", FIELD_KEYS.items()))
        column.addStretch(1)
        row.addLayout(column, 1)
    return row


def _block(heading: str, keys: Iterable[tuple[str, str]]) -> QWidget:
    frame, column = card()
    column.addWidget(text(heading, Rank.STRONG))
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, 96)
    grid.setColumnStretch(1, 1)
    for row, (key, meaning) in enumerate(keys):
        grid.addWidget(KeyCap(key), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(text(meaning), row, 1)
    column.addLayout(grid)
    return frame
