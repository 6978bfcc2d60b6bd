"""Carries out what a clerk decides about the case in front: each page, and the key that ends it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from app.domain.case.case import Case
from app.domain.case.deemed import recorded_deemed
from app.domain.case.state import MAY_LEAVE, CaseState
from app.domain.case.whereabouts import answers_for
from app.domain.errors import PersonFacing
from app.domain.item import ServiceItem
from app.services.case_turn import CaseDone
from app.services.cases.conflicts import settle_conflict
from app.services.cases.correct import give_back
from app.services.cases.look_up import CaseFile, open_for_correction
from app.services.cases.merge import merge_cases
from app.services.cases.refuse import refuse_case
from app.services.cases.supplement import NOTICE, request_supplement
from app.services.cases.withdraw import withdraw_case
from ui.at_desk import AtDesk
from ui.counter.issuing import Heard, Issuing
from ui.counter.offered import refusal_reasons, supplement_problems
from ui.counter.second_person import second_person
from ui.panels.cases import awaiting, checking, model
from ui.panels.cases.accepting import Accepting
from ui.panels.cases.completing import completing, word_of
from ui.panels.cases.correction import Correction, PapersOnly
from ui.panels.cases.deciding import deciding
from ui.panels.cases.half_done import HalfDone
from ui.panels.cases.mending import Mending
from ui.panels.cases.settling import Settling
from ui.panels.cases.telling import Telling
from ui.panels.cases.terminating import Terminating
from ui.panels.cases.view import CasesView
from ui.shortcuts import KEYS, Command
from ui.widgets.text import Tone

_LEADS_TO = {
    Command.SUPPLEMENT_NOTICE: CaseState.SUPPLEMENT_REQUIRED,
    Command.REFUSE: CaseState.REFUSED,
    Command.WITHDRAW: CaseState.WITHDRAWN,
    Command.CORRECT: CaseState.WITHDRAWN,
    Command.ACCEPT: CaseState.ACCEPTED,
}
"""What may still be withdrawn may still be completed."""

_ANSWERS = {Command.SUPPLEMENT_NOTICE, Command.REFUSE}
"""What the law leaves no room for once it has accepted; nobody is to write a notice that is then refused."""

_UNSURE = "case.supplement_unsure"
_NOT_OURS = "panels.reveal_not_yours"


class CaseHandling:
    """Works on one case at a time, always as it is seen: what changed since is told, never written over."""

    def __init__(self, at: AtDesk, view: CasesView, refresh: Callable[[str], None]) -> None:
        """Work on the pages of `view`; `refresh` reads a case again by its id."""
        self._at, self._view, self._refresh = at, view, refresh
        self.file: CaseFile | None = None
        self._is_merge_asked = self._is_vouch_asked = False
        self._telling, self._mending = Telling(at, view.strip), Mending(view)
        heard = Heard(
            issued=self._on_done,
            spooled=self._telling.spooled,
            printer_fault=self._telling.printer_fault,
            refused=self._on_refused,
        )
        self._issuing = Issuing(at, heard)
        self._settling = Settling(at, view, self._on_refused)
        self._checking, self._accepting = checking.Checking(view.commitment), Accepting(view)
        self._terminating = Terminating(view.ending)
        self._said = ""
        self.half_done = HalfDone(view)
        self._settles: Callable[[str], None] = self.half_done.settle_reason

    def show(self, file: CaseFile) -> bool:
        """Turn to a case, or to the same one as it now is; say whether it is another one or changed."""
        before = self.file.case if self.file is not None else None
        is_changed = before is None or (before.id, before.base) != (file.case.id, file.case.base)
        if is_changed:
            self._issuing.begin()
        self.half_done.turn_to(file.case.id)
        is_closing = awaiting.may_be_closed(file.case, self._item(file.case))
        self._view.say_accept(awaiting.CLOSE_WORD if is_closing else model.ending_of(file))
        self.file, self._is_merge_asked = file, False
        return is_changed

    def open_commands(self) -> set[Command]:
        """Return what may be done with the case in front, on the page in front."""
        file = self.file
        if file is None:
            return set()
        if self._view.page is self._view.conflict:
            return {Command.ACCEPT, Command.REVEAL}
        if self._view.page is not self._view.overview:
            return {Command.ACCEPT}
        commands = _decisions(file)
        if any(answers_for(paper.where) == self._at.desk.place for paper in file.case.materials):
            commands |= {Command.GIVE_BACK, Command.MOVE_PAPER}
        commands |= awaiting.commands(file, self._item(file.case), self._at.desk.clerk)
        if checking.may_be_checked(file.case, self._at.desk.clerk):
            commands.add(Command.CHECK_COMMITMENT)
        if file.conflicts:
            commands.add(Command.SETTLE)
        if file.twins:
            commands |= {Command.OPEN_TWIN, Command.MERGE}
        return commands

    def accept(self) -> None:
        """Do what the page in front is about: accept, record what the law accepted, issue, keep or settle."""
        view, page = self._view, self._view.page
        endings = {
            view.notice: self._issue_notice,
            view.refusal: self._issue_refusal,
            view.correction: self._keep_correction,
            view.conflict: self._settle,
            view.commitment: self._keep_check,
            view.ending: self._terminate,
        }
        if page in endings:
            endings[page]()
        elif self.file is not None:
            self.carry_out(*deciding(self.file, self._item(self.file.case)))

    def open_notice(self) -> None:
        """Prepare a 一次性告知书 from what the case still lacks; a second one is asked why."""
        if self.file is not None:
            case, at = self.file.case, self._at
            lines = Correction(at, case, self._item(case)).supplements()
            was_told = any(paper.type_code == NOTICE for paper in case.papers)
            self._view.show_page(self._view.notice, "出具并打印")
            is_back = self._view.notice.show_lines(
                lines, supplement_problems(at.office), is_again=was_told, whose=case.id
            )
            self._telling.put_back(is_back=is_back)

    def open_refusal(self) -> None:
        """Prepare the 不予受理通知书."""
        if self.file is not None:
            at, case = self._at, self.file.case
            self._view.show_page(self._view.refusal, "出具并打印")
            reasons = refusal_reasons(at.office, Correction(at, case, self._item(case)).unneeded())
            is_back = self._view.refusal.show_reasons(reasons, case.id)
            self._telling.put_back(is_back=is_back)

    def correct(self) -> None:
        """Open the form again, and the checklist of what is brought now, once it is logged who saw it.

        Of a case that is not the clerk's own only the checklist is shown: anybody may take papers in.
        """
        if self.file is not None:
            at, case_id = self._at, self.file.case.id
            at.store(
                lambda: open_for_correction(at.office, at.desk, case_id), self._on_unmasked, self._on_masked
            )

    def open_conflict(self) -> None:
        """Show both sides of the first conflict."""
        if self.file is not None and self.file.conflicts:
            self._settling.show(self.file)

    def reveal_conflict(self) -> None:
        """Show both sides of the conflict in front unmasked; that is logged."""
        if self.file is not None and self.file.conflicts:
            self._settling.reveal(self.file)

    def open_check(self) -> None:
        """Ask what a check of a commitment found, or a supervisor what follows from a false one."""
        if self.file is not None and checking.may_be_checked(self.file.case, self._at.desk.clerk):
            case = self.file.case
            self._view.show_page(self._view.commitment, "登记")
            self._checking.ask(case, self._item(case), self._at.desk.clerk)

    def withdraw(self) -> None:
        """End the case at the applicant's wish, with the reason typed."""
        reason = self._view.reason.text()
        self.carry_out(
            "已撤回",
            lambda office, desk, command, case: withdraw_case(
                office, desk, command, case.id, case.base, reason
            ),
        )

    def open_ending(self) -> None:
        """Ask why a case is ended whose promised papers are overdue; a supervisor's act."""
        if self.file is not None:
            words = self._view.reason.text()
            self._view.show_page(self._view.ending, "退件并打印")
            self._terminating.ask(self._at.office, self.file.case, words)
            self._view.strip.clear()

    def give_back(self) -> None:
        """Give the chosen paper back to the applicant."""
        row = self._view.things.current_id or ""
        if not row.startswith(model.MATERIAL):
            self._view.strip.say("请先在下面的清单里选中要退还的材料。", Tone.SOON)
            return
        key = row.removeprefix(model.MATERIAL)
        self.carry_out(
            "材料已退还申请人",
            lambda office, desk, command, case: give_back(office, desk, command, case.id, key),
            kind=f"give_back {key}",
        )

    def merge(self) -> None:
        """Merge the case into its double; the first press asks, the second does it."""
        if self.file is None or not self.file.twins:
            return
        twin = self.file.twins[0]
        if not self._is_merge_asked:
            self._is_merge_asked = True
            again = f"再按一次 {KEYS[Command.MERGE].sequence}"
            self._view.strip.say(f"{again}，这件就并入 {twin.case_number}，以后只办那一件。", Tone.SOON)
            return
        self.carry_out(
            f"已并入 {twin.case_number}",
            lambda office, desk, command, case: merge_cases(
                office, desk, command, case.id, case.base, twin.id
            ),
        )

    def _issue_notice(self) -> None:
        lines, why = self._view.notice.lines(), self._view.notice.why_again
        self.carry_out(
            "已一次性告知",
            lambda office, desk, command, case: request_supplement(
                office, desk, command, case.id, case.base, lines, why_again=why
            ),
            settles=self.half_done.settle_notice,
        )

    def _issue_refusal(self) -> None:
        if self.file is None or self._issuing.is_working:
            return
        at, case, page = self._at, self.file.case, self._view.refusal
        refusal, number, phrase = page.refusal(""), page.second.text(), page.take_phrase()
        self._said, self._settles = "不予受理", self.half_done.settle_refusal
        self._issuing.issue_vouched(
            f"refuse {case.id}",
            partial(second_person, at, number, phrase),
            lambda command, second: refuse_case(
                at.office, at.desk, command, case.id, case.base, replace(refusal, second_clerk=second)
            ),
        )

    def _keep_correction(self) -> None:
        correction = self._view.correction.correction
        if correction is not None:
            said, work = completing(correction, is_vouched=self._is_vouch_asked)
            half_done = self.half_done
            settles = half_done.settle_acceptance if correction.accepts else half_done.settle_correction
            self.carry_out(said, work, seen=correction.case, settles=settles)

    def _terminate(self) -> None:
        def settles(case_id: str) -> None:
            self._view.ending.forget(case_id)
            self.half_done.settle_reason(case_id)

        self.carry_out(*self._terminating.work(), settles=settles)

    def _keep_check(self) -> None:
        kept = self._checking.work()
        if kept is None:
            self._view.strip.say("请先按 1 或 2 选定结论。", Tone.SOON)
        else:
            self.carry_out(*kept, settles=lambda _case: self._view.commitment.forget())

    def _settle(self) -> None:
        keep = self._view.conflict.keep
        if keep is None or self.file is None or not self.file.conflicts:
            self._view.strip.say("请先按 1 或 2 选定一边。", Tone.SOON)
            return
        op_id = self.file.conflicts[0].op_id
        self.carry_out(
            "冲突已选定",
            lambda office, desk, command, case: settle_conflict(office, desk, command, case.id, op_id, keep),
            kind=f"settle {op_id}",
        )

    def carry_out(
        self,
        said: str,
        work: Callable[..., CaseDone],
        *,
        kind: str = "",
        seen: Case | None = None,
        settles: Callable[[str], None] | None = None,
    ) -> None:
        """Do `work` on the case as it was `seen` (as in front); then what was begun for it is settled."""
        if self.file is not None and not self._issuing.is_working:
            at, case = self._at, seen or self.file.case
            self._said, self._settles = said, settles or self.half_done.settle_reason
            self._issuing.issue(kind or said, lambda command: work(at.office, at.desk, command, case))

    def _on_unmasked(self, case: Case) -> None:
        self._open_correction(case, Correction)

    def _on_masked(self, error: Exception) -> None:
        if self.file is not None and isinstance(error, PersonFacing) and error.code == _NOT_OURS:
            self._open_correction(self.file.case, PapersOnly)
        else:
            self._on_refused(error)

    def _open_correction(self, case: Case, kind: type[Correction]) -> None:
        view = self._view
        if self.file is None or self.file.case.id != case.id or view.page is not view.overview:
            return
        self._is_vouch_asked = False
        may_be_accepted = self.file.deemed_accepted_on is None and case.state in MAY_LEAVE[CaseState.ACCEPTED]
        correction, both = self.half_done.correction(
            case, lambda: kind(self._at, case, self._item(case), may_be_accepted=may_be_accepted)
        )
        view.show_page(view.correction, word_of(correction))
        view.correction.open(correction, self._at)
        self._telling.put_back(is_back=correction.is_begun)
        self._telling.changed_by_both(both)

    def _on_done(self, done: CaseDone) -> None:
        view = self._view
        self._settles(done.case.id)
        if self.file is None or self.file.case.id != done.case.id:
            self._telling.done(self._said, done)
            return
        view.show_overview()
        self._telling.done(self._said, done, self.file.case)
        if set(done.case.conflicts) - set(self.file.case.conflicts):
            view.strip.show_message(self._at.wording.words.say("ledger.field_changed", {}), Tone.SOON)
        self._refresh(done.case.id)

    def _on_refused(self, error: Exception) -> None:
        self._is_vouch_asked = isinstance(error, PersonFacing) and error.code == _UNSURE
        self.tell_refused(error)

    def tell_refused(self, error: Exception) -> None:
        """Say why something was not done, and put the keys where it is mended."""
        self._mending.lead(error)
        self._view.strip.show_message(self._at.wording.of(error))

    def _item(self, case: Case) -> ServiceItem:
        return self._at.office.catalog.version(case.item.id, case.item.version)


def _decisions(file: CaseFile) -> set[Command]:
    """Return the keys by which the state of a case may be left, as far as the law leaves room."""
    state = file.case.state
    commands = {command for command, target in _LEADS_TO.items() if state in MAY_LEAVE[target]}
    is_deemed = file.deemed_accepted_on is not None or recorded_deemed(file.case.facts) is not None
    return commands - _ANSWERS if is_deemed else commands
