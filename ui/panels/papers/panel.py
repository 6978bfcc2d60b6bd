"""The paper panel: list, preview, printing again with a reason, the 用印登记, and taking lost papers back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from app.domain.print_job import PrintJob
from app.domain.role import Action
from app.ports.paper_store import SealUse
from app.services.case_turn import CaseDone
from app.services.cases.look_at_paper import PaperCovered, look_at_paper
from app.services.cases.look_up import PaperFile, list_papers, list_seal_uses
from app.services.papers.print_paper import print_paper
from app.services.papers.stamp_paper import stamp_paper
from app.services.take_back.paper import TakenBack
from ui.at_desk import AtDesk
from ui.changes import Changes
from ui.counter.cures import Place, place_of
from ui.panels.papers import model
from ui.shortcuts import Acts, Command
from ui.take_back.presenter import TakeBackPresenter
from ui.take_back.use_cases import take_back_use_cases
from ui.take_back.view import TakeBackView
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_button import ActButton, ButtonRank
from ui.widgets.list_room import ListRoom
from ui.widgets.message_strip import MessageStrip
from ui.widgets.paper_preview import PaperPreview
from ui.widgets.row_list import RowList
from ui.widgets.text import Elided, Rank, Tone, text

_NUMBER_WIDTH = 176
_FOOT_HEIGHT = 56
_ROOM_FOR_PICTURE = 760
"""Narrower, list and picture cannot both be read: which paper it is comes first."""
_NO_PAPER = "还没有文书。受理后会列在这里。"


class PapersPanel:
    """文书 in the rail."""

    opens_with = Command.TO_PAPERS
    side: QWidget | None = None

    def __init__(self, at: AtDesk) -> None:
        """Work for the clerk at `at`."""
        self._at = at
        self.acts = Acts(
            {
                Command.PRINT: self.print_chosen,
                Command.REVEAL: self.reveal,
                Command.TAKE_BACK: self.take_back,
                Command.STAMPED: self.stamp_chosen,
                Command.STEP_OUT: self._step_out,
            }
        )
        self._may_seal = at.desk.clerk.may(Action.USE_SEAL)
        if not self._may_seal:
            self.acts.open_only(set(Command) - {Command.STAMPED})
        self.list = RowList("文书", lead_width=_NUMBER_WIDTH)
        self.seals = RowList("用印登记", lead_width=112)
        self.preview, self.strip = PaperPreview(), MessageStrip()
        self.box = TakeBackView(at.office.clock.monotonic)
        self._taking_back = TakeBackPresenter(self.box, at.tasks, at.wording)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("补打理由，如：卡纸、群众遗失")
        self.reason.setAccessibleName("补打理由")
        self._jobs = text("", Rank.SMALL)
        self._jobs.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._files: dict[str, PaperFile] = {}
        self._is_entering = False
        self._looked_at = ""
        self._room, self._tabs = ListRoom(self.list, EmptyState(_NO_PAPER, Command.TO_INTAKE)), QTabWidget()
        self.work = self._arranged()
        self.list.pointed.connect(self._on_pointed)
        self._taking_back.taken.connect(self._on_taken_back)
        at.board.papers_changed.connect(self._on_changed)
        at.board.print_jobs_changed.connect(self._on_changed)

    def entered(self) -> None:
        """Read the papers and put the keys into the list, on one that waits for its seal if there is any."""
        self._is_entering = True
        self.refresh()
        self.focus_list()

    def left(self) -> None:
        """Cover the paper: opened again it is looked at again."""
        self._cover()

    @property
    def jobs(self) -> str:
        """What is said of the prints of the chosen paper."""
        return self._jobs.text()

    def focus_list(self) -> None:
        """Put the keys into the list."""
        self._tabs.setCurrentIndex(0)
        self._room.take_keys()

    def take_back(self) -> None:
        """Open the scan box (补登) and be ready for the scanner."""
        self._tabs.setCurrentWidget(self.box)
        self._taking_back.resume()

    def refresh(self) -> None:
        """Read the papers and the 用印登记 again."""
        at = self._at
        self._read(lambda: list_papers(at.office, at.desk), self._on_papers)
        if self._may_seal:
            self._read(lambda: list_seal_uses(at.office, at.desk), self._on_seals)

    def print_chosen(self) -> None:
        """Print the chosen paper; a second time needs the reason typed below the list."""
        paper_id, at, reason = self.list.current_id, self._at, self.reason.text()
        if paper_id is not None:
            at.outside(
                lambda: print_paper(at.office, at.desk, paper_id, at.printer(), reason=reason),
                self._on_printed,
                self._on_print_failed,
            )

    def stamp_chosen(self) -> None:
        """Note that the chosen paper was stamped by hand (已盖章)."""
        paper_id, at, command = self.list.current_id, self._at, self._at.office.ids.operation_id()
        if paper_id is not None:
            at.store(
                lambda: stamp_paper(at.office, at.desk, command, paper_id),
                partial(self._on_stamped, paper_id),
                self._on_failed,
            )

    def reveal(self) -> None:
        """Show the chosen paper, whosever it is, if the clerk may see it; that is logged."""
        if self.list.current_id is not None:
            self._look_at(self.list.current_id, is_asked=True)

    def _arranged(self) -> QWidget:
        page, columns = _Page(self.preview, self._on_room), QHBoxLayout()
        columns.setContentsMargins(16, 12, 16, 0)
        columns.setSpacing(16)
        self._tabs.addTab(self._papers_tab(), "文书与打印")
        self._tabs.addTab(self.seals, "用印登记")
        self._tabs.setTabVisible(1, self._may_seal)
        self._tabs.addTab(self.box, "补登丢失的文书")
        self._tabs.currentChanged.connect(self._on_tab)
        columns.addWidget(self._tabs, 3)
        columns.addWidget(self.preview, 2)
        said = QHBoxLayout()
        said.setContentsMargins(16, 0, 16, 4)
        said.addWidget(self.strip)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(columns, 1)
        column.addLayout(said)
        column.addWidget(self._foot())
        return page

    def _papers_tab(self) -> QWidget:
        tab = QWidget()
        column = QVBoxLayout(tab)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._room, 1)
        column.addWidget(self._jobs)
        column.addWidget(self.reason)
        return tab

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setObjectName("foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        foot.setFixedHeight(_FOOT_HEIGHT)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(Elided("补打要写理由，纸上会注明“补打”和次数。", Rank.SMALL), 1)
        row.addWidget(ActButton(self.acts, Command.REVEAL))
        row.addWidget(ActButton(self.acts, Command.TAKE_BACK))
        row.addWidget(ActButton(self.acts, Command.STAMPED))
        row.addWidget(ActButton(self.acts, Command.PRINT, ButtonRank.MAIN))
        return foot

    def _on_papers(self, files: tuple[PaperFile, ...]) -> None:
        self._files = {file.paper.id: file for file in files}
        self.list.show_rows(model.paper_rows(files))
        self._choose_first(files)
        if self.list.current_id is not None:
            self._say_jobs(self.list.current_id)
            self._look_at(self.list.current_id)
        self._room.refit()

    def _choose_first(self, files: tuple[PaperFile, ...]) -> None:
        """Begin with a paper that waits for its seal, or else with the newest; what is chosen later stays."""
        is_entering, self._is_entering = self._is_entering, False
        waiting = model.next_to_stamp(files, "") if is_entering else None
        chosen = self._files.get(self.list.current_id or "")
        if waiting is not None and not (chosen and chosen.paper.waits_for_stamp):
            self.list.choose(waiting.id)
        elif files and chosen is None:
            self.list.choose(files[0].paper.id)

    def _on_seals(self, uses: tuple[SealUse, ...]) -> None:
        self.seals.show_rows(model.seal_rows(uses))

    @Slot(str)
    def _on_pointed(self, paper_id: str) -> None:
        if paper_id in self._files:
            self._say_jobs(paper_id)
            self._cover()
            self._look_at(paper_id)

    def _say_jobs(self, paper_id: str) -> None:
        file = self._files[paper_id]
        self._jobs.setText(model.jobs_words(file, self._at.office.clock.now().tzinfo))

    def _look_at(self, paper_id: str, *, is_asked: bool = False) -> None:
        """Open a paper as it is kept, once; looking at one that was not made yet makes and seals nothing."""
        at = self._at
        if (paper_id == self._looked_at and not is_asked) or not self.preview.isVisible():
            return
        self._looked_at = paper_id
        seen, not_shown = partial(self._on_seen, paper_id), partial(self._on_not_shown, paper_id)
        at.outside(lambda: look_at_paper(at.office, at.desk, paper_id, is_asked=is_asked), seen, not_shown)

    def _on_room(self) -> None:
        """A picture that had no room was not looked at."""
        if self.list.current_id is not None:
            self._look_at(self.list.current_id)

    def _cover(self) -> None:
        self._looked_at = ""
        self.preview.show_nothing()

    def _on_seen(self, paper_id: str, pdf: bytes) -> None:
        """Show it, unless another paper was chosen meanwhile."""
        if paper_id == self.list.current_id and self._looked_at == paper_id:
            self.preview.show_paper(pdf)

    def _on_changed(self, _ids: frozenset[str]) -> None:
        if self.work.isVisible():
            self.refresh()

    def _on_printed(self, job: PrintJob) -> None:
        self.reason.clear()
        if self.list.current_id is not None and not self.preview.page_count:
            self._cover()
            self._look_at(self.list.current_id)
        self._at.tell(Changes(print_jobs=frozenset({job.job_id})))
        self.strip.say(f"{job.document_number} 已送到打印机。打出来后按 Ctrl+Y 确认。", Tone.DONE)

    def _on_stamped(self, paper_id: str, done: CaseDone) -> None:
        self._at.tell(Changes(cases=frozenset({done.case.id}), papers=frozenset({paper_id})))
        number, following = (
            self._files[paper_id].paper.number,
            model.next_to_stamp(self._files.values(), paper_id),
        )
        if following is None:
            said = self._at.wording.say("stamping.noted", number=number)
        else:
            self.list.choose(following.id)
            said = self._at.wording.say("stamping.noted_next", number=number, next=following.number)
        self.strip.show_message(said, Tone.DONE)

    def _step_out(self) -> None:
        if not self._taking_back.step_out():
            self.focus_list()

    @Slot(int)
    def _on_tab(self, index: int) -> None:
        if self._tabs.widget(index) is self.box:
            at = self._at
            self._taking_back.begin(take_back_use_cases(at.office, at.desk, at.initials))
            self._taking_back.refresh()

    @Slot(object)
    def _on_taken_back(self, back: TakenBack) -> None:
        self._at.tell(Changes(cases=frozenset({back.case.id}), papers=frozenset({back.paper.id})))

    def _on_print_failed(self, error: Exception) -> None:
        self._on_failed(error)
        if place_of(error) is Place.REASON:
            self.reason.setFocus()

    def _on_not_shown(self, paper_id: str, error: Exception) -> None:
        """Say why, unless another paper was chosen meanwhile: its picture stays."""
        if paper_id != self.list.current_id:
            return
        if isinstance(error, PaperCovered):
            self.preview.show_words(self._at.wording.of(error).sentence())
        else:
            self.preview.show_nothing()
            self._on_failed(error)

    def _on_failed(self, error: Exception) -> None:
        self.strip.show_message(self._at.wording.of(error))

    def _read(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._at.store(work, done, self._on_failed)


class _Page(QWidget):
    """Shows the picture of a paper where there is room for it beside the list."""

    def __init__(self, preview: QWidget, has_room: Callable[[], None]) -> None:
        super().__init__()
        self._preview, self._has_room = preview, has_room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        was_shown = self._preview.isVisible()
        self._preview.setVisible(self.width() >= _ROOM_FOR_PICTURE)
        if self._preview.isVisible() and not was_shown:
            self._has_room()
