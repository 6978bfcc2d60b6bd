"""The layout of every notice: head, applicant block, text, list, then seal, query code and pledge."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.adapters.receipts_pdf.fixed_words import SAMPLE_PAPER
from app.adapters.receipts_pdf.fonts import Face
from app.adapters.receipts_pdf.marks import Block, Mark
from app.adapters.receipts_pdf.measures import Measures
from app.adapters.receipts_pdf.signature import SignatureZone
from app.adapters.receipts_pdf.tables import TableSetter, stacked
from app.adapters.receipts_pdf.typeset import Style, Typesetter
from app.domain.paper import PaperFacts, PaperLayout, PaperStatement

TITLE_SPACING = 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLayout:
    """Turns one paper's words into blocks for a sheet; `seal_diameter` is in points."""

    typesetter: Typesetter
    measures: Measures
    facts: PaperFacts
    statement: PaperStatement
    seal_diameter: float

    def blocks(self) -> tuple[Block, ...]:
        """Return the flow of the paper; one block holds the last paragraph, the seal and the code.

        So no page ever carries a seal without text (domain.md 2.5).
        """
        tables = TableSetter(self.typesetter, self.measures)
        *earlier, last = [tuple(self._paragraph(text)) for text in self.statement.closing] or [()]
        zone = SignatureZone(
            typesetter=self.typesetter,
            measures=self.measures,
            facts=self.facts,
            seal_diameter=self.seal_diameter,
        )
        return (
            self._head(),
            *tables.labelled_rows(self.statement.rows),
            self._gap(0.6),
            *self._paragraph(self.statement.salutation, indented=False),
            *(line for text in self.statement.opening for line in self._paragraph(text)),
            *self._listing(tables),
            *(line for paragraph in earlier for line in paragraph),
            *self._end([*last, self._seal(zone)], zone.receipt_lines()),
        )

    def _seal(self, zone: SignatureZone) -> Block:
        return zone.sealed_block() if self.facts.paper_type.needs_seal else zone.plain_block()

    def _end(self, sealed: list[Block], signed: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return the seal and the place to sign as one, or with a pledge between them as two.

        A page never parts a pledge from the line it is signed on.
        """
        pledge = self._pledge() if self.statement.pledge else ()
        return (stacked(sealed), stacked([*pledge, *signed])) if pledge else (stacked([*sealed, *signed]),)

    def _pledge(self) -> tuple[Block, ...]:
        title, sentences = self.facts.paper_type.pledge_title, self.statement.pledge
        style = Style(face=Face.BOLD, size=self.measures.body_size, leading=self.measures.leading * 1.3)
        heading = self.typesetter.around(title, style, self.measures.width / 2, 0.0)
        lines = (line for text in sentences for line in self._paragraph(text))
        return (Block(height=style.leading, marks=(heading,)), *lines)

    def _listing(self, tables: TableSetter) -> tuple[Block, ...]:
        columns = self.facts.paper_type.columns
        if not columns or not (self.facts.table_rows or self.facts.paper_type.needs_seal):
            return ()
        rows = self.facts.table_rows
        is_long = self.facts.paper_type.layout is PaperLayout.RECORDS
        listing = tables.records(columns, rows) if is_long else tables.listing(columns, rows)
        return (self._gap(0.3), *listing, self._gap(0.5))

    def _head(self) -> Block:
        m, setter = self.measures, self.typesetter
        unit = Style(face=Face.BOLD, size=m.unit_size, leading=m.unit_size * 1.5)
        title = Style(face=Face.BOLD, size=m.title_size, leading=m.title_size * 1.7)
        number = Style(face=Face.BODY, size=m.row_size, leading=m.row_size * 2.2)
        below_title = unit.leading + title.leading
        marks: list[Mark] = [
            setter.around(self.facts.unit.name, unit, m.width / 2, 0.0),
            self._spaced_title(title, unit.leading),
            setter.ending(self.facts.number, number, m.content_right, below_title),
        ]
        if self.facts.sample:
            note = replace(number, size=m.small_size)
            marks.append(setter.line(SAMPLE_PAPER, note, m.left, below_title))
        return Block(height=below_title + number.leading, marks=tuple(marks))

    def _spaced_title(self, style: Style, top: float) -> Mark:
        """Set the title a little apart, as official papers do, and still exactly centred."""
        spacing = style.size * TITLE_SPACING
        widening = spacing * (len(self.statement.title) - 1)
        centre = (self.measures.width - widening) / 2
        return replace(self.typesetter.around(self.statement.title, style, centre, top), spacing=spacing)

    def _paragraph(self, text: str, *, indented: bool = True) -> Iterator[Block]:
        m = self.measures
        style = Style(face=Face.BODY, size=m.body_size, leading=m.leading)
        indent = 2 * m.body_size if indented else 0.0
        for line in self.typesetter.paragraph(text, m.left, m.content_width, style, indent) if text else ():
            yield Block(height=style.leading, marks=(line,))

    def _gap(self, lines: float) -> Block:
        return Block(height=self.measures.leading * lines)
