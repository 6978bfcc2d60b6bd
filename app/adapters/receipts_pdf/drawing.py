"""Puts finished pages into a PDF: the seal first and opaque, every other mark on top."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from app.adapters.receipts_pdf.fonts import Face, FontShelf
from app.adapters.receipts_pdf.marks import CodeMark, ImageMark, Leaf, Mark, PlaceMark, RuleMark, TextMark
from app.adapters.receipts_pdf.query_code import code_operators
from app.adapters.receipts_pdf.seal_drawing import VERMILION, SealPicture

SEAL_FORM = "seal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What the file says about itself."""

    title: str
    author: str
    day: date
    sheet: tuple[float, float]


class PageDrawer:
    """Draws one document; its origin is the top left, PDF's is the bottom left."""

    def __init__(self, shelf: FontShelf, imprint: Imprint) -> None:
        """Take the faces and what the file says about itself."""
        self._shelf = shelf
        self._imprint = imprint
        self._height = imprint.sheet[1]

    def document(self, leaves: Sequence[Leaf], seal: SealPicture | None) -> bytes:
        """Return the PDF; the same leaves give the same bytes in every process."""
        buffer = io.BytesIO()
        canvas = self._canvas(buffer)
        for number, leaf in enumerate(leaves):
            if number:
                canvas.showPage()
            if seal and leaf.seal_centre:
                self._draw_seal(canvas, seal, leaf.seal_centre)
            for mark in leaf.marks:
                self._draw(canvas, mark)
        canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    def _canvas(self, buffer: io.BytesIO) -> Canvas:
        """Open a canvas that embeds only our own fonts and carries the paper's own day."""
        day = self._imprint.day
        canvas = Canvas(
            buffer,
            pagesize=self._imprint.sheet,
            pageCompression=1,
            invariant=1,
            initialFontName=self._shelf.font_name(Face.BODY),
            lang="zh-CN",
        )
        canvas.setDateFormatter(lambda *_: f"D:{day:%Y%m%d}000000+08'00'")
        canvas.setTitle(self._imprint.title)
        canvas.setAuthor(self._imprint.author)
        canvas.setSubject("")
        canvas.setCreator("")
        return canvas

    def _draw_seal(self, canvas: Canvas, seal: SealPicture, centre: tuple[float, float]) -> None:
        if not canvas.hasForm(SEAL_FORM):
            radius = seal.radius
            canvas.beginForm(SEAL_FORM, -radius, -radius, radius, radius)
            canvas.setFillColorRGB(*VERMILION)
            canvas.drawPath(PDFPathObject([seal.fills]), stroke=0, fill=1, fillMode=1)
            canvas.endForm()
        canvas.saveState()
        canvas.translate(centre[0], self._height - centre[1])
        canvas.doForm(SEAL_FORM)
        canvas.restoreState()

    def _draw(self, canvas: Canvas, mark: Mark) -> None:
        if isinstance(mark, TextMark):
            self._draw_text(canvas, mark)
        elif isinstance(mark, RuleMark):
            canvas.setLineWidth(mark.weight)
            y = self._height - mark.y
            canvas.line(mark.x, y, mark.x + mark.across, y - mark.down)
        elif isinstance(mark, CodeMark):
            self._draw_code(canvas, mark)
        elif isinstance(mark, ImageMark):
            picture = ImageReader(io.BytesIO(mark.jpeg))
            bottom = self._height - mark.y - mark.down
            canvas.drawImage(picture, mark.x, bottom, mark.across, mark.down)
        else:
            self._draw_place(canvas, mark)

    def _draw_text(self, canvas: Canvas, mark: TextMark) -> None:
        text = canvas.beginText(mark.x, self._height - mark.y)
        text.setFillGray(mark.grey)
        text.setCharSpace(mark.spacing)
        for font, piece in self._shelf.runs(mark.text, mark.face):
            text.setFont(font, mark.size)
            text.textOut(piece)
        text.setCharSpace(0)
        canvas.drawText(text)

    def _draw_code(self, canvas: Canvas, mark: CodeMark) -> None:
        canvas.saveState()
        canvas.translate(mark.x, self._height - mark.y - mark.side)
        canvas.setFillGray(0)
        canvas.drawPath(PDFPathObject([code_operators(mark.content, mark.side)]), stroke=0, fill=1)
        canvas.restoreState()

    def _draw_place(self, canvas: Canvas, mark: PlaceMark) -> None:
        canvas.saveState()
        canvas.setDash(3, 3)
        canvas.setLineWidth(0.5)
        canvas.setStrokeGray(0.7)
        canvas.circle(mark.x, self._height - mark.y, mark.radius, stroke=1, fill=0)
        canvas.restoreState()
