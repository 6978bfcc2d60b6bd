"""Decides what the intake does with keys and answers; the view and the side column only show."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.ticket import ServiceResult, Ticket
from app.services.cases.carry_draft import CarriedDraft
from app.services.cases.intake import Intake
from ui.at_desk import AtDesk
from ui.counter.cures import Place, place_of
from ui.counter.same_person import confirmed_words
from ui.panels.intake import waiting, way
from ui.panels.intake.at_work import ALWAYS, ON_QUESTION, ON_SCANS, open_commands
from ui.panels.intake.captured import Captured
from ui.panels.intake.capturing import Capturing
from ui.panels.intake.carried import carried_words
from ui.panels.intake.deciding import Deciding
from ui.panels.intake.delivering import Delivering
from ui.panels.intake.discarding import Discarding
from ui.panels.intake.elsewhere import Elsewhere
from ui.panels.intake.ending import Ending
from ui.panels.intake.enquiring import Enquiring
from ui.panels.intake.finding import Finding
from ui.panels.intake.knowing import Knowing
from ui.panels.intake.laying_out import LayingOut
from ui.panels.intake.mending import Mending
from ui.panels.intake.no_permit import NoPermit
from ui.panels.intake.opening import Opening
from ui.panels.intake.resuming import Resuming
from ui.panels.intake.side import SideColumn
from ui.panels.intake.side_teller import SideTeller
from ui.panels.intake.signing import Signing
from ui.panels.intake.sitting import Sitting
from ui.panels.intake.view import IntakeView
from ui.panels.intake.visitor import Visitor
from ui.panels.intake.way import Way
from ui.shortcuts import Acts, Command
from ui.widgets.text import Tone

PASSED_ON = (
    Command.ACCEPT,
    Command.RECEIVE,
    Command.SUPPLEMENT_NOTICE,
    Command.REFUSE,
    Command.DISCARD_DRAFT,
    Command.CARRY_OVER,
    Command.PRINT,
    Command.PREVIEW,
)
"""What a part does by itself; the parts come after the views, and the views after the keys."""


class IntakePresenter(QObject):
    """One clerk's counter. `ended` tells the queue: ServiceResult, case id, visit id ("" for none)."""

    ended = Signal(object, str, str)
    case_wanted = Signal(str)
    """The id of a case the clerk wants to see: the other half of a suspected double."""
    attending = Signal()
    """Somebody new is at the window: the intake is about to take the keys and has to be in sight."""
    aimed = Signal(object)
    """The numbers of the windows a transfer leads to now; none while it has to be asked."""

    def __init__(self, at: AtDesk) -> None:
        """Make the two views and tie the keys."""
        super().__init__()
        self._at = at
        self._knowing = Knowing(at, lambda: self.sitting)
        self.acts = Acts({command: partial(self._do, doing) for command, doing in self._doings().items()})
        self.view = IntakeView(self.acts)
        self.side = SideColumn(self.acts)
        self._visitor = Visitor()
        self._teller = SideTeller(lambda: at.office.calendar, self.side)
        self._finding = Finding(at, self.view.finder, self._teller)
        self._enquiring = Enquiring(at, self.view, self._finding, lambda: self.sitting)
        self._opening, self._ending = Opening(at), Ending(at, self.view)
        self._resuming = Resuming(self._finding, self._opening, self._visitor, self.view.strip)
        self._delivering = Delivering(at, self.view)
        self._captured = Captured(at, self.view.strip)
        self.scans = self._captured.desk
        self._way = Way(self.view, self.side, lambda: self.sitting)
        self._capturing = Capturing(at, self.view, self.side, self._way, self._captured, self.keep_burst)
        self._discarding = Discarding(at, self._finding, self.view.strip)
        self._elsewhere = Elsewhere(at, self.view, lambda: self._visitor.ticket)
        self._mending = Mending(self.view, self._way)
        self._no_permit = NoPermit(self.view.strip, at.wording.words, lambda: self.sitting)
        self._signing = Signing(at, self.view, self._way, lambda: self.sitting)
        self._laying_out = LayingOut(
            at, self.view, self._way, (self._elsewhere, self._no_permit), self._open_pages
        )
        parts = (self._ending, self._signing, self._no_permit)
        self._deciding = Deciding(
            self.view, self.scans, self._way, parts, lambda: self.sitting, self._taken_in
        )
        self._tie()
        self._refresh()

    @property
    def sitting(self) -> Sitting | None:
        """The application on the counter, None while none is open."""
        return self._opening.sitting

    def attend(self, ticket: Ticket | None) -> None:
        """Turn to the person just called, or let go of the one who left.

        What was being filled in for somebody else stays as a draft; what is still open stays open.
        """
        before = self._visitor.ticket
        if not self._visitor.turn_to(ticket):
            return
        if self._ending.is_working:
            self._visitor.keep_waiting()
        elif ticket is not None:
            self.attending.emit()
            self.start()
        elif self.sitting is None:
            self._finding.turn_to(None)
        elif self.sitting.is_untouched:
            self.start()
        elif before is not None:
            self.view.strip.say(f"{before.label} 已离开窗口，填过的都在：可以接着办，或按 Ctrl+S 暂存。")

    def start(self) -> None:
        """Show the finder, with the drafts that wait."""
        self._opening.put_aside()
        self._discarding.take_back("")
        self._enquiring.leave()
        self._refresh()
        self.view.strip.clear()
        self.view.show_page(self.view.finder)
        self._finding.begin(self._visitor.ticket)
        self._way.place(way.FINDER)
        self._finding.read_drafts()

    def entered(self) -> None:
        """Put the focus where the next key belongs."""
        if self.sitting is None and self.view.page is not self.view.finder:
            self.start()
        elif self.sitting is None:
            self._way.place(way.FINDER)
            self._finding.read_drafts()
            self.view.finder.take_keys()
        elif self.view.page is self._elsewhere.page:
            self._elsewhere.take_keys()

    def step_out(self) -> None:
        """Go back one level: from notice and papers to the form, from the form to the finder; all is kept."""
        if self._capturing.step_out() or self._enquiring.step_out():
            return
        papers = {self.view.notice, self.view.refusal, self.view.sheet, self.view.preview}
        if self.view.page in papers | {self._delivering.page}:
            self._laying_out.go_back(self.sitting)
        elif self.sitting is not None and self.side.materials.hasFocus():
            self._way.show_last_field()
        elif self.sitting is not None:
            self.put_aside()
        else:
            self.start()

    def put_aside(self) -> None:
        """Keep the draft and go back to the finder; what nobody touched is not kept."""
        is_kept = self._opening.put_aside()
        self.start()
        if is_kept:
            self.view.strip.say("已暂存，列在事项上方，选中后回车就能继续。", Tone.DONE)
        else:
            self.view.strip.say("还没有填写，没有留下草稿。")

    @Slot()
    def keep_burst(self) -> None:
        """Make what was typed since the last burst durable."""
        self._opening.keep()

    def next_problem(self) -> None:
        """Jump to the next thing to mend; when the form is right, to the next missing paper."""
        if self.view.form is not None:
            self._way.to_problem_after(self.view.form.focused_path(), Tone.PRESS)

    def bring_answers(self) -> None:
        """Carry the known answers over, and go to what is still to be filled in."""
        sitting, form = self.sitting, self.view.form
        if sitting is None or sitting.known is None or form is None:
            return
        taken, number = self._knowing.bring(sitting)
        form.show_brought(taken)
        self.next_problem()
        self.view.strip.say(f"已从 {number} 带入 {len(taken)} 项，请与申请人核对。", Tone.DONE)

    def enquiry(self) -> None:
        """End a mere enquiry: no case, no draft."""
        self._opening.give_up()
        self.start()
        self.ended.emit(ServiceResult.ENQUIRY, "", self._visitor.visit_id or "")

    def _go_on(self) -> None:
        self._resuming.go_on()

    def open_twin(self) -> None:
        """Ask to see the case this person has under way for the same item; the draft stays."""
        if self.sitting is not None and self.sitting.twins:
            self.case_wanted.emit(self.sitting.twins[0].id)

    def page(self, step: int) -> None:
        """Turn the pages of what is in front; after the last one of a form come the papers."""
        if not self._enquiring.turn(step):
            self._way.turn(step)

    def _open_pages(self) -> None:
        self._capturing.open(self.sitting)

    def _do(self, doing: Callable[[], None]) -> None:
        """Do what a key asks for; while a paper is being issued its application stays where it is."""
        if self._ending.is_working:
            self.view.strip.say("正在保存，请稍候…", Tone.PRESS)
        else:
            doing()

    def _pass_on(self, command: Command) -> None:
        doings: dict[Command, Callable[[], None]] = {
            Command.ACCEPT: self._deciding.accept,
            Command.RECEIVE: self._deciding.receive,
            Command.SUPPLEMENT_NOTICE: self._deciding.open_notice,
            Command.REFUSE: self._deciding.open_refusal,
            Command.DISCARD_DRAFT: self._discarding.press,
            Command.CARRY_OVER: self._opening.carry_over,
            Command.PRINT: self._signing.print,
            Command.PREVIEW: self._signing.preview,
        }
        doings[command]()

    def _doings(self) -> dict[Command, Callable[[], None]]:
        return {
            Command.NEXT_PROBLEM: self.next_problem,
            Command.BRING_ANSWERS: self.bring_answers,
            Command.KEEP_DRAFT: self.put_aside,
            Command.ENQUIRY: self.enquiry,
            Command.GUIDE_SHEET: lambda: self._enquiring.hand(self._visitor.ticket),
            Command.CONTINUE_DRAFT: self._go_on,
            Command.DELIVERY: lambda: self._delivering.ask(self.sitting),
            Command.OPEN_TWIN: self.open_twin,
            Command.SAME_PERSON: self._knowing.confirm_same,
            Command.STEP_OUT: self.step_out,
            Command.SCANS: self._open_pages,
        } | {command: partial(self._pass_on, command) for command in PASSED_ON}

    def _tie(self) -> None:
        self.view.finder.picked.connect(self._on_picked)
        self.side.material_key.connect(self._signing.strike)
        self._signing.struck.connect(self._on_struck)
        self.side.problem_picked.connect(self._way.show_field)
        self.side.stepped_back.connect(self._way.show_last_field)
        self._finding.drafts_read.connect(self._on_drafts)
        self._opening.opened.connect(self._on_opened)
        self._opening.not_taken.connect(self._on_not_taken)
        self._opening.carried.connect(self._on_carried)
        self._knowing.found.connect(self._on_found)
        self._knowing.confirmed.connect(self._on_confirmed)
        self._ending.issued.connect(self._on_issued)
        self._ending.ended.connect(self._on_ended)
        self.view.finder.list.pointed.connect(self._discarding.take_back)
        self.view.add_page(self.scans.page)
        self.view.page_changed.connect(self._on_page_changed)
        self._captured.changed.connect(self._on_captured)
        self.scans.refused.connect(self.step_out)
        self._signing.changed.connect(self._on_papers_changed)
        self._elsewhere.aimed.connect(self.aimed)
        self._elsewhere.reasoned.connect(self._on_reasoned)
        self._delivering.chosen.connect(self._on_way_chosen)
        heard = (self._finding, self._opening, self._knowing, self._ending, self._discarding)
        for part in (*heard, self._enquiring, self._signing):
            part.failed.connect(self._on_failed)

    def _taken_in(self, sitting: Sitting) -> Intake:
        self._opening.hold()
        return sitting.intake(self._visitor.visit_id or sitting.opened.draft.ticket_id)

    def _on_picked(self, row_id: str) -> None:
        kind, _, key = row_id.partition(":")
        if f"{kind}:" == waiting.DRAFT:
            self._opening.go_on_with(key)
        else:
            self._opening.begin(key, self._visitor.visit_id)

    def _on_not_taken(self) -> None:
        self.view.strip.say("这个事项今天不受理，请另选。", Tone.SOON)

    def _on_opened(self, sitting: Sitting) -> None:
        self._ending.begin()
        sitting.form.changed.connect(self._on_changed)
        sitting.form.refused.connect(self._on_failed)
        self._laying_out.make_form(sitting)
        self._teller.tell_due(sitting.item, sitting.opened.today)
        self._refresh()
        self._knowing.look_up(sitting)
        self._captured.show_kept(sitting)
        self._laying_out.put_in_front(sitting)

    @Slot()
    def _on_way_chosen(self) -> None:
        self._laying_out.go_back(self.sitting)
        self._on_changed(frozenset())

    @Slot()
    def _on_reasoned(self) -> None:
        if self.sitting is not None:
            self._opening.note_change()
            self._laying_out.put_in_front(self.sitting)

    def _on_carried(self, carried: CarriedDraft) -> None:
        self.view.strip.say(carried_words(carried, self._at.wording.words), Tone.DONE)

    def _on_issued(self) -> None:
        if self.sitting is not None:
            self._ending.forget_pages(self.sitting)
        self._opening.settle()
        self._way.mark_end()
        self._refresh()

    def _on_ended(self, result: ServiceResult, case_id: str, visit_id: str) -> None:
        self.ended.emit(result, case_id, visit_id)
        self._turn_to_called()

    def _turn_to_called(self) -> None:
        """Turn to whoever was called while a paper was being issued."""
        if self._visitor.take_kept_waiting():
            self.attending.emit()
            self.start()

    def _on_failed(self, error: Exception) -> None:
        if self.sitting is not None:
            self._opening.note_change()
        self._turn_to_called()
        if place_of(error) is Place.WAY_TO_GET:
            self._delivering.ask(self.sitting)
        if place_of(error) is Place.WHY_HERE and self.sitting is not None:
            self.sitting.elsewhere = ""
            self._elsewhere.asks(self.sitting)
        self._mending.lead(error)
        self.view.strip.show_message(self._at.wording.of(error))

    def _on_drafts(self) -> None:
        self._open_keys()
        self._resuming.consider()

    def _on_changed(self, paths: frozenset[str]) -> None:
        self._opening.note_change()
        self._refresh()
        self._way.take_back_stale_words()
        self._no_permit.consider()
        self._signing.take_back_stale_words()
        if self.sitting is not None:
            self._knowing.consider(self.sitting, paths)

    @Slot()
    def _on_papers_changed(self) -> None:
        self._on_changed(frozenset())

    def _on_captured(self, sitting: Sitting) -> None:
        if sitting is self.sitting:
            self._on_changed(frozenset())

    def _on_page_changed(self) -> None:
        if self.view.page is not self.scans.page:
            self.scans.close()
        self._open_keys()

    def _on_found(self, changed: frozenset[str]) -> None:
        if changed and self.view.form is not None:
            self.view.form.show_paths(changed)
        self._refresh()

    def _on_confirmed(self, is_same: bool) -> None:
        self.view.strip.say(confirmed_words(is_same=is_same), Tone.DONE)
        self._on_changed(frozenset())

    def _on_struck(self, row_id: str, key: str) -> None:
        self._on_changed(frozenset())
        # At once, so that an acceptance that comes now finds a sheet that was mended by hand.
        self._opening.keep()
        self._way.after_paper(row_id, key)

    def _refresh(self) -> None:
        self._teller.tell(self.sitting)
        self._open_keys()

    def _open_keys(self) -> None:
        page, view = self.view.page, self.view
        if page is self.scans.page:
            self.acts.open_only(ON_SCANS)
            return
        if page in {self._elsewhere.page, self._delivering.page}:
            self.acts.open_only(ALWAYS if page is self._elsewhere.page else ON_QUESTION)
            return
        has_drafts = bool(self._finding.drafts)
        self.acts.open_only(open_commands(self.sitting, is_on_form=page is view.form, has_drafts=has_drafts))
