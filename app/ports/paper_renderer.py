"""Who draws a paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.attachment import CopyStamp
from app.domain.form.paper_text import FormPaper
from app.domain.paper import PaperFacts
from app.domain.seal import SealDesign
from app.ports.paper_signer import SealBox


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPaper:
    """The unsigned bytes of a paper, where its seal stands, and which layout and fonts drew it."""

    pdf: bytes
    layout: str
    seal_box: SealBox | None


class PaperRenderer(Protocol):
    """Draws papers; the same facts give the same bytes."""

    def render(self, facts: PaperFacts, seal: SealDesign | None) -> RenderedPaper:
        """Return the drawn paper; PaperError (glyph_missing, fact_missing) when it may not be printed."""
        ...

    def undrawable(self, text: str) -> str:
        """Return the characters of a text, each once, that no paper can show: no font of ours has them."""
        ...

    def certified_copy(self, pages: Sequence[bytes], stamp: CopyStamp) -> bytes:
        """Return captured pages (JPEG) as a PDF to be printed, each stamped 与原件核对无误."""
        ...

    def form_paper(self, paper: FormPaper) -> bytes:
        """Return a paper to be signed by the applicant as a PDF; PaperError (glyph_missing)."""
        ...

    def reprint_copy(self, pdf: bytes, mark: str) -> bytes:
        """Return a print copy of stored bytes with `mark` (补打 …) laid over it; the stored bytes stay."""
        ...
