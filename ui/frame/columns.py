"""The columns of the working page: which of them are shown where there is no room for all."""

from collections.abc import Mapping
from enum import Enum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.frame.handle import WIDTH, Handle
from ui.shortcuts import Command


class Column(Enum):
    """A column beside the rail, by what it shows."""

    QUEUE = "queue"
    WORK = "work"
    SIDE = "side"


NEEDED: Mapping[Column, int] = {
    Column.QUEUE: theme.QUEUE_WIDTH,
    Column.WORK: 520,
    Column.SIDE: theme.SIDE_WIDTH,
}
"""What a column needs to be read, in layout units."""
_OPENED_BY = {Column.QUEUE: Command.FOLD_QUEUE, Column.SIDE: Command.FOLD_SIDE}
_FIRST_TO_GO = (Column.SIDE, Column.QUEUE, Column.WORK)


def shown_columns(
    room: int, wanted: frozenset[Column], asked: Column | None, foldable: frozenset[Column] = frozenset()
) -> frozenset[Column]:
    """Return the columns that fit into `room`; the one a key `asked` for stays, the others give way to it.

    Each of the `foldable` columns that is not shown leaves a strip.
    """
    shown = wanted
    for column in _FIRST_TO_GO:
        if sum(NEEDED[one] for one in shown) + WIDTH * len(foldable - shown) <= room:
            break
        if column is not asked:
            shown -= {column}
    return shown


class Columns(QWidget):
    """Rail, queue, work and side next to each other; large type and small screens fold the outer ones.

    `unfolding` names a folded column whose strip was pressed.
    """

    unfolding = Signal(object)

    def __init__(self, rail: QWidget, columns: Mapping[Column, QWidget]) -> None:
        """Lay the columns out, all wanted."""
        super().__init__()
        self._columns = columns
        self._wanted = self._foldable = frozenset(columns)
        self._asked: Column | None = None
        self._handles = {column: Handle(command) for column, command in _OPENED_BY.items()}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(rail)
        row.addWidget(self._handles[Column.QUEUE])
        for column, widget in columns.items():
            row.addWidget(widget, 1 if column is Column.WORK else 0)
        # Takes the room of the work while only an outer column is shown.
        row.addStretch()
        row.addWidget(self._handles[Column.SIDE])
        for column, handle in self._handles.items():
            handle.clicked.connect(partial(self.unfolding.emit, column))

    def is_shown(self, column: Column) -> bool:
        """Say whether a column is shown now."""
        return not self._columns[column].isHidden()

    def want(self, column: Column, *, is_wanted: bool, is_asked: bool = False) -> None:
        """Say whether a column belongs here; one that is asked for by a key is shown whatever the room."""
        self._wanted = self._wanted | {column} if is_wanted else self._wanted - {column}
        if is_asked or self._asked is column:
            self._asked = column if is_wanted and is_asked else None
        self._settle()

    def have(self, column: Column, *, is_there: bool) -> None:
        """Say whether there is anything to unfold: not every panel has a side column."""
        self._foldable = self._foldable | {column} if is_there else self._foldable - {column}
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns anew."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        foldable = self._foldable & self._handles.keys()
        shown = shown_columns(self.width() - theme.RAIL_WIDTH, self._wanted, self._asked, foldable)
        for column, widget in self._columns.items():
            widget.setVisible(column in shown)
        for column, handle in self._handles.items():
            handle.setVisible(column in foldable - shown)
