"""The one table style of all papers: labelled rows and lists, thin rules, no boxes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.adapters.receipts_pdf.fixed_words import SERIAL_HEADING
from app.adapters.receipts_pdf.fonts import Face
from app.adapters.receipts_pdf.marks import Block, Mark, Marks, RuleMark
from app.adapters.receipts_pdf.measures import Measures
from app.adapters.receipts_pdf.typeset import Style, Typesetter
from app.domain.paper import Column, Row

FRAME = 0.9
HAIR = 0.35
CELL_GAP = 8.0
LABEL_GREY = 0.3
SERIAL_SHARE = 8.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A text in a table and the space it has."""

    text: str
    x: float
    width: float
    style: Style
    centred: bool = False
    grey: float = 0.0


class TableSetter:
    """Sets the applicant block and the lists of a sheet."""

    def __init__(self, typesetter: Typesetter, measures: Measures) -> None:
        """Take what measures text and the sheet it is for."""
        self._typesetter = typesetter
        self._measures = measures

    def labelled_rows(self, rows: Sequence[Row]) -> tuple[Block, ...]:
        """Return one block a line: short values two abreast, long ones alone."""
        lines = [self._line_block(line) for line in self._paired(rows)]
        return _framed(lines, self._measures)

    def listing(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> tuple[Block, ...]:
        """Return the heading with its first row, then the rows; each repeats the heading on a new page."""
        numbered = (Column(heading=SERIAL_HEADING, share=SERIAL_SHARE, centred=True), *columns)
        headings = [column.heading for column in numbered]
        heading = self._list_row(numbered, headings, Face.BOLD, weight=FRAME)
        body = [self._list_row(numbered, (str(n), *row), Face.BODY) for n, row in enumerate(rows, start=1)]
        blocks = _framed([heading, *body], self._measures)
        if len(blocks) == 1:
            return blocks
        repeated = blocks[0]
        return (stacked(blocks[:2]), *(replace(block, repeats=repeated) for block in blocks[2:]))

    def records(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> tuple[Block, ...]:
        """Return each row as labelled lines below each other, for cells too long to stand side by side.

        A record begins with its first cell in bold and keeps together; only one of more than half a page is
        broken, and repeats its beginning on the next.
        """
        first, *others = (column.heading for column in columns)
        named = [f"{first}{number}" if len(rows) > 1 else first for number in range(1, len(rows) + 1)]
        records = [self._record((name, *others), row) for name, row in zip(named, rows, strict=True)]
        return tuple(block for record in records for block in record)

    def _record(self, labels: Sequence[str], row: Sequence[str]) -> Sequence[Block]:
        faces = (Face.BOLD, *(Face.BODY for _ in row[1:]))
        lines = [self._record_line(*line) for line in zip(labels, row, faces, strict=True)]
        framed = _framed(lines, self._measures)
        whole = stacked(framed)
        if whole.height <= (self._measures.content_bottom - self._measures.top) / 2:
            return [whole]
        return [stacked(framed[:2]), *(replace(line, repeats=framed[0]) for line in framed[2:])]

    def _record_line(self, label: str, text: str, face: Face) -> Block:
        measures = self._measures
        x, width = measures.left + measures.label_width, measures.content_width - measures.label_width
        named = Cell(
            text=label,
            x=measures.left + 4,
            width=measures.label_width,
            style=self._style(Face.BODY),
            grey=LABEL_GREY,
        )
        cell = Cell(text=text, x=x, width=width - CELL_GAP, style=self._style(face))
        return self._row_block([named, cell], HAIR)

    def _paired(self, rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
        waiting: Row | None = None
        for row in rows:
            if row.wide or not self._fits_half(row):
                yield from ((waiting,),) if waiting else ()
                waiting = None
                yield (row,)
            elif waiting:
                yield (waiting, row)
                waiting = None
            else:
                waiting = row
        yield from ((waiting,),) if waiting else ()

    def _fits_half(self, row: Row) -> bool:
        room = self._measures.content_width / 2 - self._measures.label_width - CELL_GAP
        return self._typesetter.width(row.value, self._style(Face.BODY)) <= room

    def _line_block(self, line: Sequence[Row]) -> Block:
        measures = self._measures
        part = measures.content_width / len(line)
        cells: list[Cell] = []
        for place, row in enumerate(line):
            x = measures.left + place * part
            room = part - measures.label_width - CELL_GAP
            label = self._style(Face.BODY)
            cells.append(
                Cell(text=row.label, x=x + 4, width=measures.label_width, style=label, grey=LABEL_GREY)
            )
            cells.append(Cell(text=row.value, x=x + measures.label_width, width=room, style=label))
        return self._row_block(cells, HAIR)

    def _list_row(
        self, columns: Sequence[Column], texts: Sequence[str], face: Face, weight: float = HAIR
    ) -> Block:
        whole = sum(column.share for column in columns)
        cells: list[Cell] = []
        x = self._measures.left
        for column, text in zip(columns, texts, strict=True):
            width = self._measures.content_width * column.share / whole
            cell = Cell(
                text=text,
                x=x + CELL_GAP / 2,
                width=width - CELL_GAP,
                style=self._style(face),
                centred=column.centred,
            )
            cells.append(cell)
            x += width
        return self._row_block(cells, weight)

    def _row_block(self, cells: Sequence[Cell], weight: float) -> Block:
        """Set cells side by side, each centred in the height of the tallest, with a rule below."""
        wrapped = [self._wrapped(cell) for cell in cells]
        tallest = max(len(lines) * cell.style.leading for cell, lines in zip(cells, wrapped, strict=True))
        height = tallest + 2 * self._measures.row_padding - 4
        marks: list[Mark] = []
        for cell, lines in zip(cells, wrapped, strict=True):
            top = (height - len(lines) * cell.style.leading) / 2
            marks.extend(self._cell_marks(cell, lines, top))
        marks.append(self._rule(height, weight))
        return Block(height=height, marks=tuple(marks))

    def _wrapped(self, cell: Cell) -> tuple[str, ...]:
        """Break a cell's text: each of its own lines begins a new one."""
        own = cell.text.split("\n")
        return tuple(line for text in own for line in self._typesetter.lines(text, cell.width, cell.style))

    def _cell_marks(self, cell: Cell, lines: Sequence[str], top: float) -> Iterator[Mark]:
        for number, line in enumerate(lines):
            y = top + number * cell.style.leading
            if cell.centred:
                yield self._typesetter.around(line, cell.style, cell.x + cell.width / 2, y, cell.grey)
            else:
                yield self._typesetter.line(line, cell.style, cell.x, y, cell.grey)

    def _rule(self, y: float, weight: float) -> RuleMark:
        return RuleMark(x=self._measures.left, y=y, across=self._measures.content_width, weight=weight)

    def _style(self, face: Face) -> Style:
        size = self._measures.row_size
        return Style(face=face, size=size, leading=size * 1.4)


def stacked(blocks: Sequence[Block]) -> Block:
    """Return one unbreakable block of several, one below the other."""
    marks: list[Mark] = []
    height = 0.0
    seal_centre: tuple[float, float] | None = None
    for block in blocks:
        marks.extend(moved(block.marks, height))
        if block.seal_centre:
            seal_centre = (block.seal_centre[0], block.seal_centre[1] + height)
        height += block.height
    return Block(height=height, marks=tuple(marks), seal_centre=seal_centre)


def moved(marks: Marks, down: float) -> Marks:
    """Return the marks moved down the page."""
    return tuple(replace(mark, y=mark.y + down) for mark in marks)


def _framed(blocks: Sequence[Block], measures: Measures) -> tuple[Block, ...]:
    """Put the stronger rule above the first and below the last row."""

    def rule(y: float) -> RuleMark:
        return RuleMark(x=measures.left, y=y, across=measures.content_width, weight=FRAME)

    first = replace(blocks[0], marks=(rule(0.0), *blocks[0].marks))
    framed = [first, *blocks[1:]]
    framed[-1] = replace(framed[-1], marks=(*framed[-1].marks, rule(framed[-1].height)))
    return tuple(framed)
