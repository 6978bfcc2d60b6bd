"""The left rail: one button a panel, each with its picture, its word and its key."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from ui import icons, theme
from ui.icons import Icons
from ui.shortcuts import KEYS, Command
from ui.theme import Colours

_ICONS = {
    Command.TO_QUEUE: "queue",
    Command.TO_INTAKE: "intake",
    Command.TO_CASES: "cases",
    Command.TO_PAPERS: "papers",
    Command.TO_LEDGER: "ledger",
    Command.TO_SETTINGS: "settings",
    Command.TO_ABOUT: "about",
}
_BUTTON_HEIGHT = 72


class Rail(QFrame):
    """Tells which panel was asked for; the frame decides whether to go there."""

    asked = Signal(object)

    def __init__(self, panels: Sequence[Command], icon_set: Icons, colours: Colours) -> None:
        """Show a button for each TO_… command."""
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(theme.RAIL_WIDTH)
        self._group = QButtonGroup(self)
        self._commands = tuple(panels)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(0)
        for at, command in enumerate(panels):
            button = _button(command, icon_set, colours)
            self._group.addButton(button, at)
            column.addWidget(button)
        column.addStretch(1)
        self._group.idClicked.connect(self._on_clicked)

    def mark(self, command: Command) -> None:
        """Show which panel is in front."""
        self._group.button(self._commands.index(command)).setChecked(True)

    @Slot(int)
    def _on_clicked(self, at: int) -> None:
        self.asked.emit(self._commands[at])


def _button(command: Command, icon_set: Icons, colours: Colours) -> QToolButton:
    key = KEYS[command]
    button = QToolButton()
    button.setObjectName("railButton")
    button.setCheckable(True)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    button.setIcon(icon_set.icon(_ICONS[command], colours.muted, colours.press))
    button.setIconSize(QSize(icons.SIZE, icons.SIZE))
    button.setFixedWidth(theme.RAIL_WIDTH - 1)
    button.setMinimumHeight(_BUTTON_HEIGHT)
    button.setText(f"{key.word}\n{key.sequence}")
    button.setToolTip(key.meaning)
    button.setAccessibleName(f"{key.word} {key.sequence}")
    # Alt+number reaches it from anywhere; the tab order belongs to the form.
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
