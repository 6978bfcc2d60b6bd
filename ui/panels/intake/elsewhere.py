"""Asks before an item is taken in at a window it is not served at: send the ticket on, or say why here."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.counters import said_windows, served_elsewhere
from app.domain.keepable import LOST, mended
from app.domain.ticket import Ticket
from ui.at_desk import AtDesk
from ui.panels.intake.sitting import Sitting
from ui.panels.intake.view import STEPS, IntakeView
from ui.widgets.pick_step import Option, PickStep, Question
from ui.widgets.text import Tone

REASONS = ("那边今天没有人办", "群众年老体弱，不便再走", "还有别的事，在这里一起办", "大厅负责人安排")
_MARGIN = 16


class Elsewhere(QObject):
    """One question in place of the form. Nothing is chosen beforehand: a second Enter takes nothing in."""

    aimed = Signal(object)
    """The numbers of the windows F6 leads to while the question stands; none once it stands no more."""
    reasoned = Signal()
    """The clerk said why; the sitting keeps it."""

    def __init__(self, at: AtDesk, view: IntakeView, at_window: Callable[[], Ticket | None]) -> None:
        """Ask in `view`; `at_window` tells whose ticket could be sent on."""
        super().__init__(view)
        self._at, self._view, self._at_window = at, view, at_window
        self._sitting: Sitting | None = None
        self.step = PickStep()
        self.page = QWidget()
        column = QVBoxLayout(self.page)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 0)
        column.addWidget(self.step)
        view.add_page(self.page)
        view.page_changed.connect(self._on_page_changed)
        self.step.answered.connect(self._on_answered)

    def asks(self, sitting: Sitting) -> bool:
        """Ask about an application of other windows without a reason so far; False where none is due."""
        office, opened = self._at.office, sitting.item
        # As claims stand now: they may have changed since the form was opened.
        item = office.catalog.version(opened.id, opened.version)
        windows = served_elsewhere(office.hall, item, self._at.desk.window)
        if not windows or sitting.elsewhere:
            return False
        self._sitting = sitting
        self._view.show_page(self.page)
        self._view.show_place(STEPS[0], item.name, "")
        self._ask(sitting, said_windows(windows))
        self.aimed.emit(windows)
        return True

    def take_keys(self) -> None:
        """Put the keys into the question."""
        self.step.entry.setFocus()

    def _ask(self, sitting: Sitting, windows: str) -> None:
        options = tuple(Option(str(place), words) for place, words in enumerate(REASONS, start=1))
        self.step.ask(
            Question(
                title=f"{sitting.item.name}在 {windows}办理。为什么在这里收？",
                hint="按数字选，或直接写原因",
                options=options,
                free=True,
                by_key=True,
            )
        )
        ticket = self._at_window()
        code = "panels.item_elsewhere_ticket" if ticket is not None else "panels.item_elsewhere"
        facts = {"item": sitting.item.name, "windows": windows, "ticket": ticket.label if ticket else ""}
        self._view.strip.show_message(self._at.wording.say(code, **facts), Tone.SOON)

    def _on_answered(self, keys: tuple[str, ...]) -> None:
        if self._sitting is None or self._view.page is not self.page:
            return
        known = {str(place): words for place, words in enumerate(REASONS, start=1)}
        reason = known.get(keys[0], mended(keys[0]).replace(LOST, "")).strip()
        if reason:
            self._sitting.elsewhere = reason
            self._view.strip.clear()
            self.reasoned.emit()

    def _on_page_changed(self) -> None:
        if self._view.page is not self.page:
            self._sitting = None
            self.aimed.emit(())
