"""The layout of every notice: head, applicant block, text, list, then seal and query code together."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.adapters.receipts_pdf.fixed_words import (
    COLON,
    PHONE,
    PLACE_FOR_SEAL,
    QUERY_CODE,
    SAMPLE_PAPER,
)
from app.adapters.receipts_pdf.fonts import Face
from app.adapters.receipts_pdf.marks import MM, Block, CodeMark, Mark, PlaceMark, RuleMark, TextMark
from app.adapters.receipts_pdf.measures import Measures
from app.adapters.receipts_pdf.tables import TableSetter, stacked
from app.adapters.receipts_pdf.typeset import Style, Typesetter, baseline_of
from app.domain.paper import PaperFacts, PaperStatement
from app.domain.paper_wording import paper_date
from app.domain.seal import SealMode

# The seal keeps this distance from whatever stands above it (UI.md: at least 3 mm clear of a table).
SEAL_CLEARANCE = 3.5 * MM
# GB/T 9704-2012 7.3.5.1: name and date lie a little below the seal's centre.
UNIT_BELOW_CENTRE = 1.0 * MM
DATE_BELOW_UNIT = 6.2 * MM
USUAL_SEAL_MM = 42.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLayout:
    """Turns one paper's words into blocks for a sheet."""

    typesetter: Typesetter
    measures: Measures
    facts: PaperFacts
    statement: PaperStatement
    seal_diameter: float

    def blocks(self) -> tuple[Block, ...]:
        """Return the flow of the paper; the last block holds the last paragraph, the seal and the code."""
        tables = TableSetter(self.typesetter, self.measures)
        *text, last = self._closing() or [()]
        columns = self.facts.paper_type.columns
        return (
            self._head(),
            *tables.labelled_rows(self.statement.rows),
            self._gap(0.6),
            *self._paragraph(self.statement.salutation, indented=False),
            *(line for opening in self.statement.opening for line in self._paragraph(opening)),
            *(
                (self._gap(0.3), *tables.listing(columns, self.facts.table_rows), self._gap(0.5))
                if columns
                else ()
            ),
            *(line for paragraph in text for line in paragraph),
            stacked([*last, self._signature_zone()]),
            *self._receipt_lines(),
        )

    def _closing(self) -> list[tuple[Block, ...]]:
        return [tuple(self._paragraph(text)) for text in self.statement.closing]

    def _head(self) -> Block:
        m = self.measures
        unit = Style(face=Face.BOLD, size=m.unit_size, leading=m.unit_size * 1.5)
        title = Style(face=Face.BOLD, size=m.title_size, leading=m.title_size * 1.7)
        number = Style(face=Face.BODY, size=m.row_size, leading=m.row_size * 2.2)
        marks: list[Mark] = [
            self._centred(self.facts.unit.name, unit, 0.0),
            self._centred(self.statement.title, title, unit.leading, spacing=m.title_size * 0.12),
            self._right(self.facts.number, number, unit.leading + title.leading),
        ]
        if self.facts.sample:
            note = Style(face=Face.BODY, size=m.small_size, leading=m.small_size * 1.5)
            marks.append(self._line(SAMPLE_PAPER, note, m.left, unit.leading + title.leading + 5))
        return Block(height=unit.leading + title.leading + number.leading, marks=tuple(marks))

    def _paragraph(self, text: str, *, indented: bool = True) -> Iterator[Block]:
        m = self.measures
        style = Style(face=Face.BODY, size=m.body_size, leading=m.leading)
        indent = 2 * m.body_size if indented else 0.0
        for line in self.typesetter.paragraph(text, m.left, m.content_width, style, indent) if text else ():
            yield Block(height=style.leading, marks=(line,))

    def _gap(self, lines: float) -> Block:
        return Block(height=self.measures.leading * lines)

    def _signature_zone(self) -> Block:
        """Unit and date at the right with the seal on both (骑年盖月), the query code at the left."""
        m = self.measures
        body = Style(face=Face.BODY, size=m.body_size, leading=m.leading)
        unit_width = self.typesetter.width(self.facts.unit.name, body)
        centre_x = m.content_right - max(unit_width, self.seal_diameter) / 2 - m.body_size
        centre_y = SEAL_CLEARANCE + self.seal_diameter / 2
        date = paper_date(self.facts.issued_on)
        marks = [
            self._around(
                self.facts.unit.name, body, centre_x, centre_y + UNIT_BELOW_CENTRE - body.leading / 2
            ),
            self._around(
                date, body, centre_x, centre_y + UNIT_BELOW_CENTRE + DATE_BELOW_UNIT - body.leading / 2
            ),
            *self._seal_words(centre_x, centre_y),
            *self._query_code(centre_y - m.code_side / 2),
        ]
        height = 2 * SEAL_CLEARANCE + self.seal_diameter
        return Block(height=height, marks=tuple(marks), seal_centre=(centre_x, centre_y))

    def _seal_words(self, x: float, y: float) -> Iterator[Mark]:
        small = Style(face=Face.BODY, size=self.measures.small_size, leading=self.measures.small_size * 1.4)
        radius = self.seal_diameter / 2
        placement = self.facts.seal
        if placement.mode is SealMode.WET:
            yield PlaceMark(x=x, y=y, radius=radius)
            yield self._around(PLACE_FOR_SEAL, small, x, y + radius * 0.5, grey=0.6)
        if placement.note:
            yield self._around(placement.note, small, x, y + radius + 2, grey=0.3)

    def _query_code(self, top: float) -> Iterator[Mark]:
        m = self.measures
        if not self.facts.qr_text:
            return
        yield CodeMark(x=m.left, y=top, side=m.code_side, content=self.facts.qr_text)
        x = m.left + m.code_side + 5 * MM
        label = Style(face=Face.BODY, size=m.small_size, leading=m.small_size * 1.5)
        value = Style(face=Face.BODY, size=m.row_size, leading=m.row_size * 1.6)
        y = top + (m.code_side - 2 * (label.leading + value.leading) - 4) / 2
        for name, text in ((QUERY_CODE, self.facts.query_code), (PHONE, self.facts.unit.phone)):
            yield self._line(name, label, x, y, grey=0.3)
            yield self._line(text, value, x, y + label.leading)
            y += label.leading + value.leading + 4

    def _receipt_lines(self) -> Iterator[Block]:
        """The places where the citizen signs, side by side, with a line to write on."""
        m = self.measures
        style = Style(face=Face.BODY, size=m.row_size, leading=m.row_size * 2.4)
        names = self.facts.paper_type.signatures
        marks: list[Mark] = []
        for place, name in enumerate(names):
            x = m.left + place * m.content_width / max(len(names), 2)
            label = name + COLON
            end = x + self.typesetter.width(label, style)
            marks.append(self._line(label, style, x, 0.0))
            across = (
                m.content_width / max(len(names), 2) - (end - x) - (5 * MM if place + 1 < len(names) else 0)
            )
            marks.append(RuleMark(x=end, y=baseline_of(style) + 3, across=across, weight=0.35))
        if names:
            yield Block(height=style.leading, marks=tuple(marks))

    def _line(self, text: str, style: Style, x: float, top: float, grey: float = 0.0) -> TextMark:
        return TextMark(
            x=x, y=top + baseline_of(style), text=text, size=style.size, face=style.face, grey=grey
        )

    def _around(self, text: str, style: Style, centre: float, top: float, grey: float = 0.0) -> TextMark:
        return self._line(text, style, centre - self.typesetter.width(text, style) / 2, top, grey)

    def _right(self, text: str, style: Style, top: float) -> TextMark:
        return self._line(text, style, self.measures.content_right - self.typesetter.width(text, style), top)

    def _centred(self, text: str, style: Style, top: float, spacing: float = 0.0) -> TextMark:
        width = self.typesetter.width(text, style) + spacing * (len(text) - 1)
        return TextMark(
            x=(self.measures.width - width) / 2,
            y=top + baseline_of(style),
            text=text,
            size=style.size,
            face=style.face,
            spacing=spacing,
        )
