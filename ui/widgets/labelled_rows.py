"""Labels right-aligned to one edge, each beside its field: the layout of every small form."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from ui import theme
from ui.widgets.text import Rank, text

FIELD_BOX = theme.FIELD_HEIGHT + 2
"""A field with its border."""


def labelled_rows(rows: Iterable[tuple[str, QWidget | QLayout]]) -> QGridLayout:
    """Return the rows; a label stands level with the first line of its field."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(16)
    grid.setColumnStretch(1, 1)
    for row, (words, field) in enumerate(rows):
        label = text(words, Rank.MUTED)
        label.setMinimumHeight(FIELD_BOX)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        if isinstance(field, QWidget):
            grid.addWidget(field, row, 1)
        else:
            grid.addLayout(field, row, 1)
    return grid
