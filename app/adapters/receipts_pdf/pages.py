"""Distributes blocks over pages and adds the running head and the foot of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.adapters.receipts_pdf.fixed_words import PAGE
from app.adapters.receipts_pdf.fonts import Face
from app.adapters.receipts_pdf.marks import Block, Leaf, Mark
from app.adapters.receipts_pdf.measures import Measures
from app.adapters.receipts_pdf.tables import moved, stacked
from app.adapters.receipts_pdf.typeset import Style, Typesetter

RUNNING_HEAD = 2.6
FOOT_GAP = 0.22


def broken_into_pages(blocks: Sequence[Block], measures: Measures) -> tuple[Block, ...]:
    """Fill pages from the top; a block that does not fit opens the next page, after what it repeats."""
    pages: list[list[Block]] = [[]]
    room = measures.content_bottom - measures.top
    free = room
    for block in blocks:
        if block.height > free and pages[-1]:
            pages.append([block.repeats] if block.repeats else [])
            free = room - RUNNING_HEAD * measures.row_size
            free -= sum(each.height for each in pages[-1])
        pages[-1].append(block)
        free -= block.height
    return tuple(stacked(page) for page in pages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """What stands outside the text: the 联 at the foot, the title and number above later pages."""

    measures: Measures
    typesetter: Typesetter
    foot: str
    running: tuple[str, str]

    def leaves(self, pages: Sequence[Block]) -> tuple[Leaf, ...]:
        """Return the finished pages with their margins."""
        return tuple(self._leaf(page, number, len(pages)) for number, page in enumerate(pages, start=1))

    def _leaf(self, page: Block, number: int, count: int) -> Leaf:
        measures = self.measures
        top = measures.top + (RUNNING_HEAD * measures.row_size if number > 1 else 0.0)
        centre = (page.seal_centre[0], page.seal_centre[1] + top) if page.seal_centre else None
        page_words = PAGE.format(page=number, pages=count)
        marks = [
            *moved(page.marks, top),
            *self._line((self.foot, page_words), measures.content_bottom + measures.foot * FOOT_GAP),
        ]
        if number > 1:
            marks.extend(self._line(self.running, measures.top))
        return Leaf(marks=tuple(marks), seal_centre=centre)

    def _line(self, words: tuple[str, str], top: float) -> Iterator[Mark]:
        """Yield a small line with one text at each end."""
        measures = self.measures
        style = Style(face=Face.BODY, size=measures.small_size, leading=measures.small_size * 1.4)
        yield self.typesetter.line(words[0], style, measures.left, top, grey=0.3)
        yield self.typesetter.ending(words[1], style, measures.content_right, top, grey=0.3)
