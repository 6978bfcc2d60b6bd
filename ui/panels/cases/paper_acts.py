"""What is done with the paper that is chosen in a case: printing, voiding, issuing it again."""

from collections.abc import Callable

from app.domain.print_job import PrintJob
from app.services.case_turn import CaseDone
from app.services.papers.print_paper import print_paper
from app.services.papers.reissue import reissue_paper
from app.services.papers.void_paper import sheets_of, void_paper
from ui.at_desk import AtDesk
from ui.changes import Changes
from ui.counter.issuing import Heard, Issuing
from ui.panels.cases import model
from ui.panels.cases.handling import CaseHandling
from ui.panels.cases.view import CasesView
from ui.widgets.text import Tone


class PaperActs:
    """Works on the paper that is seen to be chosen; the reason is the one typed below the case."""

    def __init__(
        self, at: AtDesk, view: CasesView, handling: CaseHandling, failed: Callable[[Exception], None]
    ) -> None:
        """Work on the papers of the case that `handling` has; `failed` says what went wrong."""
        self._at, self._view, self._handling, self._failed = at, view, handling, failed
        heard = Heard(
            issued=self._on_reissued,
            spooled=self._on_spooled,
            printer_fault=self._on_printer_fault,
            refused=failed,
        )
        self._issuing = Issuing(at, heard)

    def begin(self) -> None:
        """Turn to the papers of a case, or to those it has now: what is done with them is done anew."""
        self._issuing.begin()

    def print_chosen(self) -> None:
        """Print the chosen paper; printing it again takes the reason typed below."""
        paper_id, at, reason = self._chosen(), self._at, self._view.reason.text()
        if paper_id:
            at.outside(
                lambda: print_paper(at.office, at.desk, paper_id, at.printer(), reason=reason),
                self._on_spooled_alone,
                self._failed,
            )

    def void_chosen(self) -> None:
        """Void the chosen paper, with the reason typed; only a supervisor may."""
        paper_id, at, reason = self._chosen(), self._at, self._view.reason.text()
        if paper_id:
            command = at.office.ids.operation_id()
            at.store(lambda: _voided(at, command, paper_id, reason), self._on_voided, self._failed)

    def reissue_chosen(self) -> None:
        """Issue the chosen paper again and print it; one that still counts is replaced, with the reason."""
        paper_id, at, reason = self._chosen(), self._at, self._view.reason.text()
        if paper_id:
            self._issuing.issue(
                f"reissue {paper_id}",
                lambda command: reissue_paper(at.office, at.desk, command, paper_id, reason=reason),
            )

    def _chosen(self) -> str:
        """Return the paper that is seen to be chosen; with none, say so and point at the first."""
        things = self._view.things
        row = things.marked_id or ""
        if row.startswith(model.PAPER):
            return row.removeprefix(model.PAPER)
        file = self._handling.file
        papers = file.case.papers if file is not None else ()
        if papers:
            things.choose(f"{model.PAPER}{papers[0].id}")
        self._view.focus_in_case(things)
        self._view.strip.say("请先选中一份文书。", Tone.SOON)
        return ""

    def _on_voided(self, voided: tuple[CaseDone, tuple[PrintJob, ...]]) -> None:
        done, sheets = voided
        self._at.tell(Changes(cases=frozenset({done.case.id})))
        self._handling.half_done.settle_reason(done.case.id)
        if sheets:
            facts = {
                "number": sheets[0].document_number,
                "printers": "、".join({one.printer: 0 for one in sheets}),
            }
            self._view.strip.show_message(self._at.wording.words.say("panels.void_sheets", facts))
        else:
            self._view.strip.say("文书已作废，文号不再使用。", Tone.DONE)

    def _on_reissued(self, done: CaseDone) -> None:
        self._handling.half_done.settle_reason(done.case.id)
        new = done.papers[0]
        old = next(one.number for one in done.case.papers if one.replaced_by == new.number)
        self._view.strip.say(f"已重新出具 {new.number}，正在打印…　请收回并销毁 {old} 的纸。", Tone.DONE)

    def _on_spooled(self, job: PrintJob) -> None:
        self._view.strip.say(f"{job.document_number} 已送到打印机。原来那份纸请收回销毁。", Tone.DONE)

    def _on_printer_fault(self, error: Exception) -> None:
        said = self._at.wording.of(error).sentence()
        self._view.strip.say(f"已重新出具。{said}之后可在文书页（Alt+4）打印。", Tone.SOON)

    def _on_spooled_alone(self, job: PrintJob) -> None:
        self._at.tell(Changes(print_jobs=frozenset({job.job_id})))
        self._view.strip.say(f"{job.document_number} 已送到打印机。", Tone.DONE)


def _voided(at: AtDesk, command: str, paper_id: str, reason: str) -> tuple[CaseDone, tuple[PrintJob, ...]]:
    """Void a paper and return the prints of it whose sheets have to be destroyed."""
    done = void_paper(at.office, at.desk, command, paper_id, reason)
    return done, sheets_of(at.office, paper_id)
