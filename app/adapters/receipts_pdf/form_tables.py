"""The answers of a form in boxes: label beside value, tables as tables, very wide ones as one card a row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.adapters.receipts_pdf.boxes import BoxCell, BoxSetter, column_widths
from app.adapters.receipts_pdf.fixed_words import ROW, SERIAL_HEADING, TOTAL
from app.adapters.receipts_pdf.fonts import Face
from app.adapters.receipts_pdf.marks import Block
from app.adapters.receipts_pdf.measures import Measures
from app.adapters.receipts_pdf.tables import stacked
from app.adapters.receipts_pdf.typeset import Style, Typesetter, longest_piece
from app.domain.form.paper_text import Entry, Listing, PrintedSection

LABEL_SHARE = 0.16
"""Of the width of the text, for the label of one of two entries in a line."""
CARD_LABEL_SHARE, CARD_ENTRIES = 0.118, 3
MOST_COLUMNS = 11
SERIAL_WIDTH = 26.0
LEADING = 1.35
TABLE_SIZES = (9.0, 8.0, 7.5)
"""Points: the largest at which the columns of a table fit."""
BLANK_LINES = 1.35
"""A blank cell is a little higher than a written line: hands write larger."""


@dataclass(frozen=True, slots=True)
class FormTables:
    """Sets sections; a heading never stands alone at the foot of a page."""

    typesetter: Typesetter
    measures: Measures

    def section(self, section: PrintedSection) -> Iterator[Block]:
        """Yield the section's title together with its first row, then its other rows."""
        blocks = [self._bar(section.title), *self._parts(section)]
        yield stacked(blocks[:2])
        yield from blocks[2:]

    def _parts(self, section: PrintedSection) -> Iterator[Block]:
        waiting: list[Entry] = []
        for part in section.parts:
            if isinstance(part, Entry):
                waiting.append(part)
                continue
            yield from self._grid(waiting, 2, LABEL_SHARE)
            waiting = []
            yield from self._listing(part, is_titled=part.title != section.title)
        yield from self._grid(waiting, 2, LABEL_SHARE)

    def _bar(self, title: str) -> Block:
        cell = self._cell(title, self.measures.content_width, Face.BOLD)
        return self._boxes().row([cell])

    def _grid(self, entries: Sequence[Entry], abreast: int, label_share: float) -> Iterator[Block]:
        """Yield rows of `abreast` entries; one that needs more than its part has a row of its own."""
        line: list[Entry] = []
        for entry in entries:
            if entry.wide or not self._fits(entry, abreast, label_share):
                yield from self._line(line, abreast, label_share)
                line = []
                yield from self._line([entry], 1, label_share)
            else:
                line.append(entry)
            if len(line) == abreast:
                yield from self._line(line, abreast, label_share)
                line = []
        yield from self._line(line, abreast, label_share)

    def _line(self, entries: Sequence[Entry], abreast: int, label_share: float) -> Iterator[Block]:
        """Yield one row; where entries are missing, the last value takes their room."""
        if not entries:
            return
        width, label = self.measures.content_width, self.measures.content_width * label_share
        part = width / abreast
        cells: list[BoxCell] = []
        for place, entry in enumerate(entries):
            is_last = place == len(entries) - 1
            room = (width - part * place if is_last else part) - label
            cells.append(replace(self._cell(entry.label, label, Face.BODY), centred=True, grey=0.25))
            cells.append(self._cell(entry.value, room, Face.BODY))
        yield self._boxes().row(cells)

    def _fits(self, entry: Entry, abreast: int, label_share: float) -> bool:
        room = self.measures.content_width * (1 / abreast - label_share)
        return self._boxes().fits(self._cell(entry.value, room, Face.BODY))

    def _listing(self, listing: Listing, *, is_titled: bool) -> Iterator[Block]:
        """Yield a table; one without rows has a blank row. An untitled one has its section's."""
        shown = listing if listing.rows else replace(listing, rows=(("",) * len(listing.headings),))
        for size in TABLE_SIZES if len(listing.headings) <= MOST_COLUMNS else ():
            widths = self._widths(shown, size)
            if widths is not None:
                yield from self._table(shown, widths, size, is_titled=is_titled)
                return
        yield from self._cards(shown)

    def _widths(self, listing: Listing, size: float) -> tuple[float, ...] | None:
        style = _style(Face.BODY, size)
        columns = zip(listing.headings, *listing.rows, strict=True)
        needs = [self._needs(texts, style) for texts in columns]
        return column_widths(needs, self.measures.content_width - SERIAL_WIDTH)

    def _needs(self, texts: Sequence[str], style: Style) -> tuple[float, float]:
        """Return how narrow and how wide a column of these texts would be; two signs are never parted."""
        pieces = [longest_piece(self.typesetter, text, style) for text in texts]
        wide = max(self.typesetter.width(text, style) for text in texts)
        return max(min(wide, 2 * style.size), *pieces), wide

    def _table(
        self, listing: Listing, widths: Sequence[float], size: float, *, is_titled: bool
    ) -> Iterator[Block]:
        heading = self._table_row((SERIAL_HEADING, *listing.headings), widths, size, Face.BOLD)
        title = [self._bar(listing.title)] if is_titled else []
        rows = [(str(n), *row) for n, row in enumerate(listing.rows, start=1)]
        blocks = [self._table_row(row, widths, size, Face.BODY) for row in rows]
        if listing.totals:
            blocks.append(self._table_row((TOTAL, *listing.totals), widths, size, Face.BODY))
        yield stacked((*title, heading, blocks[0]))
        yield from (replace(block, repeats=heading) for block in blocks[1:])

    def _table_row(self, texts: Sequence[str], widths: Sequence[float], size: float, face: Face) -> Block:
        style = _style(face, size)
        return self._boxes().row(
            [
                BoxCell(text=text, width=width, style=style, centred=True, lines=1.0 if text else BLANK_LINES)
                for text, width in zip(texts, (SERIAL_WIDTH, *widths), strict=True)
            ]
        )

    def _cards(self, listing: Listing) -> Iterator[Block]:
        """Yield each row as a card of its own, which no page break parts from its number."""
        for number, row in enumerate(listing.rows, start=1):
            title = ROW.format(title=listing.title, number=number)
            entries = [
                Entry(label=label, value=value) for label, value in zip(listing.headings, row, strict=True)
            ]
            yield stacked([self._bar(title), *self._grid(entries, CARD_ENTRIES, CARD_LABEL_SHARE)])
        yield from self._card_totals(listing)

    def _card_totals(self, listing: Listing) -> Iterator[Block]:
        summed = zip(listing.headings, listing.totals, strict=False)
        entries = [Entry(label=f"{label}{TOTAL}", value=value) for label, value in summed if value]
        yield from self._grid(entries, 2, LABEL_SHARE)

    def _cell(self, text: str, width: float, face: Face) -> BoxCell:
        style = _style(face, self.measures.row_size)
        return BoxCell(text=text, width=width, style=style, lines=1.0 if text else BLANK_LINES)

    def _boxes(self) -> BoxSetter:
        return BoxSetter(self.typesetter, self.measures.left)


def _style(face: Face, size: float) -> Style:
    return Style(face=face, size=size, leading=size * LEADING)
