"""The window: one page at a time, and the one place where keys are heard."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from ui.field_keys import FieldKeys
from ui.help_page import HelpPage
from ui.page import Page
from ui.shortcuts import KEYS, Acts, Command, first_to_act

SMALLEST = (640, 352)
"""1366×768 at 200 %, less a task bar."""


class MainWindow(QMainWindow):
    """Shows sign-in, window choice, work or lock; hears every key of the table and hands it inwards."""

    def __init__(self, field_keys: FieldKeys) -> None:
        """Build the empty window; `show_page` fills it."""
        super().__init__()
        self._field_keys = field_keys
        self._own = Acts({Command.HELP: self.toggle_help}, self)
        self._help = HelpPage(self.toggle_help)
        self._page: Page | None = None
        self._stack = QStackedWidget()
        self._stack.setObjectName("page")
        self._stack.addWidget(self._help)
        self.setCentralWidget(self._stack)
        self.setWindowTitle("便民窗")
        self.setMinimumSize(*SMALLEST)
        self.resize(1366, 728)
        self._hear_keys()

    def show_page(self, page: Page) -> None:
        """Put `page` in front; pages stay alive, so nothing typed in them is lost."""
        if self._stack.indexOf(page.body) < 0:
            self._stack.addWidget(page.body)
        self._page = page
        self._stack.setCurrentWidget(page.body)
        page.entered()

    def drop_page(self, page: Page) -> None:
        """Let go of a page that will not be shown again."""
        self._help.forget_focus()
        self._stack.removeWidget(page.body)
        page.body.deleteLater()

    @property
    def page(self) -> Page | None:
        """The page in front, or the one behind the key card."""
        return self._page

    @Slot()
    def toggle_help(self) -> None:
        """Lay the key card over the page, or take it away again and give the focus back."""
        if self._stack.currentWidget() is self._help:
            self._put_back()
        elif self._page is not None:
            self._help.remember_focus(self.focusWidget())
            self._stack.setCurrentWidget(self._help)
            self._help.setFocus()

    def press(self, command: Command) -> None:
        """Do what a key does; nothing while a syllable is still being composed."""
        if not self._field_keys.is_composing:
            first_to_act(self._listeners(), command)

    def _put_back(self) -> None:
        if self._page is not None:
            self._stack.setCurrentWidget(self._page.body)
        self._help.give_focus_back()

    def _listeners(self) -> Iterable[Acts]:
        if self._stack.currentWidget() is self._help:
            return (self._help.acts, self._own)
        return (*(self._page.listeners() if self._page else ()), self._own)

    def _hear_keys(self) -> None:
        for command, key in KEYS.items():
            shortcut = _Hearing(command, self)
            shortcut.setKey(QKeySequence(key.sequence))


class _Hearing(QShortcut):
    """One key of the table."""

    def __init__(self, command: Command, window: MainWindow) -> None:
        super().__init__(window)
        self._command, self._window = command, window
        self.setContext(Qt.ShortcutContext.WindowShortcut)
        self.setAutoRepeat(False)
        self.activated.connect(self._on_activated)

    @Slot()
    def _on_activated(self) -> None:
        self._window.press(self._command)
