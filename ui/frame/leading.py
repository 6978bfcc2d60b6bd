"""Carries what the intake tells to the rest of the page: what to show, and what ended."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from app.domain.ticket import ServiceResult
from ui.frame.work_page import WorkPage
from ui.shortcuts import Command

End = Callable[[ServiceResult, str, str], None]
"""The result, the case id and the visit id, "" for none."""


class Leading(QObject):
    """Lives as long as the page.

    Methods of an object, not functions: a function tied to a signal is held by Qt, outside what can be
    collected, and with it would be held the page, its panels and the hall of a clerk who left long ago.
    """

    def __init__(self, page: WorkPage, show_case: Callable[[str], None], end: End) -> None:
        """Lead about `page`; `show_case` puts a case in front by its id, `end` ends a ticket's item."""
        super().__init__(page)
        self._page, self._show_case, self._end = page, show_case, end

    @Slot(str)
    def to_case(self, case_id: str) -> None:
        """Show a case."""
        self._show_case(case_id)

    @Slot(object, str, str)
    def to_queue(self, result: ServiceResult, case_id: str, visit_id: str) -> None:
        """End in the queue what ended at the intake."""
        self._end(result, case_id, visit_id)

    @Slot(object)
    def aim_queue(self, windows: tuple[str, ...]) -> None:
        """Tell the queue to which windows its transfer leads now; none: it asks."""
        self._page.queue.aim_at(windows)

    @Slot()
    def to_intake(self) -> None:
        """Show the intake."""
        self._page.show_panel(Command.TO_INTAKE)
