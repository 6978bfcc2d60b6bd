"""The end of a notice: unit and date under the seal, the query code, the citizen's signature."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.adapters.receipts_pdf.fixed_words import COLON, PHONE, PLACE_FOR_SEAL, QUERY_CODE
from app.adapters.receipts_pdf.fonts import Face
from app.adapters.receipts_pdf.marks import MM, Block, CodeMark, Mark, PlaceMark, RuleMark
from app.adapters.receipts_pdf.measures import Measures
from app.adapters.receipts_pdf.typeset import Style, Typesetter, baseline_of
from app.domain.paper import PaperFacts
from app.domain.paper_wording import paper_date
from app.domain.seal import SealMode

USUAL_SEAL_MM = 42.0
# UI.md asks for 3 mm between the seal and a table; a little more looks calm.
SEAL_CLEARANCE = 3.5 * MM
# GB/T 9704-2012: name and date lie in the middle of the seal, a little low.
UNIT_BELOW_CENTRE = 1.0 * MM
DATE_BELOW_UNIT = 6.2 * MM
CODE_WORDS_WIDTH = 34 * MM
GUTTER = 5 * MM
LABEL_GREY = 0.3
PLACE_GREY = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureZone:
    """Places the end of one paper; `seal_diameter` is in points."""

    typesetter: Typesetter
    measures: Measures
    facts: PaperFacts
    seal_diameter: float

    def sealed_block(self) -> Block:
        """Return unit and date at the right with the seal on both (骑年盖月), the query code at the left."""
        m, setter = self.measures, self.typesetter
        body = Style(face=Face.BODY, size=m.body_size, leading=m.leading)
        style = self._fitting(body)
        half_width = max(setter.width(self.facts.unit.name, style), self.seal_diameter) / 2
        x = m.content_right - half_width - min(m.body_size, self._room() / 2 - half_width)
        y = SEAL_CLEARANCE + self.seal_diameter / 2
        unit_top = y + UNIT_BELOW_CENTRE - style.leading / 2
        marks = (
            setter.around(self.facts.unit.name, style, x, unit_top),
            setter.around(paper_date(self.facts.issued_on), body, x, unit_top + DATE_BELOW_UNIT),
            *self._seal_words(x, y),
            *self._query_code(y - m.code_side / 2),
        )
        return Block(height=2 * SEAL_CLEARANCE + self.seal_diameter, marks=marks, seal_centre=(x, y))

    def plain_block(self) -> Block:
        """Return unit and date at the right, of a paper that takes no seal and has no query code."""
        m, setter = self.measures, self.typesetter
        body = Style(face=Face.BODY, size=m.body_size, leading=m.leading)
        texts = (self.facts.unit.name, paper_date(self.facts.issued_on))
        x = m.content_right - max(setter.width(text, body) for text in texts) / 2
        marks = tuple(
            setter.around(text, body, x, (place + 0.5) * body.leading) for place, text in enumerate(texts)
        )
        return Block(height=3 * body.leading, marks=marks)

    def receipt_lines(self) -> tuple[Block, ...]:
        """Return the places where the citizen signs, side by side, each with a line to write on."""
        m = self.measures
        names = self.facts.paper_type.signatures
        style = Style(face=Face.BODY, size=m.row_size, leading=m.row_size * 2.4)
        part = (m.content_width + GUTTER) / max(len(names), 2)
        marks: list[Mark] = []
        for place, name in enumerate(names):
            label = self.typesetter.line(name + COLON, style, m.left + place * part, 0.0)
            start = label.x + self.typesetter.width(label.text, style)
            end = m.left + (place + 1) * part - GUTTER
            marks.extend((label, RuleMark(x=start, y=baseline_of(style) + 3, across=end - start)))
        return (Block(height=style.leading, marks=tuple(marks)),) if names else ()

    def _fitting(self, body: Style) -> Style:
        """Return the body style, smaller when the unit's name would run into the query code."""
        width = self.typesetter.width(self.facts.unit.name, body)
        return replace(body, size=body.size * min(1.0, self._room() / width)) if width else body

    def _room(self) -> float:
        """The width right of the query code and its words."""
        return self.measures.content_width - self.measures.code_side - GUTTER - CODE_WORDS_WIDTH

    def _seal_words(self, x: float, y: float) -> Iterator[Mark]:
        small = Style(face=Face.BODY, size=self.measures.small_size, leading=self.measures.small_size * 1.4)
        radius = self.seal_diameter / 2
        placement = self.facts.seal
        if placement.mode is SealMode.WET:
            yield PlaceMark(x=x, y=y, radius=radius)
            yield self.typesetter.around(PLACE_FOR_SEAL, small, x, y + radius * 0.54, PLACE_GREY)
        if placement.note:
            yield self.typesetter.around(placement.note, small, x, y + radius + 1, LABEL_GREY)

    def _query_code(self, top: float) -> Iterator[Mark]:
        m = self.measures
        if not self.facts.qr_text:
            return
        yield CodeMark(x=m.left, y=top, side=m.code_side, content=self.facts.qr_text)
        x = m.left + m.code_side + GUTTER
        label = Style(face=Face.BODY, size=m.small_size, leading=m.small_size * 1.5)
        value = Style(face=Face.BODY, size=m.row_size, leading=m.row_size * 2.0)
        y = top + (m.code_side - 2 * (label.leading + value.leading)) / 2
        for name, text in ((QUERY_CODE, self.facts.query_code), (PHONE, self.facts.unit.phone)):
            yield self.typesetter.line(name, label, x, y, LABEL_GREY)
            yield self.typesetter.line(text, value, x, y + label.leading - m.row_size * 0.15)
            y += label.leading + value.leading
