"""Captures the papers that lie on the counter: their pages stay with the draft, and show on the checklist."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.domain.attachment import AttachmentError, KeptPage
from app.domain.form.model import Material
from app.services.cases.draft_pages import DraftPaper
from app.services.cases.scans import shown_page, small_page
from ui.at_desk import AtDesk
from ui.capture.desk import ScanDesk
from ui.capture.paper import Pages, PaperOfDraft
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

    def open(self, sitting: Sitting, material: Material) -> bool:
        """Turn to the pages of a paper; of one that is printed here say why not, and return False."""
        at = self._at
        if material.printed_here:
            refused = AttachmentError("attachment.printed_here", material=material.name)
            self._strip.show_message(at.wording.of(refused), Tone.SOON)
            return False
        self.material = material.key
        paper = DraftPaper(sitting.opened.draft.id, material.key)
        self.desk.open(PaperOfDraft(at, paper, material.name, partial(self._on_told, sitting, material)))
        return True

    def show_kept(self, sitting: Sitting) -> None:
        """Bring the small pictures of what a draft captured before."""
        self._picture(sitting, [pages[0] for pages in sitting.pages.values()])

    def _on_told(self, sitting: Sitting, material: Material, pages: Pages) -> None:
        sitting.capture(material.key, pages)
        self._picture(sitting, list(pages[:1]))
        self.changed.emit(sitting)

    def _picture(self, sitting: Sitting, pages: list[KeptPage]) -> None:
        lacking = [page for page in pages if page.id not in sitting.pictures]
        if lacking:
            at = self._at
            at.outside(
                partial(_pictures, at, lacking), partial(self._on_pictured, sitting), self._on_not_pictured
            )

    def _on_pictured(self, sitting: Sitting, pictures: Mapping[str, QImage]) -> None:
        sitting.pictures.update(pictures)
        self.changed.emit(sitting)

    def _on_not_pictured(self, error: Exception) -> None:
        self._strip.show_message(self._at.wording.of(error))


def _pictures(at: AtDesk, pages: list[KeptPage]) -> dict[str, QImage]:
    """Return small pictures by the id of their page; none of a page that is not here. In a lane."""
    shown = [shown_page(at.office, page) for page in pages]
    return {one.id: QImage.fromData(small_page(at.office, one.jpeg)) for one in shown if one.jpeg}
