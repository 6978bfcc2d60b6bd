"""The left rail: one button a panel, each with its picture, its word and its key."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from ui import theme
from ui.icons import SIZE as ICON_SIZE
from ui.icons import Icons
from ui.shortcuts import KEYS, Command

_ICONS = {
    Command.TO_QUEUE: "queue",
    Command.TO_INTAKE: "intake",
    Command.TO_CASES: "cases",
    Command.TO_PAPERS: "papers",
    Command.TO_LEDGER: "ledger",
    Command.TO_SETTINGS: "settings",
    Command.TO_ABOUT: "about",
    Command.TO_CASH: "cash",
}
_BUTTON_HEIGHT = 72
_LOW_HEIGHT = 40
_WITH_PICTURE = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
_WORDS_ONLY = Qt.ToolButtonStyle.ToolButtonTextOnly


class Rail(QFrame):
    """Tells which panel was asked for; the frame decides whether to go there."""

    asked = Signal(object)

    def __init__(self, panels: Sequence[Command], icons: Icons) -> None:
        """Show a button for each TO_… command."""
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(theme.RAIL_WIDTH)
        self._group = QButtonGroup(self)
        self._commands, self._icons = tuple(panels), icons
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(0)
        for at, command in enumerate(panels):
            button = _button(command)
            self._group.addButton(button, at)
            column.addWidget(button)
        column.addStretch(1)
        self._group.idClicked.connect(self._on_clicked)
        self._draw_icons()

    def mark(self, command: Command) -> None:
        """Show which panel is in front."""
        self._group.button(self._commands.index(command)).setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the pictures out where there is no height for them: word and key are what is needed."""
        super().resizeEvent(event)
        buttons = self._group.buttons()
        is_low = self.height() < len(buttons) * _BUTTON_HEIGHT + 2 * theme.GRID
        style = _WORDS_ONLY if is_low else _WITH_PICTURE
        for button in buttons:
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(style)
                _set_low(button, is_low=is_low)
                button.setMinimumHeight(_LOW_HEIGHT if is_low else _BUTTON_HEIGHT)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons again when the clerk chose other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icons()

    def _draw_icons(self) -> None:
        inks = self.palette()
        plain = inks.color(QPalette.ColorRole.Dark).name()
        chosen = inks.color(QPalette.ColorRole.Link).name()
        for at, command in enumerate(self._commands):
            self._group.button(at).setIcon(self._icons.icon(_ICONS[command], plain, chosen))

    @Slot(int)
    def _on_clicked(self, at: int) -> None:
        self.asked.emit(self._commands[at])


def _set_low(button: QToolButton, *, is_low: bool) -> None:
    """Let the style leave out the padding around two lines of words."""
    if button.property("low") != is_low:
        button.setProperty("low", is_low)
        button.style().unpolish(button)
        button.style().polish(button)


def _button(command: Command) -> QToolButton:
    key = KEYS[command]
    button = QToolButton()
    button.setObjectName("railButton")
    button.setCheckable(True)
    button.setToolButtonStyle(_WITH_PICTURE)
    button.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
    button.setFixedWidth(theme.RAIL_WIDTH - 1)
    button.setMinimumHeight(_BUTTON_HEIGHT)
    button.setText(f"{key.word}\n{key.sequence}")
    button.setToolTip(key.meaning)
    button.setAccessibleName(f"{key.word} {key.sequence}")
    # Alt+number reaches it from anywhere; the tab order belongs to the form.
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
