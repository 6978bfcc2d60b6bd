"""Decides what the case panel finds, shows and does; the service logs every unmasking it asks for."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.case.attached import attached_pages
from app.domain.case.case import Case
from app.domain.item import ServiceItem
from app.domain.role import Action
from app.ports.case_index import CaseRow
from app.services.cases import look_up
from app.services.cases.deemed import deemed_among
from app.services.cases.look_up import CaseFile
from ui.at_desk import AtDesk
from ui.capture.desk import ScanDesk
from ui.form.shown import is_masked
from ui.panels.cases import awaiting, model
from ui.panels.cases.capturing import CaseCapturing
from ui.panels.cases.handling import CaseHandling
from ui.panels.cases.paper_acts import PaperActs
from ui.panels.cases.placing import Placing
from ui.panels.cases.signing import CaseSigning
from ui.panels.cases.view import CasesView
from ui.shortcuts import Acts, Command
from ui.widgets.text import Tone, set_tone

_COMMANDS = (
    *(Command.SEARCH, Command.STEP_OUT, Command.PRINT, Command.REVEAL, Command.VOID, Command.OPEN_TWIN),
    *(Command.ACCEPT, Command.SUPPLEMENT_NOTICE, Command.REFUSE, Command.CORRECT, Command.WITHDRAW),
    *(Command.GIVE_BACK, Command.SETTLE, Command.MERGE, Command.TRANSCRIBE, Command.SCANS, Command.PREVIEW),
    *(Command.CHECK_COMMITMENT, Command.REISSUE, Command.TERMINATE, Command.MOVE_PAPER),
)


class CasesPresenter(QObject):
    """One clerk looking up and deciding. `transcription_wanted` names the case, and who hears of errors."""

    transcription_wanted = Signal(object, object)

    def __init__(self, at: AtDesk) -> None:
        """Make the view, tie the keys, follow the changes."""
        super().__init__()
        self._at = at
        self.acts = Acts({command: partial(self._run, command) for command in _COMMANDS})
        self.view = CasesView(self.acts)
        self.handling = CaseHandling(at, self.view, self.open_case)
        self.placing = Placing(at, self.view, self.handling)
        self.papers = PaperActs(at, self.view, self.handling, self._on_failed)
        self.scans = ScanDesk(at, self.view.strip)
        self.view.add_page(self.scans.page)
        self._capturing = CaseCapturing(at, self.view, self.scans)
        self.signing = CaseSigning(at, self.view, self.handling)
        self._doings = self._what_each_key_does()
        self._rows: dict[str, CaseRow] = {}
        self._deemed: frozenset[str] = frozenset()
        self._wanted = ""
        self._revealed: Mapping[str, Any] = {}
        self._tie()
        self._open_keys()

    @property
    def _file(self) -> CaseFile | None:
        """The case in front; the handling of it holds it, so that all work on one and the same."""
        return self.handling.file

    def entered(self) -> None:
        """Show the newest cases and wait for what is typed."""
        self.focus_search()
        self._read(lambda: look_up.recent_cases(self._at.office, self._at.desk), self._on_recent)

    def open_case(self, case_id: str) -> None:
        """Show a case, whether the list has it or not."""
        self.view.show_overview()
        self.view.list.choose(case_id)
        self._on_pointed(case_id)

    def open_twin(self) -> None:
        """Show the other case of the same person and item."""
        if self._file is not None and self._file.twins:
            self.open_case(self._file.twins[0].id)

    def step_out(self) -> None:
        """Go back from a page to the case, from the case to the search; nothing issued is undone."""
        if self.view.page is self.scans.page and (self.scans.step_out() or self._capturing.step_out()):
            return
        if self.view.page is self.view.overview:
            self.focus_search()
        else:
            self.view.show_overview()
            self.view.list.setFocus()

    def focus_search(self) -> None:
        """Put the keys into the search field; what was revealed is hidden again."""
        self._revealed = {}
        self.view.show_overview()
        if self._file is not None:
            self._show_file(self._file)
        self.view.search.setFocus()
        self.view.search.selectAll()

    @Slot()
    def search(self) -> None:
        """Find what was typed; nothing typed means the newest."""
        wanted = self.view.search.text().strip()
        if not wanted:
            self.entered()
            return
        self._read(lambda: look_up.search_cases(self._at.office, self._at.desk, wanted), self._on_found)

    def reveal(self) -> None:
        """Ask for what is hidden of this case, or of its conflict; the service logs it before it answers."""
        file = self._file
        if self.view.page is self.view.conflict:
            self.handling.reveal_conflict()
        elif file is not None:
            fields = self._item(file.case).form.definition.fields()
            paths = [key for key in file.case.answers if key in fields and is_masked(fields[key])]
            at, case_id = self._at, file.case.id
            self._read(lambda: look_up.reveal(at.office, at.desk, case_id, paths), self._on_revealed)

    def print_chosen(self) -> None:
        """Print what is seen to be chosen: a paper to be signed, as often as it takes, or an issued one."""
        if not self.signing.print():
            self.papers.print_chosen()

    def accept(self) -> None:
        """Do what the page in front is about."""
        if self.view.page is self.scans.page:
            self.scans.keep()
        elif self.view.page is self.signing.preview_page:
            self.signing.print()
        else:
            self.handling.accept()

    def open_scans(self) -> None:
        """Show the pages captured of what is chosen, and take in more where that may be."""
        if self._file is not None:
            self._capturing.open(self._file.case, self._item(self._file.case))

    def transcribe(self) -> None:
        """Carry this case over into another system."""
        if self._file is not None:
            self.transcription_wanted.emit(self._file.case, self._on_failed)

    def _on_recent(self, rows: tuple[CaseRow, ...]) -> None:
        self._show_rows(rows, f"最近 {len(rows)} 件" if rows else "还没有办件。收件后会列在这里。")

    def _on_found(self, rows: tuple[CaseRow, ...]) -> None:
        most = f"，只列前 {look_up.MOST_FOUND} 件" if len(rows) == look_up.MOST_FOUND else ""
        self._show_rows(rows, f"找到 {len(rows)} 件{most}" if rows else "没有找到。请换一种写法再查。")
        if rows:
            self.view.list.choose(rows[0].id)
            if self.view.isVisible():
                self.view.list.setFocus()

    def _show_rows(self, rows: tuple[CaseRow, ...], said: str) -> None:
        self._rows, self._deemed = {row.id: row for row in rows}, frozenset()
        self._list()
        self.view.count.setText(said)
        self._ask_deemed(rows)

    def _tie(self) -> None:
        self.scans.refused.connect(self.view.show_overview)
        self.view.search.returnPressed.connect(self.search)
        self.view.list.pointed.connect(self._on_pointed)
        self.view.correction.pages_wanted.connect(self.open_scans)
        self.view.correction.opened.connect(self._capturing.show_small)
        self.view.page_changed.connect(self._on_page_changed)
        self._at.board.cases_changed.connect(self._on_cases_changed)

    def _list(self) -> None:
        rows = model.case_rows(self._rows.values(), self._at.office.calendar, self._today(), self._deemed)
        self.view.list.show_rows(rows)

    def _ask_deemed(self, rows: tuple[CaseRow, ...]) -> None:
        """Ask which of the rows nobody answered in time; the list does not wait for it."""
        self._read(lambda: deemed_among(self._at.office, rows), self._on_deemed)

    def _on_deemed(self, deemed: Mapping[str, date]) -> None:
        self._deemed |= deemed.keys()
        self._list()

    def _on_cases_changed(self, case_ids: frozenset[str]) -> None:
        known = case_ids & self._rows.keys()
        if known:
            self._read(lambda: look_up.case_rows(self._at.office, known), self._on_patched)
        if self._file is not None and self._file.case.id in case_ids:
            self._on_pointed(self._file.case.id)

    def _on_patched(self, rows: tuple[CaseRow, ...]) -> None:
        self._rows |= {row.id: row for row in rows}
        self._deemed -= {row.id for row in rows}
        self._list()
        self._ask_deemed(rows)

    def _on_pointed(self, case_id: str) -> None:
        if case_id:
            self._revealed = {}
            at = self._at
            self._read(lambda: look_up.open_case_file(at.office, at.desk, case_id), self._show_file)

    def _show_file(self, file: CaseFile) -> None:
        """Show a case that was read; while a page of another is in front, it waits until that is left."""
        is_other = self._file is not None and self._file.case.id != file.case.id
        if is_other and self.view.page is not self.view.overview:
            self._wanted = file.case.id
            return
        self._wanted = ""
        if self.handling.show(file):
            self.papers.begin()
        case, view = file.case, self.view
        view.show_case(is_shown=True)
        view.title.set_words(case.item.name)
        view.numbers.set_words(model.numbers_words(case))
        view.state.setText(model.DEEMED if file.deemed_accepted_on else awaiting.state_words(case))
        set_tone(view.state, Tone.LATE if file.deemed_accepted_on else Tone.PLAIN)
        self._show_due(file)
        view.remark.setText(model.remark_words(file, self._item(case), self._at.office.calendar))
        codes = model.code_lists(self._at.office)
        view.answers.show_rows(model.answer_rows(case, self._item(case), codes, self._revealed))
        photos = model.photo_rows(case, self._item(case))
        self.placing.show([*model.thing_rows(case, file.today, file.forms), *photos])
        view.history.setText(model.history_words(case, file.clerk_names))
        self._open_keys()

    def _show_due(self, file: CaseFile) -> None:
        due = model.due_of(file, self._item(file.case), self._at.office.calendar)
        self.view.due.setVisible(due is not None)
        if due is not None:
            left = self._at.office.calendar.working_days_between(file.today, due.date)
            self.view.due.show_due(due.date, left, file.today, provisional=due.provisional)

    def _on_revealed(self, answers: Mapping[str, Any]) -> None:
        self._revealed = answers
        if self._file is not None:
            self._show_file(self._file)
        self.view.strip.say("已显示完整信息，这次查看已记录。换一件或按 Esc 就重新隐藏。", Tone.SOON)

    def _on_failed(self, error: Exception) -> None:
        self.handling.tell_refused(error)

    def _on_page_changed(self) -> None:
        if self.view.page is not self.scans.page:
            self.scans.close()
        if self.view.page is self.view.overview and self._wanted:
            self._on_pointed(self._wanted)
        self._open_keys()

    def _open_keys(self) -> None:
        commands = {Command.SEARCH, Command.STEP_OUT} | self.handling.open_commands()
        if self._file is not None and self.view.page is self.view.overview:
            commands |= {Command.PRINT, Command.REISSUE} if self._file.case.papers else set()
            commands |= {Command.VOID} if self._at.desk.clerk.may(Action.VOID) else set()
            commands |= {Command.REVEAL, Command.TRANSCRIBE}
            is_captured = self._file.case.materials or attached_pages(self._file.case)
            commands |= {Command.SCANS} if is_captured else set()
        if self.view.page is self.view.correction:
            commands.add(Command.SCANS)
        if self.view.page is self.scans.page and self.scans.is_fixed:
            commands.discard(Command.ACCEPT)
        self.acts.open_only(commands | self.signing.open_commands())

    def _what_each_key_does(self) -> Mapping[Command, Callable[[], None]]:
        return {
            Command.SEARCH: self.focus_search,
            Command.STEP_OUT: self.step_out,
            Command.PRINT: self.print_chosen,
            Command.REVEAL: self.reveal,
            Command.VOID: self.papers.void_chosen,
            Command.REISSUE: self.papers.reissue_chosen,
            Command.OPEN_TWIN: self.open_twin,
            Command.ACCEPT: self.accept,
            Command.SUPPLEMENT_NOTICE: self.handling.open_notice,
            Command.REFUSE: self.handling.open_refusal,
            Command.CORRECT: self.handling.correct,
            Command.WITHDRAW: self.handling.withdraw,
            Command.TERMINATE: self.handling.open_ending,
            Command.CHECK_COMMITMENT: self.handling.open_check,
            Command.GIVE_BACK: self.handling.give_back,
            Command.MOVE_PAPER: self.placing.ask,
            Command.SETTLE: self.handling.open_conflict,
            Command.MERGE: self.handling.merge,
            Command.TRANSCRIBE: self.transcribe,
            Command.SCANS: self.open_scans,
            Command.PREVIEW: self.signing.preview,
        }

    def _run(self, command: Command) -> None:
        self._doings[command]()
        self._open_keys()

    def _item(self, case: Case) -> ServiceItem:
        return self._at.office.catalog.version(case.item.id, case.item.version)

    def _today(self) -> date:
        return self._at.office.business_day.on_screen()

    def _read(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._at.store(work, done, self._on_failed)
