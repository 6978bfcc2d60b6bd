"""Ruled cells in rows, as forms have them: labels beside values, and blank ones for a hand to write in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.adapters.receipts_pdf.marks import Block, Mark, RuleMark
from app.adapters.receipts_pdf.typeset import Style, Typesetter

LINE = 0.5
PAD_ACROSS = 4.0
PAD_DOWN = 3.5
LABEL_GREY = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxCell:
    """A text in a box of a width in points; `lines` is the least height, for a hand that writes into it."""

    text: str
    width: float
    style: Style
    centred: bool = False
    grey: float = 0.0
    lines: float = 1.0


class BoxSetter:
    """Sets rows of boxes that begin at one left edge."""

    def __init__(self, typesetter: Typesetter, left: float) -> None:
        """Take what measures text and where rows begin."""
        self._typesetter, self._left = typesetter, left

    def row(self, cells: Sequence[BoxCell]) -> Block:
        """Return the cells side by side, all as high as the tallest, each text in the middle of its own."""
        wrapped = [self._lines(cell) for cell in cells]
        height = max(
            max(len(lines), cell.lines) * cell.style.leading
            for cell, lines in zip(cells, wrapped, strict=True)
        )
        height += 2 * PAD_DOWN
        marks: list[Mark] = []
        x = self._left
        for cell, lines in zip(cells, wrapped, strict=True):
            marks.extend(self._texts(cell, lines, x, (height - len(lines) * cell.style.leading) / 2))
            marks.append(RuleMark(x=x, y=0.0, down=height, weight=LINE))
            x += cell.width
        marks.append(RuleMark(x=x, y=0.0, down=height, weight=LINE))
        marks.extend(RuleMark(x=self._left, y=y, across=x - self._left, weight=LINE) for y in (0.0, height))
        return Block(height=height, marks=tuple(marks))

    def fits(self, cell: BoxCell) -> bool:
        """Say whether a text stands on one line of its box."""
        return self._typesetter.width(cell.text, cell.style) <= cell.width - 2 * PAD_ACROSS

    def _lines(self, cell: BoxCell) -> tuple[str, ...]:
        if not cell.text:
            return ()
        return self._typesetter.lines(cell.text, cell.width - 2 * PAD_ACROSS, cell.style)

    def _texts(self, cell: BoxCell, lines: Sequence[str], x: float, top: float) -> Iterator[Mark]:
        for number, line in enumerate(lines):
            y = top + number * cell.style.leading
            if cell.centred:
                yield self._typesetter.around(line, cell.style, x + cell.width / 2, y, cell.grey)
            else:
                yield self._typesetter.line(line, cell.style, x + PAD_ACROSS, y, cell.grey)


def column_widths(
    needs: Sequence[tuple[float, float]], room: float, *, padding: float = 2 * PAD_ACROSS
) -> tuple[float, ...] | None:
    """Return the widths of columns that fill `room` points; None where not even the narrowest fit.

    Each column needs its longest unbreakable piece at least, and would like its longest text on one line:
    what is left over goes to those that lack most.
    """
    least = [narrow + padding for narrow, _ in needs]
    liked = [max(wide, narrow) + padding for narrow, wide in needs]
    free = room - sum(least)
    if free < 0:
        return None
    if sum(liked) <= room:
        return tuple(width * room / sum(liked) for width in liked)
    lack = [one - other for one, other in zip(liked, least, strict=True)]
    return tuple(width + free * part / sum(lack) for width, part in zip(least, lack, strict=True))
