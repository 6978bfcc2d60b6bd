"""Shows the pages of one paper: small ones in order, the chosen one large, and what can be done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QIcon,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.key_button import PressButton
from ui.widgets.text import Elided, Rank, text

_STRIP_WIDTH = 136
_SMALL = QSize(64, 84)
_MARGIN = 16
_HEIGHT_FOR_ONE_COLUMN = 440
_HEIGHT_FOR_MOVES = 312
"""On a screen still lower the two buttons that move a page give way: the hint names their keys."""
_CHOSEN = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page in the strip; `whole` is empty for one that is not here."""

    id: str
    words: str
    small: QImage
    whole: QImage


class Picture(QLabel):
    """One page as large as its room allows, sharp at the screen's scaling."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._image = QImage()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(160, 160)
        self.setAccessibleName("选中的一页")

    def show_image(self, image: QImage) -> None:
        """Show a page, or nothing for an empty image."""
        self._image = image
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for the new room."""
        super().resizeEvent(event)
        self._draw()

    def _draw(self) -> None:
        if self._image.isNull():
            self.clear()
            return
        scale = self.devicePixelRatioF()
        fitted = self._image.scaled(
            self.contentsRect().size() * scale,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted.setDevicePixelRatio(scale)
        self.setPixmap(QPixmap.fromImage(fitted))


class Strip(QListWidget):
    """The pages in order. `struck` tells a key that is not for moving about, as Qt spells it."""

    struck = Signal(str)

    def __init__(self, keys: Sequence[str]) -> None:
        """Hear `keys`."""
        super().__init__()
        self._keys = frozenset(keys)
        self.setAccessibleName("影像各页")
        self.setFixedWidth(_STRIP_WIDTH)
        self.setIconSize(_SMALL)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell the keys that were asked for and leave the others to the list."""
        key = QKeySequence(event.keyCombination()).toString()
        if key in self._keys:
            self.struck.emit(key)
        else:
            super().keyPressEvent(event)


class ScansPage(QWidget):
    """Shows; decides nothing. `dropped` brings what was dragged here, `pointed` the id of the page chosen.

    `in_sight` tells whether anybody can see it: it does not while the window is locked.
    """

    dropped = Signal(QMimeData)
    pointed = Signal(str)
    in_sight = Signal(bool)

    def __init__(self, doings: Mapping[str, tuple[str, Callable[[], None]]]) -> None:
        """Offer `doings`: by key the word on its button, empty for none, and what it does."""
        super().__init__()
        self._doings = doings
        self._leaves: tuple[Leaf, ...] = ()
        self.title, self.hint = Elided(rank=Rank.STRONG), text("", Rank.MUTED, wraps=True)
        self.strip, self.picture = Strip(tuple(doings)), Picture()
        buttons = {key: _button(word, key, doing) for key, (word, doing) in doings.items() if word}
        self._buttons = list(buttons.values())
        self._moves = [button for key, button in buttons.items() if key.startswith("Alt+")]
        self._grid = QGridLayout()
        self._grid.setSpacing(4)
        self._place_buttons(self._buttons, 1)
        self.setAcceptDrops(True)
        self._lay_out()
        self.strip.struck.connect(self._on_struck)
        self.strip.currentItemChanged.connect(self._on_current)

    def show_leaves(self, leaves: Sequence[Leaf], chosen: str) -> None:
        """Show these pages and choose one; the first if it is not among them."""
        self._leaves = tuple(leaves)
        self.strip.blockSignals(True)
        self.strip.clear()
        for leaf in leaves:
            item = QListWidgetItem(QIcon(QPixmap.fromImage(leaf.small)), leaf.words)
            item.setData(_CHOSEN, leaf.id)
            self.strip.addItem(item)
        at = next((at for at, leaf in enumerate(leaves) if leaf.id == chosen), 0)
        self.strip.setCurrentRow(at if leaves else -1)
        self.strip.blockSignals(False)
        self._on_current()

    def open_buttons(self, *, are_open: bool) -> None:
        """Say what can be done here; nothing where the pages are only looked at."""
        for button in self._buttons:
            button.setEnabled(are_open)

    @property
    def current_id(self) -> str:
        """The id of the page chosen, empty for none."""
        at = self.strip.currentRow()
        return str(self.strip.item(at).data(_CHOSEN)) if at >= 0 else ""

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the page came into sight."""
        super().showEvent(event)
        self.in_sight.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that nobody sees the page any more."""
        super().hideEvent(event)
        self.in_sight.emit(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 12, _MARGIN, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.hint)
        parts = QHBoxLayout()
        parts.setSpacing(12)
        parts.addWidget(self.strip)
        parts.addWidget(self.picture, 1)
        beside = QVBoxLayout()
        beside.addLayout(self._grid)
        beside.addStretch(1)
        parts.addLayout(beside)
        column.addLayout(parts, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the keys stand two in a row, each below its word."""
        super().resizeEvent(event)
        has_moves = self.height() >= _HEIGHT_FOR_MOVES
        for button in self._moves:
            button.setVisible(has_moves)
        shown = [button for button in self._buttons if has_moves or button not in self._moves]
        self._place_buttons(shown, 2 if self.height() < _HEIGHT_FOR_ONE_COLUMN else 1)

    def _place_buttons(self, buttons: Sequence[PressButton], columns: int) -> None:
        for at, button in enumerate(buttons):
            button.stack(is_stacked=columns > 1)
            self._grid.addWidget(button, at // columns, at % columns)

    @Slot(str)
    def _on_struck(self, key: str) -> None:
        self._doings[key][1]()

    @Slot()
    def _on_current(self) -> None:
        chosen = self.current_id
        whole = next((leaf.whole for leaf in self._leaves if leaf.id == chosen), QImage())
        self.picture.show_image(whole)
        self.pointed.emit(chosen)


def _button(word: str, key: str, doing: Callable[[], None]) -> PressButton:
    button = PressButton(word, doing, key=_CAPS.get(key, key))
    # The keys stay with the pages.
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


_CAPS = {"Alt+Left": "Alt+←", "Alt+Right": "Alt+→", "Del": "Delete"}
