"""The key card: every key and what it does, on one page inside the window."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.shortcuts import FIELD_KEYS, KEYS, Acts, Command, Group
from ui.widgets.key_cap import KeyCap
from ui.widgets.text import Elided, Rank, card, text

_TALL = (Group.QUEUE, Group.INTAKE, Group.CASES)
_WIDE = (Group.EVERYWHERE, Group.PANELS)
_GAP = 12


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
        page.setContentsMargins(24, 12, 24, 12)
        page.setSpacing(_GAP)
        head = QHBoxLayout()
        head.addWidget(text("按键表", Rank.SECTION))
        head.addStretch(1)
        head.addWidget(text("按 Esc 或 F1 回到刚才的地方，填过的内容都在。", Rank.MUTED))
        page.addLayout(head)
        page.addLayout(_columns(), 1)
        page.addLayout(_foot())

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


def _columns() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(_GAP)
    for group in _TALL:
        row.addWidget(_block(group.value, _keys(group)), 1)
    row.addWidget(_block("填表", tuple(FIELD_KEYS.items())), 1)
    return row


def _foot() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(_GAP)
    for group in _WIDE:
        row.addWidget(_block(group.value, _keys(group), columns=2), 1)
    return row


def _keys(group: Group) -> tuple[tuple[str, str], ...]:
    return tuple((key.sequence, key.meaning) for key in KEYS.values() if key.group is group)


def _block(heading: str, keys: Sequence[tuple[str, str]], columns: int = 1) -> QWidget:
    frame, column = card(margin=12, spacing=4)
    column.addWidget(text(heading, Rank.STRONG))
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(1)
    height = -(-len(keys) // columns)
    for at, (key, meaning) in enumerate(keys):
        row, left = at % height, 2 * (at // height)
        grid.addWidget(KeyCap(key), row, left, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(Elided(meaning, Rank.SMALL), row, left + 1)
        grid.setColumnStretch(left + 1, 1)
    column.addLayout(grid)
    column.addStretch(1)
    return frame
