"""The queue slip (取号单): one small page with the number large enough to read at arm's length."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.adapters.receipts_pdf.fonts import Face
from app.adapters.receipts_pdf.marks import MM, Leaf, Mark, RuleMark, TextMark
from app.adapters.receipts_pdf.typeset import Style, Typesetter
from app.domain.paper import PaperFacts, PaperStatement

SLIP_SHEET = (80 * MM, 100 * MM)
EDGE = 5 * MM
UNIT = Style(face=Face.BOLD, size=11, leading=16)
NUMBER = Style(face=Face.HEADING, size=52, leading=64)
ROW = Style(face=Face.BODY, size=11, leading=19)
NOTE = Style(face=Face.BODY, size=9, leading=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipLayout:
    """Places a slip's words on its one page."""

    typesetter: Typesetter
    facts: PaperFacts
    statement: PaperStatement

    def leaf(self) -> Leaf:
        """Return the finished slip."""
        return Leaf(marks=tuple(self._marks()))

    def _marks(self) -> Iterator[Mark]:
        width = SLIP_SHEET[0] - 2 * EDGE
        y = EDGE + UNIT.leading
        for line in self.typesetter.lines(self.facts.unit.name, width, UNIT):
            yield self._centred(line, UNIT, y)
            y += UNIT.leading
        y += NUMBER.leading - UNIT.leading
        yield self._centred(self.facts.ticket.number, NUMBER, y)
        y += 20
        yield RuleMark(x=EDGE, y=y, across=width)
        for row in self.statement.rows:
            y += ROW.leading
            yield self._at(EDGE, row.label, ROW, y)
            right = SLIP_SHEET[0] - EDGE - self.typesetter.width(row.value, ROW)
            yield self._at(right, row.value, ROW, y)
        y += 9
        yield RuleMark(x=EDGE, y=y, across=width)
        yield from self._notes(y + 6, width)

    def _notes(self, y: float, width: float) -> Iterator[Mark]:
        for sentence in self.statement.closing:
            for line in self.typesetter.lines(sentence, width, NOTE):
                y += NOTE.leading
                yield self._at(EDGE, line, NOTE, y)

    def _centred(self, text: str, style: Style, y: float) -> TextMark:
        return self._at((SLIP_SHEET[0] - self.typesetter.width(text, style)) / 2, text, style, y)

    def _at(self, x: float, text: str, style: Style, y: float) -> TextMark:
        return TextMark(x=x, y=y, text=text, size=style.size, face=style.face)
