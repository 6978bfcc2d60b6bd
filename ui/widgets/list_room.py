"""The place of a list that may be empty: its rows, or what will be here. Hidden rows hold no keys."""

from PySide6.QtWidgets import QStackedWidget

from ui.widgets.empty_state import EmptyState
from ui.widgets.row_list import RowList


class ListRoom(QStackedWidget):
    """While there are no rows the room itself holds the keys for its list."""

    def __init__(self, rows: RowList, empty: EmptyState) -> None:
        """Show `empty` until there is a row."""
        super().__init__()
        self._rows = rows
        self.setAccessibleName(rows.accessibleName())
        self.addWidget(empty)
        self.addWidget(rows)

    def take_keys(self) -> None:
        """Put the keys into the list, or hold them for it while it is empty; nothing while out of sight."""
        if self.isVisible():
            (self._rows if self._has_rows else self).setFocus()

    def refit(self) -> None:
        """Show rows or the empty place, whichever there is now, and hand the keys on with it."""
        had_keys = self.hasFocus() or self._rows.hasFocus()
        if had_keys:
            self.setFocus()
        self.setCurrentIndex(int(self._has_rows))
        if had_keys:
            self.take_keys()

    @property
    def _has_rows(self) -> bool:
        return bool(self._rows.rows)
