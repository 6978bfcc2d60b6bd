"""Puts the reportlab drawer behind the PaperRenderer port."""

from pathlib import Path

from app.adapters.receipts_pdf import renderer as drawer
from app.domain.paper import PaperFacts
from app.domain.seal import SealDesign
from app.ports.paper_renderer import RenderedPaper
from app.ports.paper_signer import SealBox


class ReceiptRenderer:
    """Draws papers; for one thread."""

    def __init__(self, fonts: Path) -> None:
        """Take resources/fonts; nothing is loaded before the first paper."""
        self._drawer = drawer.PaperRenderer(fonts)

    def render(self, facts: PaperFacts, seal: SealDesign | None) -> RenderedPaper:
        """Return the drawn paper."""
        drawn = self._drawer.render(facts, seal)
        return RenderedPaper(
            pdf=drawn.pdf, layout=f"layout {drawn.layout_version}", seal_box=_placed(drawn.seal_box)
        )

    def reprint_copy(self, pdf: bytes, mark: str) -> bytes:
        """Return a print copy with `mark` laid over it."""
        return self._drawer.overlay_reprint(pdf, mark)


def _placed(box: drawer.SealBox | None) -> SealBox | None:
    if box is None:
        return None
    return SealBox(page=box.page, left=box.x1, bottom=box.y1, right=box.x2, top=box.y2)
