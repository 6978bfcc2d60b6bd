"""A short word about how something stands, in its colour."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.widgets.text import Tone, set_tone


class Pill(QLabel):
    """Shows a state. The word says it; the colour only repeats it."""

    def __init__(self, word: str = "", tone: Tone = Tone.PLAIN) -> None:
        """Show `word`."""
        super().__init__()
        self.setObjectName("pill")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_state(word, tone)

    def show_state(self, word: str, tone: Tone = Tone.PLAIN) -> None:
        """Show another state."""
        set_tone(self, tone)
        self.setText(word)
        self.setAccessibleName(word)
