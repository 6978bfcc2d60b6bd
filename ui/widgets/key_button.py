"""A button that shows its key beside its word."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter

from ui.shortcuts import KEYS, Acts, Command

_GAP = 8
_PAD = 12
_TIGHT_PAD = 6
_SLIM_PAD = 2
_LINE = 1.3
"""How high a line of a stacked button is, by its type size."""
_CAP_PAD = 5
_CAP_SCALE = 12 / 15


class ButtonRank(Enum):
    """How strongly a button asks to be pressed; one MAIN a screen."""

    PLAIN = "plain"
    MAIN = "main"
    QUIET = "quiet"


class KeyButton(QPushButton):
    """A word and a key cap. The key itself is handled by the frame; the button only says which.

    Where a row is too narrow the cap stands below the word: `stack`.
    """

    def __init__(self, word: str, key: str = "", rank: ButtonRank = ButtonRank.PLAIN) -> None:
        """Show `word` and the key cap of `key`."""
        super().__init__()
        self._key = ""
        self._is_stacked = self._is_slim = False
        self.setProperty("rank", rank.value)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_word(word, key)

    def set_word(self, word: str, key: str | None = None) -> None:
        """Change the word, and the key if given."""
        self._key = self._key if key is None else key
        self.setText(word)
        self.setAccessibleName(f"{word} {self._key}".strip())
        self.updateGeometry()

    def slim(self) -> None:
        """Leave out the room around: for a heading that has several."""
        self._is_slim = True
        self.updateGeometry()

    def stack(self, *, is_stacked: bool) -> None:
        """Put the cap below the word, or beside it again."""
        if is_stacked != self._is_stacked:
            self._is_stacked = is_stacked
            self.setProperty("stacked", is_stacked)
            self.style().unpolish(self)
            self.style().polish(self)
            self.updateGeometry()

    def width_when(self, *, is_stacked: bool) -> int:
        """Return the width the button needs in one form or the other."""
        pad = _SLIM_PAD if self._is_slim else _TIGHT_PAD if is_stacked else _PAD
        return self._content_width(is_stacked=is_stacked) + 2 * pad + 2

    def sizeHint(self) -> QSize:
        """Return room for the word, the cap and the space between."""
        return QSize(self.width_when(is_stacked=self._is_stacked), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the same: a clipped button is worse than a narrow neighbour."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the style's button, then word and cap as one centred pair."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""  # type: ignore[attr-defined]
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        word, cap = self._stacked_places() if self._is_stacked else self._places()
        ink = self.palette().buttonText().color()
        painter.setFont(self.font())
        painter.setPen(ink)
        painter.drawText(word, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._key:
            self._draw_cap(painter, cap, ink)

    def _places(self) -> tuple[QRect, QRect]:
        """Return where word and cap stand as one centred pair."""
        left = (self.width() - self._content_width(is_stacked=False)) // 2
        word = QRect(left, 0, self._word_width(), self.height())
        height = self.fontMetrics().height() - 3
        return word, QRect(word.right() + 1 + _GAP, (self.height() - height) // 2, self._cap_width(), height)

    def _stacked_places(self) -> tuple[QRect, QRect]:
        """Return where the word stands above its cap, both centred."""
        word_height, cap_height = (round(one.pixelSize() * _LINE) for one in (self.font(), self._cap_font()))
        top = (self.height() - word_height - cap_height) // 2
        left = (self.width() - self._cap_width()) // 2
        return (
            QRect(0, top, self.width(), word_height),
            QRect(left, top + word_height, self._cap_width(), cap_height),
        )

    def _draw_cap(self, painter: QPainter, cap: QRect, ink: QColor) -> None:
        edge = QColor(ink)
        edge.setAlphaF(0.45)
        painter.setPen(QPen(edge, 1))
        painter.drawRoundedRect(cap.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(ink)
        painter.setFont(self._cap_font())
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)

    def _content_width(self, *, is_stacked: bool) -> int:
        if not self._key:
            return self._word_width()
        if is_stacked:
            return max(self._word_width(), self._cap_width())
        return self._word_width() + _GAP + self._cap_width()

    def _word_width(self) -> int:
        self.ensurePolished()
        return self.fontMetrics().horizontalAdvance(self.text())

    def _cap_width(self) -> int:
        return QFontMetrics(self._cap_font()).horizontalAdvance(self._key) + 2 * _CAP_PAD

    def _cap_font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(False)
        font.setPixelSize(max(1, round(self.font().pixelSize() * _CAP_SCALE)))
        return font


class ActButton(KeyButton):
    """A button tied to one command of a part: word and key from the table, open when the command is."""

    def __init__(
        self, acts: Acts, command: Command, rank: ButtonRank = ButtonRank.PLAIN, *, word: str = ""
    ) -> None:
        """Follow `command` of `acts`; `word` replaces the word of the table."""
        key = KEYS[command]
        super().__init__(word or key.word, key.sequence, rank)
        self._acts, self._command = acts, command
        self.setToolTip(key.meaning)
        self.setEnabled(acts.is_open(command))
        acts.changed.connect(self._on_changed)
        self.clicked.connect(self._on_clicked)

    @Slot(object)
    def _on_changed(self, command: Command) -> None:
        if command is self._command:
            self.setEnabled(self._acts.is_open(command))

    @Slot()
    def _on_clicked(self) -> None:
        self._acts.run(self._command)


class PressButton(KeyButton):
    """A button for something that has no command of its own: a row, a step of a form."""

    def __init__(
        self, word: str, press: Callable[[], None], rank: ButtonRank = ButtonRank.PLAIN, *, key: str = ""
    ) -> None:
        """Call `press` when pressed; `key` is the cap to show, if a key reaches it."""
        super().__init__(word, key, rank)
        self._press = press
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self._press()
