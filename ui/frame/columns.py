"""The columns of the working page: which of them are shown where there is no room for all."""

from collections.abc import Mapping
from enum import Enum

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme


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
_FIRST_TO_GO = (Column.SIDE, Column.QUEUE, Column.WORK)


def shown_columns(room: int, wanted: frozenset[Column], asked: Column | None) -> frozenset[Column]:
    """Return the columns that fit into `room`; the one a key `asked` for stays, the others give way to it."""
    shown = wanted
    for column in _FIRST_TO_GO:
        if sum(NEEDED[one] for one in shown) <= room:
            break
        if column is not asked:
            shown -= {column}
    return shown


class Columns(QWidget):
    """Rail, queue, work and side next to each other; large type and small screens fold the outer ones."""

    def __init__(self, rail: QWidget, columns: Mapping[Column, QWidget]) -> None:
        """Lay the columns out, all wanted."""
        super().__init__()
        self._columns = columns
        self._wanted = frozenset(columns)
        self._asked: Column | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(rail)
        for column, widget in columns.items():
            row.addWidget(widget, 1 if column is Column.WORK else 0)
        # Takes the room of the work while only an outer column is shown.
        row.addStretch()

    def is_shown(self, column: Column) -> bool:
        """Say whether a column is shown now."""
        return not self._columns[column].isHidden()

    def want(self, column: Column, *, is_wanted: bool, is_asked: bool = False) -> None:
        """Say whether a column belongs here; one that is asked for by a key is shown whatever the room."""
        self._wanted = self._wanted | {column} if is_wanted else self._wanted - {column}
        if is_asked or self._asked is column:
            self._asked = column if is_wanted and is_asked else None
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns anew."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        shown = shown_columns(self.width() - theme.RAIL_WIDTH, self._wanted, self._asked)
        for column, widget in self._columns.items():
            widget.setVisible(column in shown)
