"""The ledger panel: today's counts by kind, and what waits for a person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from app.services.matters import Matter, Unsettled
from ui.changes import ChangeBoard
from ui.panels.ledger.cards import Count, CountCards
from ui.shortcuts import KEYS, Acts, Command
from ui.tasks import Lane, Tasks
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_room import ListRoom
from ui.widgets.message_strip import MessageStrip
from ui.widgets.row_list import Row, RowList
from ui.widgets.text import Rank, Tone, card, text
from ui.words import Wording

_NOTHING_WAITS = "没有要人处理的事。记不进台账的、没打出来的会列在这里。"
_KEY = {"key": KEYS[Command.DISCARD_DRAFT].sequence}
_MATTERS = {
    Matter.OPERATION: "台账",
    Matter.PAPER: "文书",
    Matter.PRINT: "打印",
    Matter.CASE: "办件",
    Matter.FILES: "文件",
    Matter.DRAFT: "暂存",
}


@dataclass(frozen=True, slots=True)
class LedgerUseCases:
    """The first two are read in the storage lane; `show_case` puts a case in front by its id.

    `delete_draft` deletes one that lay for long, in the storage lane; None for a clerk who may not.
    """

    counts: Callable[[], Sequence[Count]]
    unsettled: Callable[[], Sequence[Unsettled]]
    show_case: Callable[[str], None]
    delete_draft: Callable[[str], object] | None = None


class LedgerPanel:
    """台账 in the rail; what the top bar counts as 待处理 is listed here."""

    opens_with = Command.TO_LEDGER
    side: QWidget | None = None

    def __init__(self, use: LedgerUseCases, tasks: Tasks, wording: Wording, board: ChangeBoard) -> None:
        """Read with `use` each time the panel is entered, and in front whenever `board` tells of changes."""
        self._use, self._tasks, self._wording = use, tasks, wording
        self.acts = Acts({Command.DISCARD_DRAFT: self.delete_draft})
        self.acts.open_only(())
        self._drafts: frozenset[str] = frozenset()
        self._asked, self._has_deleted = "", False
        self._strip = MessageStrip(is_of_card=True)
        self._cards = CountCards()
        self._stack = QStackedWidget()
        self._waiting = text("待处理 0", Rank.SECTION)
        self.list = RowList("待处理", lead_width=56)
        self._waits = ListRoom(self.list, EmptyState(_NOTHING_WAITS))
        self.work = self._arranged()
        self._cases: dict[str, str] = {}
        self.list.pointed.connect(self._on_pointed)
        self.list.picked.connect(self._on_picked)
        for changed in (board.cases_changed, board.papers_changed, board.print_jobs_changed):
            changed.connect(self._on_changed)

    def entered(self) -> None:
        """Count again, and put the keys into the list of what waits."""
        self._waits.take_keys()
        self._strip.clear()
        self._read()

    def left(self) -> None:
        """Nothing to keep."""

    def delete_draft(self) -> None:
        """Delete the chosen draft that lay for long; the first press asks, the second does it."""
        chosen, delete = self.list.current_id or "", self._use.delete_draft
        if delete is None or chosen not in self._drafts:
            return
        if self._asked != chosen:
            self._asked = chosen
            self._strip.show_message(self._wording.words.say("draft.delete_again", _KEY), Tone.SOON)
            return
        self._asked = ""
        self._tasks.submit(Lane.STORAGE, lambda: delete(chosen), self._on_deleted, self._on_failed)

    def _on_deleted(self, _done: object) -> None:
        self._has_deleted = True
        self._read()

    def _read(self) -> None:
        self._tasks.submit(Lane.STORAGE, self._use.counts, self._on_counts, self._on_failed)
        self._tasks.submit(Lane.STORAGE, self._use.unsettled, self._on_unsettled, self._on_failed)

    def _on_changed(self, _ids: frozenset[str]) -> None:
        if self.work.isVisible():
            self._read()

    def _arranged(self) -> QWidget:
        page = QWidget()
        self._stack.addWidget(EmptyState("今天还没有办过件。办过的会按种类数在这里。", Command.CALL_NEXT))
        self._stack.addWidget(self._cards)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(16)
        column.addWidget(text("今日台账", Rank.SECTION))
        column.addWidget(self._stack, 1)
        column.addWidget(self._waiting)
        column.addWidget(self._waiting_card(), 1)
        column.addWidget(self._strip)
        return page

    def _waiting_card(self) -> QFrame:
        frame, inner = card()
        inner.addWidget(self._waits, 1)
        return frame

    def _on_unsettled(self, found: Sequence[Unsettled]) -> None:
        self._waiting.setText(f"待处理 {len(found)}")
        self._cases = {one.id: one.case_id for one in found if one.case_id}
        self._drafts = frozenset(one.id for one in found if one.matter is Matter.DRAFT)
        self.list.show_rows([self._row(one) for one in found])
        self._waits.refit()
        if found and self.list.current_id is None:
            self.list.choose(found[0].id)
        if self._has_deleted:
            self._has_deleted = False
            self._strip.show_message(self._wording.words.say("draft.deleted", {}), Tone.DONE)

    def _row(self, one: Unsettled) -> Row:
        message = self._wording.say(one.code, **one.facts)
        words = f"{one.label} {message.title}".strip()
        return Row(id=one.id, lead=_MATTERS[one.matter], words=words, hint=message.sentence())

    @Slot(str)
    def _on_pointed(self, row_id: str) -> None:
        hint = next((row.hint for row in self.list.rows if row.id == row_id), "")
        may_delete = row_id in self._drafts and self._use.delete_draft is not None
        self._asked = ""
        self.acts.open_only({Command.DISCARD_DRAFT} if may_delete else ())
        self._strip.say(hint, Tone.SOON if hint else Tone.PLAIN)

    @Slot(str)
    def _on_picked(self, row_id: str) -> None:
        """Enter on what is settled in a case opens the case."""
        if row_id in self._cases:
            self._use.show_case(self._cases[row_id])

    def _on_counts(self, counts: Sequence[Count]) -> None:
        self._cards.show_counts(counts)
        self._stack.setCurrentIndex(1 if counts else 0)

    def _on_failed(self, error: Exception) -> None:
        self._strip.show_message(self._wording.of(error))
