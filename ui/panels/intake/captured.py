"""Captures the papers that lie on the counter: their pages stay with the draft, and show on the checklist."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.domain.attachment import AttachmentError, KeptPage
from app.domain.draft_pages import ANSWERS
from app.domain.form.attached import AttachedAnswer
from app.domain.form.model import Material
from app.services.cases.draft_attached import DraftAnswer
from app.services.cases.draft_pages import DraftPaper
from ui.at_desk import AtDesk
from ui.capture.attached import AnswerOfDraft
from ui.capture.desk import ScanDesk
from ui.capture.paper import Pages, PaperOfDraft
from ui.capture.small import small_pictures
from ui.panels.intake.sitting import Sitting
from ui.widgets.message_strip import MessageStrip
from ui.widgets.text import Tone


class Captured(QObject):
    """The page of scans in the intake. `changed` brings the Sitting whose checklist reads otherwise now."""

    changed = Signal(object)

    def __init__(self, at: AtDesk, strip: MessageStrip) -> None:
        """Speak on `strip`."""
        super().__init__()
        self._at, self._strip = at, strip
        self.desk = ScanDesk(at, strip, has_copies=False)
        self.material = ""
        """The key of the paper whose pages were opened last."""
        self.path = ""
        """The path of the answer whose pages were opened last; empty where it was a paper."""

    def open(self, sitting: Sitting, material: Material) -> bool:
        """Turn to the pages of a paper; of one that is printed here say why not, and return False."""
        at = self._at
        if material.printed_here:
            refused = AttachmentError("attachment.printed_here", material=material.name)
            self._strip.show_message(at.wording.of(refused), Tone.SOON)
            return False
        self.material, self.path = material.key, ""
        paper = DraftPaper(sitting.opened.draft.id, material.key)
        self.desk.open(PaperOfDraft(at, paper, material.name, partial(self._on_told, sitting, material)))
        return True

    def open_answer(self, sitting: Sitting, answer: AttachedAnswer) -> None:
        """Turn to the pages an answer is given by."""
        self.path = answer.path
        draft = DraftAnswer(sitting.opened.draft.id, answer.path)
        told = partial(self._on_attached, sitting, answer.path)
        self.desk.open(AnswerOfDraft(self._at, draft, answer.label, told))

    def show_kept(self, sitting: Sitting) -> None:
        """Bring the small pictures of what a draft captured before."""
        first = sitting.form.first_pages()
        attached = [page for page in sitting.opened.pages.get(ANSWERS, ()) if page.id in first]
        self._picture(sitting, [*(pages[0] for pages in sitting.pages.values()), *attached])

    def _on_told(self, sitting: Sitting, material: Material, pages: Pages) -> None:
        sitting.capture(material.key, pages)
        self._picture(sitting, list(pages[:1]))
        self.changed.emit(sitting)

    def _on_attached(self, sitting: Sitting, path: str, pages: Pages) -> None:
        sitting.form.attach(path, [page.id for page in pages])
        self._picture(sitting, list(pages[:1]))

    def _picture(self, sitting: Sitting, pages: list[KeptPage]) -> None:
        lacking = [page for page in pages if page.id not in sitting.pictures]
        if lacking:
            at = self._at
            at.outside(
                partial(small_pictures, at, lacking),
                partial(self._on_pictured, sitting),
                self._on_not_pictured,
            )

    def _on_pictured(self, sitting: Sitting, pictures: Mapping[str, QImage]) -> None:
        sitting.pictures.update(pictures)
        sitting.form.show_pictures(pictures)
        self.changed.emit(sitting)

    def _on_not_pictured(self, error: Exception) -> None:
        self._strip.show_message(self._at.wording.of(error))
