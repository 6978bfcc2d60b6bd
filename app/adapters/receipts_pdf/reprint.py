"""Marks a copy printed again (补打) at print time; the stored paper's bytes never change."""

import io
from dataclasses import dataclass
from datetime import date

import pypdfium2 as pdfium

from app.adapters.receipts_pdf.drawing import Imprint, PageDrawer
from app.adapters.receipts_pdf.fonts import Face, FontShelf
from app.adapters.receipts_pdf.marks import MM, Leaf, TextMark
from app.domain.paper import PaperError

EDGE = 10 * MM
SIZE = 10.0
GREY = 0.25


@dataclass(frozen=True, slots=True)
class Size:
    """A page's size in points."""

    width: float
    height: float


class ReprintMarker:
    """Lays a mark over the top right corner of every page of a print copy."""

    def __init__(self, shelf: FontShelf) -> None:
        """Take the faces to write the mark with."""
        self._shelf = shelf

    def overlay_reprint(self, pdf: bytes, text: str) -> bytes:
        """Return a print copy of `pdf` with `text` on each page, e.g. 补打 第2次 2026年11月26日.

        The copy is for the printer only: a signature in `pdf` does not hold in it. PaperError
        papers.copy_damaged when `pdf` cannot be read, papers.glyph_missing as in rendering.
        """
        missing = self._shelf.missing_glyphs(text, Face.BODY)
        if missing:
            raise PaperError("papers.glyph_missing", characters=missing)
        document = _opened(pdf)
        try:
            for page in document:
                self._lay_over(document, page, text)
            buffer = io.BytesIO()
            document.save(buffer)
        finally:
            document.close()
        return buffer.getvalue()

    def _lay_over(self, document: pdfium.PdfDocument, page: pdfium.PdfPage, text: str) -> None:
        mark = pdfium.PdfDocument(self._mark(Size(*page.get_size()), text))
        form = mark.page_as_xobject(0, document)
        page.insert_obj(form.as_pageobject())
        page.gen_content()
        form.close()
        mark.close()

    def _mark(self, size: Size, text: str) -> bytes:
        x = size.width - EDGE - self._shelf.width(text, Face.BODY, SIZE)
        leaf = Leaf(marks=(TextMark(x=x, y=EDGE, text=text, size=SIZE, grey=GREY),))
        imprint = Imprint(title="", author="", day=date(2000, 1, 1), sheet=(size.width, size.height))
        return PageDrawer(self._shelf, imprint).document((leaf,), None)


def _opened(pdf: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        raise PaperError("papers.copy_damaged") from error
