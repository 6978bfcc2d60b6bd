"""Lays captured pages out as a copy that says it agrees with the original (与原件核对无误)."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.utils import ImageReader

from app.adapters.receipts_pdf.fixed_words import (
    AGREES_WITH_ORIGINAL,
    CASE_NUMBER,
    CHECKED_BY,
    COLON,
    PAGE,
    SAMPLE_PAPER,
)
from app.adapters.receipts_pdf.fonts import Face
from app.adapters.receipts_pdf.marks import MM, ImageMark, Leaf, Mark, RuleMark
from app.adapters.receipts_pdf.typeset import Style, Typesetter
from app.domain.attachment import CopyStamp

SHEET = (210 * MM, 297 * MM)
EDGE = 10 * MM
BAND = 26 * MM
"""Kept free below the page: the stamp covers nothing of it."""
GAP = 4 * MM
PAD = 3 * MM
STAMP = Style(face=Face.BOLD, size=15, leading=20)
SMALL = Style(face=Face.BODY, size=9, leading=13)


@dataclass(frozen=True, slots=True)
class CopyLayout:
    """Places each page in the middle of a sheet, and below it what it is and who compared it."""

    typesetter: Typesetter
    stamp: CopyStamp

    def leaves(self, pages: Sequence[bytes]) -> tuple[Leaf, ...]:
        """Return one sheet for each page, given as JPEG."""
        return tuple(
            Leaf(marks=(_fitted(page), *self._band(number, len(pages))))
            for number, page in enumerate(pages, start=1)
        )

    def _band(self, number: int, count: int) -> Iterator[Mark]:
        day = self.stamp.day
        stamped = (
            (AGREES_WITH_ORIGINAL, STAMP),
            (f"{CHECKED_BY}{COLON}{self.stamp.clerk}　{day.year}年{day.month}月{day.day}日", SMALL),
            (self.stamp.hall, SMALL),
        )
        width = max(self.typesetter.width(text, style) for text, style in stamped) + 2 * PAD
        left, top = SHEET[0] - EDGE - width, SHEET[1] - EDGE - BAND + GAP
        yield from _frame(left, top, width, BAND - GAP)
        y = top + PAD + 2
        for text, style in stamped:
            yield self.typesetter.around(text, style, left + width / 2, y)
            y += style.leading
        yield from self._named(number, count, top + PAD, left - GAP - EDGE)

    def _named(self, number: int, count: int, y: float, width: float) -> Iterator[Mark]:
        told = [
            f"{self.stamp.material}　{PAGE.format(page=number, pages=count)}",
            f"{CASE_NUMBER} {self.stamp.case_number}",
            *([SAMPLE_PAPER] if self.stamp.sample else []),
        ]
        for line in (line for text in told for line in self.typesetter.lines(text, width, SMALL)):
            yield self.typesetter.line(line, SMALL, EDGE, y)
            y += SMALL.leading


def _fitted(page: bytes) -> ImageMark:
    width, height = ImageReader(io.BytesIO(page)).getSize()
    room = (SHEET[0] - 2 * EDGE, SHEET[1] - 2 * EDGE - BAND)
    scale = min(room[0] / width, room[1] / height)
    across, down = width * scale, height * scale
    return ImageMark(x=EDGE + (room[0] - across) / 2, y=EDGE, across=across, down=down, jpeg=page)


def _frame(x: float, y: float, across: float, down: float) -> Iterator[Mark]:
    for top in (y, y + down):
        yield RuleMark(x=x, y=top, across=across, weight=1.0)
    for left in (x, x + across):
        yield RuleMark(x=left, y=y, down=down, weight=1.0)
