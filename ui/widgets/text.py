"""Labels by rank and tone, and small layout parts, so that no panel sets fonts or colours itself."""

from enum import Enum

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget


class Rank(Enum):
    """How loud a text is."""

    SMALL = "small"
    MUTED = "muted"
    BODY = ""
    STRONG = "strong"
    SECTION = "section"
    TICKET = "ticket"


class Tone(Enum):
    """What a colour says; there is always a word or shape beside it."""

    PLAIN = ""
    PRESS = "press"
    DONE = "done"
    SOON = "soon"
    LATE = "late"


def text(words: str = "", rank: Rank = Rank.BODY, *, wraps: bool = False) -> QLabel:
    """Return a label; its text is never read as markup, since it may be a person's name."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("rank", rank.value)
    label.setWordWrap(wraps)
    return label


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Give a widget the colour of a tone."""
    if widget.property("tone") == tone.value:
        return
    widget.setProperty("tone", tone.value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def rule() -> QFrame:
    """Return a thin line between two parts."""
    line = QFrame()
    line.setProperty("plate", "rule")
    return line


def card(*, margin: int = 16, spacing: int = 8) -> tuple[QFrame, QVBoxLayout]:
    """Return a white plate and the column inside it."""
    frame = QFrame()
    frame.setProperty("plate", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(margin, margin, margin, margin)
    column.setSpacing(spacing)
    return frame, column


class Elided(QLabel):
    """A label that never grows: what does not fit ends in … and is shown whole in the tool tip."""

    def __init__(self, words: str = "", rank: Rank = Rank.BODY) -> None:
        """Show `words` in a rank."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("rank", rank.value)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Show other words."""
        self._whole = words
        self.updateGeometry()
        self._fit()

    def words(self) -> str:
        """Return the whole words."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Return the room the whole words would like."""
        self.ensurePolished()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 1, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: it can always be narrower."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: object) -> None:
        """Fit the words anew."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        self.setText(shown)
        self.setToolTip("" if shown == self._whole else self._whole)
        self.setAccessibleName(self._whole)
