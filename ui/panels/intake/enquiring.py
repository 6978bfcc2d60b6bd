"""Answers who only asks: prints the sheet of an item, counts the enquiry once, and shows what was printed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from app.domain.ticket import Ticket
from app.services.papers.guide_facts import Asked
from app.services.papers.print_guide import GuideSheet, print_guide
from ui.at_desk import AtDesk
from ui.changes import Changes
from ui.panels.intake.finding import Finding
from ui.panels.intake.sitting import Sitting
from ui.panels.intake.view import STEPS, IntakeView
from ui.widgets.text import Tone


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, by whom (None: without a ticket), and the draft it was told in ("" for none)."""

    asked: Asked
    ticket: Ticket | None = None
    draft: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two presses the same question: another sheet of it counts nothing more."""
        return (self.ticket.id if self.ticket is not None else "", self.draft, self.asked.item_id)


@dataclass(slots=True)
class _Commands:
    """The one command id of each question."""

    new: Callable[[], str]
    known: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def of(self, question: Question) -> str:
        return self.known.setdefault(question.key, self.new())

    def next_person(self) -> None:
        """Whoever asks next without ticket and draft is somebody else."""
        self.known = {key: command for key, command in self.known.items() if key[0] or key[1]}


class Enquiring(QObject):
    """One sheet at a time. While it is in front another press prints it again and counts nothing."""

    failed = Signal(object)

    def __init__(
        self, at: AtDesk, view: IntakeView, finding: Finding, on_counter: Callable[[], Sitting | None]
    ) -> None:
        """Answer about what `finding` points at, or about what lies on the counter; show it in `view`."""
        super().__init__(view)
        self._at, self._view, self._finding, self._on_counter = at, view, finding, on_counter
        self._commands = _Commands(at.office.ids.operation_id)
        self._in_front: Question | None = None
        self._is_working = False

    def hand(self, ticket: Ticket | None) -> None:
        """Print the sheet of the item in front for whoever is at the window; without an item, ask for one."""
        if self._is_working:
            return
        question = self._in_front if self._is_shown() else self._question(ticket)
        if question is None:
            self._view.strip.show_message(self._at.wording.say("panels.guide_which_item"), Tone.PRESS)
            return
        self._is_working = True
        self._in_front = question
        at, command = self._at, self._commands.of(question)
        at.outside(
            lambda: print_guide(
                at.office, at.desk, command, question.asked, at.printer(), seen=question.ticket
            ),
            self._on_printed,
            self._on_failed,
        )

    def leave(self) -> None:
        """Whoever asks next without a ticket is somebody else, and counted anew."""
        self._commands.next_person()

    def step_out(self) -> bool:
        """Go back from a sheet to the finder as it was; False where there is something else to go back to."""
        if not self._is_shown():
            return False
        self._view.strip.clear()
        self.leave()
        if self._on_counter() is not None:
            return False
        self._view.show_page(self._view.finder)
        self._view.show_place(STEPS[0], "", "")
        self._view.finder.take_keys()
        return True

    def turn(self, step: int) -> bool:
        """Turn the pages of a sheet in front; False where none is."""
        if self._is_shown():
            self._view.sheet.turn(step)
            self._tell_page()
        return self._is_shown()

    def _tell_page(self) -> None:
        page, pages = self._view.sheet.place
        name = self._item_name()
        self._view.show_place(STEPS[0], name, f"第 {page}/{pages} 页　PgUp PgDn" if pages > 1 else "")

    def _item_name(self) -> str:
        asked = self._in_front.asked if self._in_front is not None else None
        catalog = self._at.office.catalog
        return catalog.version(asked.item_id, asked.item_version).name if asked is not None else ""

    def _is_shown(self) -> bool:
        return self._view.page is self._view.sheet

    def _question(self, ticket: Ticket | None) -> Question | None:
        sitting = self._on_counter()
        if sitting is not None:
            return Question(sitting.asked(), ticket, sitting.opened.draft.id)
        item = self._finding.pointed if self._view.page is self._view.finder else None
        if item is None:
            return None
        return Question(Asked(item_id=item.id, item_version=item.version), ticket)

    def _on_printed(self, sheet: GuideSheet) -> None:
        self._is_working = False
        self._view.sheet.show_paper(sheet.pdf)
        self._view.show_page(self._view.sheet)
        self._tell_page()
        ticket = self._in_front.ticket if self._in_front is not None else None
        if ticket is not None:
            self._at.tell(Changes(tickets=frozenset({ticket.id})))
        self._say(sheet)

    def _say(self, sheet: GuideSheet) -> None:
        wording, strip = self._at.wording, self._view.strip
        if sheet.fault is None:
            strip.show_message(wording.say("panels.guide_printed", title=sheet.title), Tone.DONE)
            return
        said = wording.of(sheet.fault).sentence()
        strip.show_message(wording.say("panels.guide_not_printed", fault=said, title=sheet.title), Tone.SOON)

    def _on_failed(self, error: Exception) -> None:
        self._is_working = False
        self.failed.emit(error)
