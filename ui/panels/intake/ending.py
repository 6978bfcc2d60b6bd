"""Ends an application: the use case behind each ending, the paper it issues, and what is said of it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain import masking
from app.domain.case.commitments import commitments_of
from app.domain.print_job import PrintJob
from app.domain.ticket import ServiceResult
from app.services.case_turn import CaseDone
from app.services.cases.accept import accept_intake
from app.services.cases.intake import Intake
from app.services.cases.receive import receive_case
from app.services.cases.refuse import refuse_intake
from app.services.cases.supplement import request_supplement_of_intake
from ui import dates
from ui.at_desk import AtDesk
from ui.counter.issuing import Heard, Issuing
from ui.counter.offered import refusal_reasons, supplement_problems
from ui.counter.second_person import second_person
from ui.panels.intake.sitting import Sitting
from ui.panels.intake.view import IntakeView
from ui.widgets.text import Tone

ENDS = {
    "SL": ("已受理", ServiceResult.CASE),
    "BJ": ("已受理并当场办结", ServiceResult.DONE),
    "PJ": ("已收款并开出收据", ServiceResult.DONE),
    "SJ": ("已收件", ServiceResult.CASE),
    "BZ": ("已一次性告知", ServiceResult.SUPPLEMENT),
    "BS": ("不予受理", ServiceResult.REFUSED),
}
"""How an intake ended, by the type of the paper it issued: in words, and for the queue."""


class Ending(QObject):
    """Issues one paper at a time. `issued` comes before the end is shown, `ended` after it."""

    issued = Signal()
    ended = Signal(object, str, str)
    """The ServiceResult, the case id, and the visit the case was taken in from ("" for none)."""
    failed = Signal(object)

    def __init__(self, at: AtDesk, view: IntakeView) -> None:
        """Work for the clerk at `at`, with what stands on the pages of `view`."""
        super().__init__()
        self._at, self._view = at, view
        heard = Heard(
            issued=self._on_issued,
            spooled=self._on_spooled,
            printer_fault=self._on_fault,
            refused=self.failed.emit,
        )
        self._issuing = Issuing(at, heard)

    @property
    def is_working(self) -> bool:
        """Say whether a paper is being issued."""
        return self._issuing.is_working

    def begin(self) -> None:
        """Start anew with the next application."""
        self._issuing.begin()

    def open_notice(self, sitting: Sitting) -> None:
        """Put the page of the 一次性告知书 in front, with what is missing or wrong."""
        page = self._view.notice
        self._view.show_page(page)
        problems, whose = supplement_problems(self._at.office), sitting.opened.draft.id
        self._tell_put_back(is_back=page.show_lines(sitting.supplements(), problems, whose=whose))

    def open_refusal(self, sitting: Sitting) -> None:
        """Put the page of the 不予受理通知书 in front."""
        page = self._view.refusal
        self._view.show_page(page)
        reasons, whose = refusal_reasons(self._at.office, sitting.unneeded()), sitting.opened.draft.id
        self._tell_put_back(is_back=page.show_reasons(reasons, whose))

    def forget_pages(self, sitting: Sitting) -> None:
        """Let go of what was written for an application that became a case."""
        for page in (self._view.notice, self._view.refusal):
            page.forget(sitting.opened.draft.id)

    def accept(self, intake: Intake) -> None:
        """Accept."""
        self._issue("accept", accept_intake, intake)

    def receive(self, intake: Intake) -> None:
        """Take in without deciding."""
        self._issue("receive", receive_case, intake)

    def notify(self, intake: Intake) -> None:
        """Issue the 一次性告知书 with the lines of its page."""
        lines = self._view.notice.lines()
        self._issue(
            "notice",
            lambda office, desk, command, taken: request_supplement_of_intake(
                office, desk, command, taken, lines
            ),
            intake,
        )

    def refuse(self, intake: Intake) -> None:
        """Issue the 不予受理通知书, once the second clerk vouched for it by pass phrase."""
        page = self._view.refusal
        at, refusal, number, phrase = self._at, page.refusal(""), page.second.text(), page.take_phrase()
        self._say_saving()
        self._issuing.issue_vouched(
            "refuse",
            partial(second_person, at, number, phrase),
            lambda command, second: refuse_intake(
                at.office, at.desk, command, intake, replace(refusal, second_clerk=second)
            ),
        )

    def _tell_put_back(self, *, is_back: bool) -> None:
        if is_back:
            self._view.strip.show_message(self._at.wording.say("panels.begun_put_back"), Tone.PRESS)

    def _issue(self, kind: str, use_case: Callable[..., CaseDone], intake: Intake) -> None:
        self._say_saving()
        self._issuing.issue(kind, lambda command: use_case(self._at.office, self._at.desk, command, intake))

    def _say_saving(self) -> None:
        self._view.strip.say("正在保存…", Tone.PRESS)

    def _on_issued(self, done: CaseDone) -> None:
        paper = done.papers[0]
        title, result = ENDS[paper.type_code]
        title = "已容缺受理" if done.case.awaited else title
        self.issued.emit()
        self._view.end.show_end(
            title, done.case.item.name, _facts(done), is_refusal=result is ServiceResult.REFUSED
        )
        self._view.show_page(self._view.end)
        numbers = "、".join(one.number for one in done.papers)
        self._view.strip.say(f"{title}，已保存，正在打印 {numbers}…", Tone.DONE)
        self.ended.emit(result, done.case.id, str(done.case.facts.get("visit") or ""))

    def _on_spooled(self, job: PrintJob) -> None:
        self._view.strip.say(f"{job.document_number} 已送到打印机。打出来后按 Ctrl+Y 确认。", Tone.DONE)

    def _on_fault(self, error: Exception) -> None:
        said = self._at.wording.of(error).sentence()
        self._view.strip.say(f"办件已保存。{said}之后可在文书页（Alt+4）打印。", Tone.SOON)


def _facts(done: CaseDone) -> list[tuple[str, str]]:
    case = done.case
    known = [
        ("申请人", masking.name(case.applicant.name)),
        ("文号", "、".join(one.number for one in done.papers)),
        ("办件编号", case.case_number),
        ("查询码", case.query_code),
    ]
    if case.due_on is not None and not case.state.is_over:
        known.append(("承诺办结", dates.day(case.due_on)))
    known += [("容缺后补", f"{one.name}，{dates.day(one.until)}前") for one in case.awaited]
    known += [("承诺代替", one.name) for one in commitments_of(case.facts)]
    signed = "、".join(one.title for one in done.papers[1:])
    return [*known, ("签字", f"请申请人在{signed}上签字")] if signed else known
