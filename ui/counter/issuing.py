"""Issues the paper that ends an intake and prints it; a printer's fault never touches the case."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from app.domain.print_job import PrintJob
from app.services.case_turn import CaseDone
from app.services.papers.print_paper import print_paper
from ui.at_desk import AtDesk
from ui.changes import Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Who hears how it went: the case is safe, the paper is on its way, or a sentence why not."""

    issued: Callable[[CaseDone], None]
    spooled: Callable[[PrintJob], None]
    printer_fault: Callable[[Exception], None]
    refused: Callable[[Exception], None]


class Issuing:
    """One command at a time: while one is under way a second press does nothing."""

    def __init__(self, at: AtDesk, heard: Heard) -> None:
        """Work for `at`; tell `heard`."""
        self._at, self._heard = at, heard
        self._is_working = False
        self._command_ids: dict[str, str] = {}

    @property
    def is_working(self) -> bool:
        """Say whether a command is under way."""
        return self._is_working

    def begin(self) -> None:
        """Start anew with the next application: its commands are other commands."""
        self._command_ids = {}

    def issue(self, kind: str, work: Callable[[str], CaseDone]) -> None:
        """Carry out `work` with the one command id of this kind, then print its papers.

        A repeated press after an error keeps the id: what was already done is found, not done again.
        """
        if self._is_working:
            return
        self._is_working = True
        command_id = self._command_ids.setdefault(kind, self._at.office.ids.operation_id())
        self._at.store(lambda: work(command_id), partial(self._on_issued, kind), self._on_refused)

    def issue_vouched(
        self, kind: str, vouch: Callable[[], str], work: Callable[[str, str], CaseDone]
    ) -> None:
        """Let a second person's pass phrase be checked, which takes its time; then issue as `issue` does.

        `work` takes the command id and what `vouch` returned. Meanwhile another press does nothing: the
        phrase was given for this act, whatever the clerk turns to while it is checked.
        """
        if self._is_working:
            return
        self._is_working = True
        self._at.outside(vouch, partial(self._on_vouched, kind, work), self._on_refused)

    def _on_vouched(self, kind: str, work: Callable[[str, str], CaseDone], second: str) -> None:
        self._is_working = False
        self.issue(kind, lambda command: work(command, second))

    def _on_issued(self, kind: str, done: CaseDone) -> None:
        # What comes after it is another command, even on a case that it left as it was.
        self._command_ids.pop(kind, None)
        self._is_working = False
        papers = frozenset(paper.id for paper in done.papers)
        self._at.tell(Changes(cases=frozenset({done.case.id}), papers=papers))
        self._heard.issued(done)
        for paper in done.papers:
            self._print(paper.id)

    def _print(self, paper_id: str) -> None:
        at = self._at
        at.outside(
            lambda: print_paper(at.office, at.desk, paper_id, at.printer()),
            self._on_spooled,
            self._on_print_failed,
        )

    def _on_spooled(self, job: PrintJob) -> None:
        self._at.tell(Changes(print_jobs=frozenset({job.job_id})))
        self._heard.spooled(job)

    def _on_print_failed(self, error: Exception) -> None:
        self._heard.printer_fault(error)

    def _on_refused(self, error: Exception) -> None:
        self._is_working = False
        self._heard.refused(error)
