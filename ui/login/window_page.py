"""The window choice: every window of the hall, who sits where, chosen by its number."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.hall import Hall, Window
from app.domain.words import Message
from ui.login.occupant import Occupant
from ui.shortcuts import Acts, Command
from ui.widgets.key_button import ButtonRank, PressButton
from ui.widgets.message_strip import MessageStrip
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Elided, Rank, Tone, text

_COLUMNS = 4
_TILE = QSize(132, 72)
_MARGIN = 64
_WIDTH_FOR_MARGINS = 1200


class WindowPage(QWidget):
    """`chosen` tells the window's number and whether it is taken over from somebody."""

    chosen = Signal(str, bool)
    signed_out = Signal()

    def __init__(self, hall: Hall) -> None:
        """Lay out the hall's windows."""
        super().__init__()
        self.setObjectName("page")
        self._laid: tuple[Window, ...] = ()
        self._occupants: Mapping[str, Occupant] = {}
        self._asked_over = ""
        self._tiles: dict[str, _Tile] = {}
        self._room = QVBoxLayout()
        self._entry = QLineEdit()
        self._entry.setAccessibleName("窗口号")
        self._entry.setPlaceholderText("窗口号")
        self._entry.setProperty("enterSubmits", True)
        self._entry.setFixedWidth(120)
        self._strip = MessageStrip(is_of_card=True)
        self._greeting = text("", Rank.SECTION)
        self._acts = Acts({Command.STEP_OUT: self.signed_out.emit}, self)
        self._arrange()
        self.show_hall(hall)
        self._entry.returnPressed.connect(self._on_return)

    @property
    def body(self) -> QWidget:
        """The page itself."""
        return self

    def listeners(self) -> Iterable[Acts]:
        """Esc signs out again."""
        return (self._acts,)

    def entered(self) -> None:
        """Be ready for the number."""
        self._entry.clear()
        self._entry.setFocus()

    def greet(self, name: str) -> None:
        """Say who chooses."""
        self._greeting.setText(f"{name}，今天坐哪个窗口？")

    def show_hall(self, hall: Hall) -> None:
        """Lay the windows out anew if the county changed them."""
        if hall.windows == self._laid:
            return
        self._laid = hall.windows
        self._tiles = {window.number: _Tile(window, self._choose) for window in hall.windows}
        if self._room.count():
            self._room.takeAt(0).widget().deleteLater()
        self._room.addWidget(scrolled(self._all_tiles()))

    def show_occupants(self, occupants: Mapping[str, Occupant], own: str) -> None:
        """Show who sits where; windows of others are greyed but can be taken over knowingly.

        The window that still stands under the clerk's `own` id after a crash is offered back: Enter takes it.
        """
        self._occupants = {at: one for at, one in occupants.items() if one.clerk_id != own}
        mine = [number for number in self._tiles if number in occupants.keys() - self._occupants.keys()]
        for number, tile in self._tiles.items():
            other = self._occupants.get(number)
            tile.show_occupant(other.name if other is not None else "", is_own=number in mine)
        if mine and not self._entry.text():
            self._entry.setText(mine[0])
            self._entry.selectAll()
            self._strip.say(f"您上次坐在 {mine[0]} 号窗口，没有离开过：按回车接着坐，没填完的都在。")

    def say(self, message: Message) -> None:
        """Say what happened."""
        self._strip.show_message(message)

    @property
    def said(self) -> str:
        """What is being said."""
        return self._strip.words

    @property
    def entry(self) -> QLineEdit:
        """The field for the number."""
        return self._entry

    def _choose(self, number: str) -> None:
        occupant = self._occupants.get(number)
        if occupant is not None and self._asked_over != number:
            self._asked_over = number
            said = (
                f"{number} 号窗口现由 {occupant.name} 使用。确实要接替，请再选一次 {number} 号；否则请另选。"
            )
            self._strip.say(said, Tone.SOON)
            return
        self.chosen.emit(number, occupant is not None)

    @Slot()
    def _on_return(self) -> None:
        typed = self._entry.text().strip()
        number = next((number for number in self._tiles if number.lstrip("0") == typed.lstrip("0")), None)
        if number is not None:
            self._choose(number)
        elif typed:
            self._strip.say(f"没有 {typed} 号窗口，请输入格子里的号码。", Tone.SOON)

    def _arrange(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addWidget(self._greeting)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self._entry)
        line.addWidget(PressButton("坐下", self._on_return, ButtonRank.MAIN, key="Enter"))
        line.addWidget(PressButton("换人", self.signed_out.emit, key="Esc"))
        line.addWidget(self._strip, 1)
        column.addLayout(line)
        column.addLayout(self._room, 1)

    def _all_tiles(self) -> QWidget:
        tiles = QWidget()
        grid = QGridLayout(tiles)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(16)
        for at, tile in enumerate(self._tiles.values()):
            grid.addWidget(tile, at // _COLUMNS, at % _COLUMNS)
            grid.setColumnStretch(at % _COLUMNS, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        return tiles

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the margins give their room to the windows."""
        super().resizeEvent(event)
        margin = _MARGIN if self.width() >= _WIDTH_FOR_MARGINS else _MARGIN // 4
        self._column.setContentsMargins(margin, margin // 2, margin, margin // 2)


class _Tile(QPushButton):
    """One window: its number, its business, and who sits there."""

    def __init__(self, window: Window, choose: Callable[[str], None]) -> None:
        super().__init__()
        self._window, self._choose = window, choose
        self.setProperty("rank", "tile")
        self.setMinimumSize(_TILE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._who = Elided("", Rank.SMALL)
        number = text(window.number, Rank.SECTION)
        number.setFixedWidth(32)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(window.name, Rank.STRONG))
        words.addWidget(self._who)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(number)
        row.addLayout(words, 1)
        self.clicked.connect(self._on_clicked)

    def show_occupant(self, occupant: str, *, is_own: bool) -> None:
        self.setProperty("taken", bool(occupant))
        self.style().unpolish(self)
        self.style().polish(self)
        free = "您上次在这里" if is_own else "空着"
        self._who.set_words(f"{occupant} 在用" if occupant else free)
        self.setAccessibleName(f"{self._window.label} {self._who.words()}")

    @Slot()
    def _on_clicked(self) -> None:
        self._choose(self._window.number)
