"""Deletes a draft that nobody will go on with: one press asks, a second one on the same draft deletes it."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain import masking
from app.services.cases import drafts
from app.services.cases.drafts import DraftEntry
from ui.at_desk import AtDesk
from ui.panels.intake.finding import Finding
from ui.shortcuts import KEYS, Command
from ui.widgets.message_strip import MessageStrip
from ui.widgets.text import Tone


class Discarding(QObject):
    """Acts on the draft pointed at in the finder; pointing elsewhere takes the question back."""

    failed = Signal(object)

    def __init__(self, at: AtDesk, finding: Finding, strip: MessageStrip) -> None:
        """Ask in `strip`; read the list of `finding` again afterwards."""
        super().__init__(strip)
        self._at, self._finding, self._strip = at, finding, strip
        self._asked = ""

    def press(self) -> None:
        """Ask about the draft pointed at, or delete it if that was just asked; with none, point at one."""
        entry = self._finding.pointed_draft
        if entry is None:
            self._asked = ""
            self._finding.point_to_newest_draft()
            self._say("panels.draft_choose")
        elif entry.draft.id != self._asked:
            self._asked = entry.draft.id
            self._say("panels.draft_discard", entry)
        else:
            self._asked = ""
            at, draft_id = self._at, entry.draft.id
            work = partial(drafts.discard, at.office, at.desk, draft_id)
            at.store(work, lambda _done: self._on_done(entry), self.failed.emit)

    def take_back(self, row_id: str) -> None:
        """Something else is pointed at: what was asked about the draft before is not meant for it."""
        if self._asked and not row_id.endswith(self._asked):
            self._asked = ""
            self._strip.clear()

    def _on_done(self, entry: DraftEntry) -> None:
        self._finding.read_drafts()
        self._say("panels.draft_gone", entry, tone=Tone.DONE)

    def _say(self, code: str, entry: DraftEntry | None = None, *, tone: Tone = Tone.SOON) -> None:
        facts = {"key": KEYS[Command.DISCARD_DRAFT].sequence, "draft": _named(entry) if entry else ""}
        self._strip.show_message(self._at.wording.say(code, **facts), tone)


def _named(entry: DraftEntry) -> str:
    name = masking.name(entry.applicant) if entry.applicant else "没填姓名"
    return f"{name}的“{entry.item_name or entry.draft.item_id}”"
