"""What an empty place says: what will be here, and which key starts it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.shortcuts import KEYS, Command
from ui.widgets.key_cap import KeyCap
from ui.widgets.text import Rank, text


class EmptyState(QWidget):
    """Stands where rows will be."""

    def __init__(self, words: str, command: Command | None = None) -> None:
        """Say `words`, and the key of `command` with what it does."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addStretch(2)
        said = text(words, Rank.MUTED, wraps=True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(said)
        if command is not None:
            column.addLayout(_key_line(command))
        column.addStretch(3)


def _key_line(command: Command) -> QVBoxLayout:
    """Return the cap above its meaning, which may take two lines in a narrow place."""
    lines = QVBoxLayout()
    lines.setSpacing(8)
    lines.addWidget(KeyCap(KEYS[command].sequence), 0, Qt.AlignmentFlag.AlignHCenter)
    meaning = text(KEYS[command].meaning, Rank.MUTED, wraps=True)
    meaning.setAlignment(Qt.AlignmentFlag.AlignCenter)
    lines.addWidget(meaning)
    return lines
