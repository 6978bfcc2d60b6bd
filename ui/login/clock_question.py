"""Puts the question for today's date before whoever's command met a clock that cannot be right."""

from datetime import date

from PySide6.QtCore import QObject, Slot

from app.domain.clerk import Clerk
from app.services.business_day import ClockInDoubt
from app.services.confirm_day import DayRefused
from ui.login.clock_page import ClockPage
from ui.login.context import SessionContext
from ui.main_window import MainWindow
from ui.page import Page
from ui.tasks import Lane

_NEEDS_SUPERVISOR = "window.day_needs_supervisor"


class ClockQuestion(QObject):
    """Watches every failure. The command that met it is not repeated: the clerk presses its key again."""

    def __init__(self, window: MainWindow, context: SessionContext, parent: QObject) -> None:
        """Watch the lanes; nobody is asked before somebody signed in."""
        super().__init__(parent)
        self._window, self._context = window, context
        self.page = ClockPage()
        self._clerk: Clerk | None = None
        self._came_from: Page | None = None
        self.page.confirmed.connect(self._on_confirmed)
        self.page.left.connect(self._go_back)
        context.tasks.failed.connect(self._on_failed_task)

    def answered_by(self, clerk: Clerk | None) -> None:
        """Let `clerk` be the one who is asked."""
        self._clerk = clerk

    @Slot(object)
    def _on_failed_task(self, error: Exception) -> None:
        if not isinstance(error, ClockInDoubt) or self._clerk is None or self._came_from is not None:
            return
        self._came_from = self._window.page
        self.page.show_dates(str(error.facts["clock"]), str(error.facts["last"]))
        self._window.show_page(self.page)

    @Slot(object, str, str)
    def _on_confirmed(self, day: date, supervisor: str, phrase: str) -> None:
        clerk, use = self._clerk, self._context.use
        if clerk is None:
            return
        approval = (supervisor, phrase) if supervisor else None
        self.page.allow(is_open=False)
        self._context.tasks.submit(
            Lane.IO, lambda: use.confirm_day(clerk, day, approval), self._on_taken, self._on_refused
        )

    def _on_taken(self, _outcome: object) -> None:
        self._go_back()

    def _on_refused(self, error: Exception) -> None:
        self.page.allow(is_open=True)
        self.page.phrase.clear()
        self.page.say(self._context.wording.of(error))
        if isinstance(error, DayRefused) and error.code == _NEEDS_SUPERVISOR:
            self.page.ask_supervisor(is_asked=True)

    @Slot()
    def _go_back(self) -> None:
        page, self._came_from = self._came_from, None
        if page is not None:
            self._window.show_page(page)
