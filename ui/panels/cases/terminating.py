"""Asks a supervisor why a case is ended (终止办理) whose promised papers are overdue, and ends it."""

from collections.abc import Callable

from app.domain.case.case import Case
from app.services.case_turn import CaseDone
from app.services.cases.terminate import terminate_case
from app.services.desk import Desk
from app.services.office import Office
from ui.counter.offered import termination_reasons
from ui.panels.cases.ending_page import EndingPage

Work = Callable[[Office, Desk, str, Case], CaseDone]


class Terminating:
    """Works on its page."""

    def __init__(self, page: EndingPage) -> None:
        """Ask on `page`."""
        self._page = page

    def ask(self, office: Office, case: Case, words: str) -> None:
        """Put the question of a case in front; `words` were typed as its reason before."""
        self._page.ask(case.id, f"退件，终止办理：{case.item.name}", termination_reasons(office), words)

    def work(self) -> tuple[str, Work]:
        """Return what is said once it is done, and what to do: end the case for the reason on the page."""
        reason, code = self._page.words.text(), self._page.code
        return "已退件", lambda office, desk, command, case: terminate_case(
            office, desk, command, case.id, case.base, reason, code=code
        )
