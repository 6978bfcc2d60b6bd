"""The layout of a paper to be signed: head, what is declared, the form's answers, and lines to sign on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.adapters.receipts_pdf.boxes import BoxCell, BoxSetter
from app.adapters.receipts_pdf.fixed_words import (
    CASE_NUMBER,
    COLON,
    DAY_SIGNED,
    FOR_ITEM,
    PRINTED_ON,
    SAMPLE_PAPER,
    TO_BE_SIGNED,
)
from app.adapters.receipts_pdf.fonts import Face
from app.adapters.receipts_pdf.form_tables import FormTables
from app.adapters.receipts_pdf.marks import MM, Block, Leaf, Mark, RuleMark
from app.adapters.receipts_pdf.measures import SHEETS
from app.adapters.receipts_pdf.pages import Margins, broken_into_pages
from app.adapters.receipts_pdf.tables import stacked
from app.adapters.receipts_pdf.typeset import Style, Typesetter, baseline_of
from app.domain.form.paper_text import FormPaper
from app.domain.paper import PaperSize
from app.domain.paper_wording import paper_date

FORM_SHEET = replace(
    SHEETS[PaperSize.A4],
    left=20 * MM,
    right=20 * MM,
    top=18 * MM,
    foot=18 * MM,
    title_size=20,
    row_size=9.5,
)
"""Narrower margins than a notice: a form is read cell by cell, and fewer sheets are signed."""
PHOTO = (35 * MM, 49 * MM)
"""A two-inch photograph (小二寸)."""
SIGN_LINE = 118.0
GAP = 10.0


@dataclass(frozen=True, slots=True)
class FormPaperLayout:
    """Lays one paper out on A4; it takes as many sheets as it needs."""

    typesetter: Typesetter
    paper: FormPaper

    def leaves(self) -> tuple[Leaf, ...]:
        """Return the finished sheets, each with its page and, after the first, with the title."""
        margins = Margins(
            measures=FORM_SHEET,
            typesetter=self.typesetter,
            foot=SAMPLE_PAPER if self.paper.sample else TO_BE_SIGNED,
            running=(self.paper.title, self.paper.case_number),
        )
        return margins.leaves(broken_into_pages(tuple(self._blocks()), FORM_SHEET))

    def _blocks(self) -> Iterator[Block]:
        tables = FormTables(self.typesetter, FORM_SHEET)
        yield self._title()
        yield self._head()
        yield from (self._paragraph(text) for text in self.paper.lead)
        if self.paper.lead and self.paper.sections:
            yield Block(height=GAP)
        for section in self.paper.sections:
            yield from tables.section(section)
        yield from self._end()

    def _title(self) -> Block:
        """Return unit and title, the title on as many lines as it needs."""
        sheet = FORM_SHEET
        centre = sheet.left + sheet.content_width / 2
        unit = Style(face=Face.BODY, size=12, leading=20)
        heading = Style(face=Face.HEADING, size=sheet.title_size, leading=sheet.title_size * 1.4)
        marks: list[Mark] = [self.typesetter.around(self.paper.unit, unit, centre, 0.0)]
        top = unit.leading
        for line in self.typesetter.lines(self.paper.title, sheet.content_width, heading):
            marks.append(self.typesetter.around(line, heading, centre, top))
            top += heading.leading
        return Block(height=top + GAP / 2, marks=tuple(marks))

    def _head(self) -> Block:
        """Return what the paper is for; beside it the place of the photograph, where one is asked for."""
        known = (
            (FOR_ITEM, self.paper.item),
            (CASE_NUMBER, self.paper.case_number),
            (PRINTED_ON, paper_date(self.paper.printed_on)),
        )
        style = _body(FORM_SHEET.row_size)
        room = FORM_SHEET.content_width - (PHOTO[0] + GAP if self.paper.photo else 0.0)
        lines = [
            line
            for label, value in known
            if value
            for line in self.typesetter.lines(f"{label}{COLON}{value}", room, style)
        ]
        marks: list[Mark] = [
            self.typesetter.line(line, style, FORM_SHEET.left, number * style.leading)
            for number, line in enumerate(lines)
        ]
        height = len(lines) * style.leading
        if self.paper.photo:
            marks.extend(self._photo())
            height = max(height, PHOTO[1])
        return Block(height=height + GAP, marks=tuple(marks))

    def _photo(self) -> Sequence[Mark]:
        left = FORM_SHEET.content_right - PHOTO[0]
        style = _body(8.0)
        cell = BoxCell(
            text=self.paper.photo,
            width=PHOTO[0],
            style=style,
            centred=True,
            grey=0.4,
            lines=PHOTO[1] / style.leading,
        )
        return BoxSetter(self.typesetter, left).row([cell]).marks

    def _paragraph(self, text: str) -> Block:
        style = _body(FORM_SHEET.body_size)
        lines = self.typesetter.paragraph(
            text, FORM_SHEET.left, FORM_SHEET.content_width, style, 2 * style.size
        )
        marks = [replace(mark, y=mark.y + number * style.leading) for number, mark in enumerate(lines)]
        return Block(height=len(marks) * style.leading, marks=tuple(marks))

    def _end(self) -> Iterator[Block]:
        """Yield what is declared; its last words and the signatures share a sheet: nobody signs a bare one.

        Where so many sign that one sheet cannot hold them, the rest follows on the next, under the title.
        """
        words = [self._paragraph(text) for text in self.paper.closing]
        lines = [self._sign_line(signer) for signer in self.paper.signers]
        yield Block(height=GAP)
        yield from words[:-1]
        kept = [*words[-1:], Block(height=GAP)]
        room = FORM_SHEET.content_bottom - FORM_SHEET.top - 4 * GAP
        while lines and sum(block.height for block in (*kept, lines[0])) <= room / 2:
            kept.append(lines.pop(0))
        yield stacked(kept)
        yield from lines

    def _sign_line(self, signer: str) -> Block:
        """Return a line with the signer's words, a rule to sign on and the day beside it."""
        style = _body(FORM_SHEET.body_size)
        height = 2.3 * style.leading
        top = height - style.leading
        label = f"{signer}{COLON}"
        right = FORM_SHEET.content_right - self.typesetter.width(DAY_SIGNED, style)
        room = right - SIGN_LINE - 2 * GAP - FORM_SHEET.left
        wrapped = self.typesetter.lines(label, room, style)
        top -= (len(wrapped) - 1) * style.leading
        marks: list[Mark] = [
            self.typesetter.ending(line, style, right - SIGN_LINE - 2 * GAP, top + n * style.leading)
            for n, line in enumerate(wrapped)
        ]
        y = height - style.leading + baseline_of(style) + 2
        marks.append(RuleMark(x=right - SIGN_LINE - 1.5 * GAP, y=y, across=SIGN_LINE))
        marks.append(self.typesetter.line(DAY_SIGNED, style, right, height - style.leading))
        return Block(height=height, marks=tuple(marks))


def _body(size: float) -> Style:
    return Style(face=Face.BODY, size=size, leading=size * 1.6)
