"""Renders papers: from the facts of one paper to its unsigned PDF."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TypeAlias

from app.adapters.receipts_pdf.certified_copy import SHEET, CopyLayout
from app.adapters.receipts_pdf.drawing import Imprint, PageDrawer
from app.adapters.receipts_pdf.fonts import Face, FontShelf
from app.adapters.receipts_pdf.form_paper import FORM_SHEET, FormPaperLayout
from app.adapters.receipts_pdf.marks import MM, Leaf, TextMark
from app.adapters.receipts_pdf.measures import SHEETS, Measures
from app.adapters.receipts_pdf.notice import NoticeLayout
from app.adapters.receipts_pdf.pages import Margins, broken_into_pages
from app.adapters.receipts_pdf.reprint import ReprintMarker
from app.adapters.receipts_pdf.seal_drawing import SealEngraver
from app.adapters.receipts_pdf.signature import USUAL_SEAL_MM
from app.adapters.receipts_pdf.slip import SLIP_SHEET, SlipLayout
from app.adapters.receipts_pdf.typeset import Typesetter
from app.domain.attachment import CopyStamp
from app.domain.form.paper_text import FormPaper
from app.domain.paper import PaperError, PaperFacts, PaperLayout, PaperStatement
from app.domain.paper_wording import compose
from app.domain.seal import SealDesign, SealMode
from app.ports.paper_renderer import RenderedPaper
from app.ports.paper_signer import SealBox

LAYOUT = "layout 1"
"""What drew a paper; a change of how papers look is a new name."""
LaidOut: TypeAlias = tuple[tuple[float, float], tuple[Leaf, ...]]


class ReceiptRenderer:
    """Implements the PaperRenderer port: draws papers with the bundled fonts, one at a time.

    Two threads drawing at once would mix up the subsets of the shared fonts.
    """

    def __init__(self, font_folder: Path) -> None:
        """Take resources/fonts; nothing is loaded before the first paper."""
        self._shelf = FontShelf(font_folder)
        self._typesetter = Typesetter(self._shelf)
        self._engraver = SealEngraver(self._shelf)
        self._drawing = Lock()

    def render(self, facts: PaperFacts, seal: SealDesign | None) -> RenderedPaper:
        """Return the paper's PDF, the same bytes for the same facts.

        PaperError: papers.fact_missing, papers.seal_missing, papers.glyph_missing (nothing is printed
        with a replaced character).
        """
        takes_seal = facts.paper_type.needs_seal and facts.seal.mode is not SealMode.NONE
        is_stamped = takes_seal and facts.seal.is_drawn
        if is_stamped and seal is None:
            raise PaperError("papers.seal_missing", paper=facts.paper_type.title)
        with self._drawing:
            return self._drawn(facts, seal if is_stamped else None, takes_seal=takes_seal)

    def undrawable(self, text: str) -> str:
        """Return the characters that neither the body face nor any behind it has; every role ends in them."""
        with self._drawing:
            return self._shelf.missing_glyphs(text, Face.BODY)

    def reprint_copy(self, pdf: bytes, mark: str) -> bytes:
        """Return a print copy of a stored paper with `mark` at the top right, see `ReprintMarker`."""
        with self._drawing:
            return ReprintMarker(self._shelf).overlay_reprint(pdf, mark)

    def certified_copy(self, pages: Sequence[bytes], stamp: CopyStamp) -> bytes:
        """Return captured pages (JPEG) as a copy to be printed, each stamped; papers.glyph_missing."""
        with self._drawing:
            leaves = CopyLayout(self._typesetter, stamp).leaves(pages)
            self._refuse_missing_glyphs(leaves)
            imprint = Imprint(title=stamp.material, author=stamp.hall, day=stamp.day, sheet=SHEET)
            return PageDrawer(self._shelf, imprint).document(leaves, None)

    def form_paper(self, paper: FormPaper) -> bytes:
        """Return a paper to be signed; the same bytes for the same paper. PaperError papers.glyph_missing."""
        with self._drawing:
            leaves = FormPaperLayout(self._typesetter, paper).leaves()
            self._refuse_missing_glyphs(leaves)
            sheet = (FORM_SHEET.width, FORM_SHEET.height)
            imprint = Imprint(title=paper.title, author=paper.unit, day=paper.printed_on, sheet=sheet)
            return PageDrawer(self._shelf, imprint).document(leaves, None)

    def _drawn(self, facts: PaperFacts, stamp: SealDesign | None, *, takes_seal: bool) -> RenderedPaper:
        statement = compose(facts)
        diameter = (stamp.diameter_mm if stamp else USUAL_SEAL_MM) * MM
        sheet, leaves = self._laid_out(facts, statement, diameter)
        self._refuse_missing_glyphs(leaves)
        imprint = Imprint(title=_file_title(facts), author=facts.unit.name, day=facts.issued_on, sheet=sheet)
        picture = self._engraver.picture(stamp) if stamp else None
        return RenderedPaper(
            pdf=PageDrawer(self._shelf, imprint).document(leaves, picture),
            layout=LAYOUT,
            seal_box=_seal_box(leaves, sheet[1], diameter) if takes_seal else None,
        )

    def _laid_out(self, facts: PaperFacts, statement: PaperStatement, diameter: float) -> LaidOut:
        if facts.paper_type.layout is PaperLayout.SLIP:
            slip = SlipLayout(typesetter=self._typesetter, facts=facts, statement=statement)
            return SLIP_SHEET, (slip.leaf(),)
        usual = SHEETS[facts.size]
        leaves = self._notice(facts, statement, diameter, usual)
        if len(leaves) > 1:
            closed_up = self._notice(facts, statement, diameter, usual.tightened())
            leaves = min(leaves, closed_up, key=len)
        return (usual.width, usual.height), leaves

    def _notice(
        self, facts: PaperFacts, statement: PaperStatement, diameter: float, measures: Measures
    ) -> tuple[Leaf, ...]:
        notice = NoticeLayout(
            typesetter=self._typesetter,
            measures=measures,
            facts=facts,
            statement=statement,
            seal_diameter=diameter,
        )
        margins = Margins(
            measures=measures,
            typesetter=self._typesetter,
            foot=statement.foot,
            running=(statement.title, facts.number),
        )
        return margins.leaves(broken_into_pages(notice.blocks(), measures))

    def _refuse_missing_glyphs(self, leaves: Sequence[Leaf]) -> None:
        texts = [mark for leaf in leaves for mark in leaf.marks if isinstance(mark, TextMark)]
        missing = dict.fromkeys("".join(self._shelf.missing_glyphs(text.text, text.face) for text in texts))
        if missing:
            raise PaperError("papers.glyph_missing", characters="".join(missing))


def _file_title(facts: PaperFacts) -> str:
    return f"{facts.paper_type.title} {facts.number or facts.ticket.number or facts.item.name}"


def _seal_box(leaves: Sequence[Leaf], height: float, diameter: float) -> SealBox | None:
    radius = diameter / 2
    for page, leaf in enumerate(leaves):
        if leaf.seal_centre:
            x, y = leaf.seal_centre[0], height - leaf.seal_centre[1]
            return SealBox(page=page, left=x - radius, bottom=y - radius, right=x + radius, top=y + radius)
    return None
