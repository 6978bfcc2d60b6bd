"""The queue slip (取号单): one small page with the number large enough to read at arm's length."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.adapters.receipts_pdf.fonts import Face
from app.adapters.receipts_pdf.marks import MM, Leaf, Mark, RuleMark
from app.adapters.receipts_pdf.typeset import Style, Typesetter
from app.domain.paper import PaperFacts, PaperStatement

SLIP_SHEET = (80 * MM, 100 * MM)
EDGE = 5 * MM
UNIT = Style(face=Face.BOLD, size=11, leading=16)
NUMBER = Style(face=Face.HEADING, size=52, leading=70)
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
        y = EDGE
        for line in self.typesetter.lines(self.facts.unit.name, width, UNIT):
            yield self._centred(line, UNIT, y)
            y += UNIT.leading
        yield self._centred(self.facts.ticket.number, NUMBER, y)
        y += NUMBER.leading + 6
        yield RuleMark(x=EDGE, y=y, across=width)
        y += 5
        for row in self.statement.rows:
            yield self.typesetter.line(row.label, ROW, EDGE, y, grey=0.3)
            yield self.typesetter.ending(row.value, ROW, SLIP_SHEET[0] - EDGE, y)
            y += ROW.leading
        y += 5
        yield RuleMark(x=EDGE, y=y, across=width)
        yield from self._notes(y + 7, width)

    def _notes(self, y: float, width: float) -> Iterator[Mark]:
        for sentence in self.statement.closing:
            for line in self.typesetter.lines(sentence, width, NOTE):
                yield self.typesetter.line(line, NOTE, EDGE, y)
                y += NOTE.leading

    def _centred(self, text: str, style: Style, y: float) -> Mark:
        return self.typesetter.around(text, style, SLIP_SHEET[0] / 2, y)
