"""Knows what F12 and its kin mean in front of each page: which paper is prepared, and which is issued."""

from collections.abc import Callable

from app.services.cases.intake import Intake
from ui.capture.desk import ScanDesk
from ui.panels.intake.ending import Ending
from ui.panels.intake.no_permit import NoPermit
from ui.panels.intake.signing import Signing
from ui.panels.intake.sitting import Sitting
from ui.panels.intake.view import IntakeView
from ui.panels.intake.way import Way


class Deciding:
    """Prepares and issues what is decided on the application on the counter."""

    def __init__(
        self,
        view: IntakeView,
        scans: ScanDesk,
        way: Way,
        parts: tuple[Ending, Signing, NoPermit],
        on_counter: Callable[[], Sitting | None],
        take_in: Callable[[Sitting], Intake],
    ) -> None:
        """Work with `view`; `on_counter` tells what lies there, `take_in` makes it what a use case takes."""
        self._view, self._scans, self._way = view, scans, way
        self._ending, self._signing, self._no_permit = parts
        self._on_counter, self._take_in = on_counter, take_in

    def accept(self) -> None:
        """Issue what this page is about: the acceptance, the notice or the refusal."""
        sitting = self._on_counter()
        if sitting is None or self._signing.must_wait():
            return
        view = self._view
        if view.page is self._scans.page:
            self._scans.keep()
        elif view.page is view.preview:
            self._signing.print()
        elif view.page is view.refusal:
            self._ending.refuse(self._take_in(sitting))
        elif self._no_permit.stops():
            return
        elif view.page is view.notice:
            self._ending.notify(self._take_in(sitting))
        elif sitting.is_acceptable():
            self._ending.accept(self._take_in(sitting))
        else:
            self._way.to_problem_after("")

    def receive(self) -> None:
        """Take the application in without deciding: the 收件凭证 says when an answer is due."""
        sitting = self._on_counter()
        if sitting is not None and not self._no_permit.stops() and not self._signing.must_wait():
            self._ending.receive(self._take_in(sitting))

    def open_notice(self) -> None:
        """Prepare the 一次性告知书 from what is missing or wrong."""
        sitting = self._on_counter()
        if sitting is not None and not self._no_permit.stops():
            self._ending.open_notice(sitting)
            self._way.mark_paper_page()

    def open_refusal(self) -> None:
        """Prepare the 不予受理通知书."""
        sitting = self._on_counter()
        if sitting is not None:
            self._ending.open_refusal(sitting)
            self._way.mark_paper_page()
