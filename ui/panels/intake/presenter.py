"""Decides what the intake does with keys and answers; the view and the side column only show."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.clerk import Clerk
from app.domain.form.model import Choice
from app.domain.print_job import PrintJob
from app.domain.ticket import ServiceResult, Ticket
from app.services.case_turn import CaseDone
from app.services.cases import drafts
from app.services.cases.accept import accept_intake
from app.services.cases.drafts import OpenDraft
from app.services.cases.known_answers import KnownPerson, known_person, log_carry_over
from app.services.cases.look_up import colleague
from app.services.cases.receive import receive_case
from app.services.cases.refuse import refuse_intake
from app.services.cases.supplement import request_supplement_of_intake
from ui import dates
from ui.at_desk import AtDesk
from ui.counter.checklist import MATERIAL
from ui.counter.issuing import Heard, Issuing
from ui.form.card_reading import CardReading
from ui.form.form_view import FormView
from ui.panels.intake import model
from ui.panels.intake.finding import Finding
from ui.panels.intake.pages import ENDS
from ui.panels.intake.side import SideColumn
from ui.panels.intake.side_teller import SideTeller
from ui.panels.intake.sitting import Sitting
from ui.panels.intake.view import STEPS, IntakeView
from ui.shortcuts import KEYS, Acts, Command
from ui.widgets.text import Tone

BURST_MS = 300
"""Typing is journalled this often: a power cut loses no more (DESIGN §6)."""
_FINDER, _APPLICANT, _FORM, _MATERIALS, _ACCEPT = STEPS
_AT_WORK = {
    *(Command.NEXT_PROBLEM, Command.SUPPLEMENT_NOTICE, Command.ACCEPT, Command.KEEP_DRAFT, Command.REFUSE),
    Command.RECEIVE,
}


class IntakePresenter(QObject):
    """One clerk's counter. `ended` carries (ServiceResult, case id or "") for whoever keeps the queue."""

    ended = Signal(object, str)
    case_wanted = Signal(str)
    """The id of a case the clerk wants to see: the other half of a suspected double."""

    def __init__(self, at: AtDesk) -> None:
        """Make the two views and tie the keys."""
        super().__init__()
        self._at = at
        self.acts = Acts(
            {
                Command.NEXT_PROBLEM: self.next_problem,
                Command.SUPPLEMENT_NOTICE: self.open_notice,
                Command.ACCEPT: self.accept,
                Command.BRING_ANSWERS: self.bring_answers,
                Command.KEEP_DRAFT: self.put_aside,
                Command.REFUSE: self.open_refusal,
                Command.RECEIVE: self.receive,
                Command.ENQUIRY: self.enquiry,
                Command.CONTINUE_DRAFT: self.continue_draft,
                Command.OPEN_TWIN: self.open_twin,
                Command.STEP_OUT: self.step_out,
            }
        )
        self.view = IntakeView(self.acts)
        self.side = SideColumn(self.acts)
        self._teller = SideTeller(at.office.calendar, self.side)
        self.sitting: Sitting | None = None
        self._ticket: Ticket | None = None
        self._finding = Finding(at, self.view.finder, self._teller)
        self._issuing = Issuing(at, self._heard())
        self._burst = QTimer(self)
        self._burst.setSingleShot(True)
        self._burst.setInterval(BURST_MS)
        self._burst.timeout.connect(self.keep_burst)
        self.view.finder.picked.connect(self._on_picked)
        self.side.material_key.connect(self._on_material_key)
        self.side.problem_picked.connect(self._on_problem_picked)
        self.side.stepped_back.connect(self._focus_form)
        self._refresh()

    def attend(self, ticket: Ticket | None) -> None:
        """Turn to the person just called; what was being filled in stays as a draft."""
        if ticket is not None and self._ticket is not None and ticket.id == self._ticket.id:
            return
        self.keep_burst()
        self._ticket = ticket
        self.start()
        wanted = next((item.item for item in ticket.items if item.item), "") if ticket else ""
        if wanted:
            self._on_picked(f"{model.ITEM}{wanted}")

    def start(self) -> None:
        """Show the finder, with the drafts that wait."""
        self.sitting = None
        self._refresh()
        self.view.strip.clear()
        self.view.show_page(self.view.finder)
        self._finding.begin(self._ticket)
        self._place(_FINDER)
        self._open_keys()
        self._finding.read_drafts(self._on_drafts, self._on_failed)

    def entered(self) -> None:
        """Put the focus where the next key belongs."""
        if self.sitting is None and self.view.page is not self.view.finder:
            self.start()
        elif self.sitting is None:
            self._place(_FINDER)
            self._finding.read_drafts(self._on_drafts, self._on_failed)
            self.view.finder.entry.setFocus()

    def step_out(self) -> None:
        """Go back one level: from a notice to the form, from the form to the finder; nothing is lost."""
        if self.view.page in {self.view.notice, self.view.refusal}:
            self._show_form()
        elif self.sitting is not None:
            self.put_aside()
        else:
            self.start()

    def put_aside(self) -> None:
        """Keep the draft and go back to the finder."""
        self.keep_burst()
        self.start()
        self.view.strip.say("已暂存，列在事项上方，选中后回车就能继续。", Tone.DONE)

    @Slot()
    def keep_burst(self) -> None:
        """Make what was typed since the last burst durable."""
        self._burst.stop()
        sitting = self.sitting
        changes = sitting.unkept() if sitting is not None else {}
        if sitting is not None and changes:
            work = partial(drafts.journal, self._at.office, sitting.opened.draft.id, changes)
            self._at.store(work, lambda _kept: None, self._on_failed)

    def next_problem(self) -> None:
        """Jump to the next thing to mend; when the form is right, to the next missing paper."""
        if self.view.form is not None:
            self._go_to_problem_after(self.view.form.focused_path())

    def bring_answers(self) -> None:
        """Carry the known answers over, and go to what is still to be filled in."""
        sitting = self.sitting
        if sitting is None or sitting.known is None or self.view.form is None:
            return
        taken = sitting.form.bring(sitting.bringable())
        self.view.form.show_brought(taken)
        known = sitting.known
        self._read(lambda: log_carry_over(self._at.office, self._at.desk, known, taken), lambda _none: None)
        self.next_problem()
        self.view.strip.say(f"已从{known.case_number}带入 {len(taken)} 项，请与申请人核对。", Tone.DONE)

    def accept(self) -> None:
        """Issue what this page is about: the acceptance, the notice or the refusal."""
        if self.view.page is self.view.notice:
            self._issue_notice()
        elif self.view.page is self.view.refusal:
            self._issue_refusal()
        elif self.sitting is not None and not self.sitting.is_acceptable():
            self._go_to_problem_after("")
        else:
            self._issue("accept", accept_intake)

    def receive(self) -> None:
        """Take the application in without deciding: the 收件凭证 says when an answer is due."""
        self._issue("receive", receive_case)

    def enquiry(self) -> None:
        """End a mere enquiry: no case, no draft."""
        sitting = self.sitting
        if sitting is not None:
            self._burst.stop()
            draft_id = sitting.opened.draft.id
            self._read(lambda: drafts.discard(self._at.office, draft_id), lambda _none: None)
        self.start()
        self.ended.emit(ServiceResult.ENQUIRY, "")

    def continue_draft(self) -> None:
        """Go on with the newest draft."""
        if self._finding.drafts:
            self._on_picked(f"{model.DRAFT}{self._finding.drafts[-1].draft.id}")

    def open_twin(self) -> None:
        """Ask to see the case this person has under way for the same item; the draft stays."""
        if self.sitting is not None and self.sitting.twins:
            self.case_wanted.emit(self.sitting.twins[0].id)

    def open_notice(self) -> None:
        """Prepare the 一次性告知书 from what is missing or wrong."""
        if self.sitting is not None:
            self.view.show_page(self.view.notice)
            self.view.notice.show_lines(self.sitting.supplements(), self._codes("supplement_problems"))
            self._place(_ACCEPT)
            self.view.accept_button.set_word("出具并打印")

    def open_refusal(self) -> None:
        """Prepare the 不予受理通知书."""
        if self.sitting is not None:
            codes = self._codes("refusal_reasons")
            self.view.show_page(self.view.refusal)
            self.view.refusal.show_reasons(codes)
            self._place(_ACCEPT)
            self.view.accept_button.set_word("出具并打印")

    def page(self, step: int) -> None:
        """Turn the form's pages; after the last one come the papers."""
        form = self.view.form
        if self.sitting is None or form is None or self.view.page is not form:
            return
        if not form.turn(step) and step > 0:
            self._to_materials()

    def _go_to_problem_after(self, path: str) -> None:
        sitting, form = self.sitting, self.view.form
        if sitting is None or form is None:
            return
        self._show_form()
        form.judge_all()
        problem = sitting.form.problem_after(path)
        missing = sitting.missing()
        if problem is not None and (problem.tone is Tone.LATE or not missing):
            form.focus_path(problem.path)
            self.view.strip.show_message(problem.message, problem.tone)
        elif missing:
            self.side.focus_material(f"{MATERIAL}{missing[0].material.key}")
            self._place(_MATERIALS)
            self.view.strip.say(f"还缺{missing[0].material.name}，收到后按空格。", Tone.SOON)
        else:
            self._place(_ACCEPT)
            self.view.strip.say("都填好了，按 F12 受理并打印。", Tone.DONE)

    def _issue(self, kind: str, use_case: Callable[..., CaseDone]) -> None:
        sitting = self.sitting
        if sitting is None:
            return
        self._burst.stop()
        intake = sitting.intake(self._visit_id())
        self.view.strip.say("正在保存…", Tone.PRESS)
        self._issuing.issue(kind, lambda command: use_case(self._at.office, self._at.desk, command, intake))

    def _issue_notice(self) -> None:
        lines = self.view.notice.lines()
        self._issue(
            "notice",
            lambda office, desk, command, intake: request_supplement_of_intake(
                office, desk, command, intake, lines
            ),
        )

    def _issue_refusal(self) -> None:
        number = self.view.refusal.second.text()
        self._read(lambda: colleague(self._at.office, number), self._refuse_with)

    def _refuse_with(self, second: Clerk | None) -> None:
        refusal = self.view.refusal.refusal(second.id if second is not None else "")
        self._issue(
            "refuse",
            lambda office, desk, command, intake: refuse_intake(office, desk, command, intake, refusal),
        )

    def _heard(self) -> Heard:
        return Heard(
            issued=self._on_issued,
            spooled=self._on_spooled,
            printer_fault=self._on_fault,
            refused=self._on_failed,
        )

    def _on_issued(self, done: CaseDone) -> None:
        self.sitting = None
        self._burst.stop()
        paper = done.papers[0]
        title, result = ENDS[paper.type_code]
        due = done.case.due_on
        facts = [
            ("文号", paper.number),
            ("办件编号", done.case.case_number),
            ("查询码", done.case.query_code),
        ]
        if due is not None:
            facts.append(("承诺办结", dates.day(due)))
        self.view.end.show_end(title, done.case.item.name, facts)
        self.view.show_page(self.view.end)
        self._place(_ACCEPT)
        self._refresh()
        self.view.strip.say(f"{title}，已保存，正在打印 {paper.number}…", Tone.DONE)
        self._open_keys()
        self.ended.emit(result, done.case.id)

    def _on_spooled(self, job: PrintJob) -> None:
        self.view.strip.say(f"{job.document_number} 已送到打印机。打出来后按 Ctrl+Y 确认。", Tone.DONE)

    def _on_fault(self, error: Exception) -> None:
        said = self._at.wording.of(error).sentence()
        self.view.strip.say(f"办件已保存。{said}之后可在文书页（Alt+4）打印。", Tone.SOON)

    def _on_failed(self, error: Exception) -> None:
        if self.sitting is not None:
            self._burst.start()
        self.view.strip.show_message(self._at.wording.of(error))

    def _on_picked(self, row_id: str) -> None:
        office, desk = self._at.office, self._at.desk
        kind, _, key = row_id.partition(":")
        if f"{kind}:" == model.DRAFT:
            self._read(lambda: drafts.reopen(office, desk, key), self._on_opened)
        else:
            self._read(lambda: drafts.start_draft(office, desk, key, self._visit_id()), self._on_opened)

    def _on_opened(self, opened: OpenDraft | None) -> None:
        if opened is None:
            self.view.strip.say("这个事项今天不受理，请另选。", Tone.SOON)
            return
        self._issuing.begin()
        self.sitting = sitting = Sitting(self._at.office, opened, self._at.wording.words)
        sitting.form.changed.connect(self._on_changed)
        sitting.form.refused.connect(self._on_failed)
        form = FormView(sitting.form, self._at.initials)
        CardReading(form, self._at.office.clock.monotonic)
        form.page_changed.connect(self._on_page_changed)
        form.ended.connect(self._to_materials)
        self.view.hold_form(form)
        self.view.strip.clear()
        self._teller.tell_due(sitting.item, opened.today)
        self._open_keys()
        self._refresh()
        self._look_up()
        self._show_form()
        form.focus_path(next(iter(sitting.form.paths()), ""))

    def _visit_id(self) -> str | None:
        return self._ticket.id if self._ticket else None

    def _on_drafts(self) -> None:
        self._open_keys()
        waiting = len(self._finding.drafts)
        if waiting and self.sitting is None and not self.view.strip.words:
            key = KEYS[Command.CONTINUE_DRAFT].sequence
            self.view.strip.say(f"有 {waiting} 份未填完的收件，按 {key} 继续最近的一份。", Tone.PRESS)

    def _on_changed(self, paths: frozenset[str]) -> None:
        if not self._burst.isActive():
            self._burst.start()
        self._refresh()
        sitting = self.sitting
        if sitting is not None and not paths.isdisjoint(self._asked_paths(sitting)):
            self._look_up()

    def _asked_paths(self, sitting: Sitting) -> frozenset[str]:
        checks = sitting.item.form.definition.external
        return frozenset(path for check in checks for path in check.reads) | {"cert_no", "org_uscc"}

    def _look_up(self) -> None:
        sitting = self.sitting
        if sitting is not None and (number := sitting.id_number()):
            office, item, answers = self._at.office, sitting.item, sitting.form.sheet.answers()
            self._read(
                lambda: known_person(office, item, number, answers),
                lambda found: self._on_known(sitting, number, found),
            )

    def _on_known(self, sitting: Sitting, number: str, found: KnownPerson) -> None:
        """A late answer about another number or another application says nothing."""
        if self.sitting is not sitting or sitting.id_number() != number:
            return
        sitting.known, sitting.twins = found.known, found.twins
        sheet = sitting.form.sheet
        changed = frozenset[str]()
        for check in sheet.external_questions():
            changed |= sheet.answer_external(check, wrong=check.name in found.wrong_checks)
        if changed and self.view.form is not None:
            self.view.form.show_paths(changed)
        self._refresh()

    def _on_material_key(self, row_id: str, key: str) -> None:
        sitting = self.sitting
        if sitting is None:
            return
        wanted = row_id.removeprefix(MATERIAL)
        material = next(one.material for one in sitting.needs() if one.material.key == wanted)
        sitting.tray.press(key, material)
        self._on_changed(frozenset())
        missing = sitting.missing()
        if key in {" ", "M"} and missing and sitting.tray.get(wanted) is not None:
            self.side.focus_material(f"{MATERIAL}{missing[0].material.key}")
        elif sitting.is_acceptable():
            self._place(_ACCEPT)
            self.view.strip.say("都齐了，按 F12 受理并打印。", Tone.DONE)

    def _on_problem_picked(self, path: str) -> None:
        if self.view.form is not None:
            self._show_form()
            self.view.form.focus_path(path)

    def _refresh(self) -> None:
        self._teller.tell(self.sitting)
        self._open_keys()

    def _on_page_changed(self) -> None:
        form = self.view.form
        if self.sitting is not None and form is not None and self.view.page is form:
            self._place(_APPLICANT if form.page == 0 else _FORM)

    def _show_form(self) -> None:
        if self.view.form is not None and self.sitting is not None:
            self.view.show_page(self.view.form)
            self.view.accept_button.set_word("受理并打印")
            self._on_page_changed()

    def _focus_form(self) -> None:
        if self.view.form is not None:
            self._show_form()
            self.view.form.turn_to_last()

    def _to_materials(self) -> None:
        missing = self.sitting.missing() if self.sitting is not None else ()
        rows = self.side.materials.rows
        target = f"{MATERIAL}{missing[0].material.key}" if missing else (rows[0].id if rows else "")
        self.side.focus_material(target)
        self._place(_MATERIALS)

    def _place(self, step: str) -> None:
        form = self.view.form
        shows_form = self.sitting is not None and form is not None and self.view.page is form
        page = f"第 {form.page + 1}/{form.page_count} 页　PgUp PgDn" if shows_form and form else ""
        self.view.show_place(step, self.sitting.item.name if self.sitting else "", page)

    def _codes(self, table: str) -> tuple[Choice, ...]:
        return self._at.office.catalog.tables[table].choices(self._at.office.clock.now().date())

    def _open_keys(self) -> None:
        commands = {Command.STEP_OUT, Command.ENQUIRY} | (_AT_WORK if self.sitting is not None else set())
        if self.sitting is not None and self.sitting.bringable():
            commands.add(Command.BRING_ANSWERS)
        if self.sitting is not None and self.sitting.twins:
            commands.add(Command.OPEN_TWIN)
        if self.sitting is None and self._finding.drafts:
            commands.add(Command.CONTINUE_DRAFT)
        self.acts.open_only(commands)

    def _read(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._at.store(work, done, self._on_failed)
