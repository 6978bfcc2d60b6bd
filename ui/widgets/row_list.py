"""A list of one-line rows: what leads, what it is, what trails; patched by id so that nothing jumps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.widgets.text import Tone

_PAD = 8
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_INKS = {
    Tone.PLAIN: QPalette.ColorRole.Text,
    Tone.PRESS: QPalette.ColorRole.Link,
    Tone.DONE: QPalette.ColorRole.Text,
    Tone.SOON: QPalette.ColorRole.Text,
    Tone.LATE: QPalette.ColorRole.BrightText,
}
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row; `hint` is the longer sentence about it."""

    id: str
    lead: str
    words: str
    trail: str = ""
    tone: Tone = Tone.PLAIN
    hint: str = ""
    pictured: int = 0
    """How many pictures belong to it; `picture` is the first one, once it was made."""
    picture: QImage | None = None


class RowModel(QAbstractListModel):
    """The rows, in order."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.rows: tuple[Row, ...] = ()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's spoken text, its hint, or the row itself."""
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                pictured = f" 影像 {row.pictured} 页" if row.pictured else ""
                return f"{row.lead} {row.words} {row.trail}{pictured}".strip()
            case Qt.ItemDataRole.ToolTipRole:
                return row.hint or None
            case Qt.ItemDataRole.UserRole:
                return row
        return None

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows; the same ids in the same order are patched in place."""
        if [row.id for row in rows] == [row.id for row in self.rows]:
            changed = [at for at, (new, old) in enumerate(zip(rows, self.rows, strict=True)) if new != old]
            self.rows = tuple(rows)
            for at in changed:
                self.dataChanged.emit(self.index(at), self.index(at))
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()


class RowDelegate(QStyledItemDelegate):
    """Draws a row: bold lead, words that end in … when there is no room, trail at the right edge."""

    def __init__(self, lead_width: int) -> None:
        """Keep `lead_width` for the lead, so that the words stand in one line."""
        super().__init__()
        self._lead_width = lead_width

    def sizeHint(self, option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Return a row's size: 32 high, more with large type."""
        height = max(theme.ROW_HEIGHT, option.fontMetrics.height() + 10)  # type: ignore[attr-defined]
        return QSize(0, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the ground, then lead, trail and the words between them."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        box: QRect = option.rect  # type: ignore[attr-defined]
        inks: QPalette = option.palette  # type: ignore[attr-defined]
        pixels = option.font.pixelSize()  # type: ignore[attr-defined]
        inner = box.adjusted(_PAD, 0, -_PAD, 0)
        painter.save()
        _draw_ground(painter, option.state, box, inks)  # type: ignore[attr-defined]
        painter.setFont(theme.face(pixels, bold=True))
        painter.setPen(inks.color(_INKS[row.tone]))
        painter.drawText(inner, _LEFT, row.lead)
        painter.setFont(theme.face(pixels))
        painter.setPen(inks.color(QPalette.ColorRole.Dark))
        if row.pictured:
            inner.setRight(_draw_pictured(painter, inner, row, inks) - _PAD)
        room = inner.width() - self._lead_width
        shown = painter.fontMetrics().elidedText(row.trail, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, _RIGHT, shown)
        trail = painter.fontMetrics().horizontalAdvance(shown)
        middle = inner.adjusted(self._lead_width, 0, -(trail + _PAD if row.trail else 0), 0)
        words = painter.fontMetrics().elidedText(row.words, Qt.TextElideMode.ElideRight, middle.width())
        painter.setPen(inks.color(QPalette.ColorRole.Text))
        painter.drawText(middle, _LEFT, words)
        painter.restore()


def _draw_pictured(painter: QPainter, room: QRect, row: Row, inks: QPalette) -> int:
    """Draw the first picture at the right edge and how many there are; return where they begin."""
    count = str(row.pictured)
    painter.drawText(room, _RIGHT, count)
    height = room.height() - _PAD
    right = room.right() - painter.fontMetrics().horizontalAdvance(count) - 4
    frame = QRect(right - height * 3 // 4, room.top() + _PAD // 2, height * 3 // 4, height)
    if row.picture is not None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(frame, row.picture)
    painter.setPen(inks.color(QPalette.ColorRole.Mid))
    painter.drawRect(frame.adjusted(0, 0, -1, -1))
    painter.setPen(inks.color(QPalette.ColorRole.Dark))
    return frame.left()


def _draw_ground(painter: QPainter, state: QStyle.StateFlag, box: QRect, inks: QPalette) -> None:
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, inks.color(QPalette.ColorRole.Light))
        bar = QRect(box.left(), box.top(), 3, box.height())
        painter.fillRect(bar, inks.color(QPalette.ColorRole.Link))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(box, inks.color(QPalette.ColorRole.AlternateBase))


class RowList(QListView):
    """The list. `picked` tells the id of a row that was chosen with Enter or the mouse."""

    picked = Signal(str)
    pointed = Signal(str)

    def __init__(self, name: str, *, lead_width: int = 64) -> None:
        """Name the list for screen readers."""
        super().__init__()
        self._rows = RowModel()
        self._delegate = RowDelegate(lead_width)
        self.setAccessibleName(name)
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._on_activated)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows and keep the chosen one chosen, if it is still there."""
        chosen = self.current_id
        self._rows.show(rows)
        if chosen is not None and self.current_id != chosen:
            self.choose(chosen)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._rows.rows

    @property
    def current_id(self) -> str | None:
        """The id of the chosen row, if any."""
        index = self.currentIndex()
        return self._rows.rows[index.row()].id if index.isValid() else None

    @property
    def marked_id(self) -> str | None:
        """The id of the chosen row where it is drawn as chosen: the mere keys in the list choose nothing."""
        is_drawn = self.selectionModel().isSelected(self.currentIndex())
        return self.current_id if is_drawn else None

    def choose(self, row_id: str) -> None:
        """Choose the row with this id; nothing if it is not there."""
        at = next((at for at, row in enumerate(self._rows.rows) if row.id == row_id), None)
        if at is not None:
            self.setCurrentIndex(self._rows.index(at))

    def step(self, by: int) -> None:
        """Move the choice up or down and stay inside the list."""
        if self._rows.rows:
            at = self.currentIndex().row() + by
            self.setCurrentIndex(self._rows.index(max(0, min(at, len(self._rows.rows) - 1))))

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.picked.emit(self._rows.rows[index.row()].id)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.pointed.emit(self._rows.rows[current.row()].id if current.isValid() else "")


class KeyedRowList(RowList):
    """A list whose rows are also acted on by keys of their own; `struck` tells which key it was."""

    struck = Signal(str)

    def __init__(self, name: str, keys: Iterable[str], *, lead_width: int = 64) -> None:
        """Take `keys` as Qt spells them: 1, Del."""
        super().__init__(name, lead_width=lead_width)
        self._keys = frozenset(keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell the keys that were asked for and leave the others to the list."""
        key = QKeySequence(event.key()).toString()
        if key in self._keys and self.current_id is not None:
            self.struck.emit(key)
            return
        super().keyPressEvent(event)
