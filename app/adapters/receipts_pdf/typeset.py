"""Breaks Chinese text into lines by the usual rules (GB/T 15834 5.1) and sets them justified."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.adapters.receipts_pdf.fonts import Face, FontShelf
from app.adapters.receipts_pdf.marks import TextMark

NEVER_FIRST = frozenset(
    "\uff0c\u3002\u3001\uff1b\uff1a\uff1f\uff01\uff09\u300b\u300d\u300f\u3011\u3015\u201d\u2019\u2026,.;:)%"
)
NEVER_LAST = frozenset("\uff08\u300a\u300c\u300e\u3010\u3014\u201c\u2018(")
# Numbers keep their unit, codes and document numbers stay whole.
UNBREAKABLE = re.compile(r"[A-Za-z0-9*+@_./:\-\u3014\u3015]+[年月日号项份页人]?|.", re.DOTALL)
WIDEST_STRETCH = 0.1
SHORTEST_LAST_LINE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a text is set."""

    face: Face
    size: float
    leading: float


class Typesetter:
    """Measures and breaks text with the shelf's faces."""

    def __init__(self, shelf: FontShelf) -> None:
        """Take the faces to measure with."""
        self._shelf = shelf

    def width(self, text: str, style: Style) -> float:
        """Return the width of one line of text."""
        return self._shelf.width(text, style.face, style.size)

    def line(self, text: str, style: Style, x: float, top: float, grey: float = 0.0) -> TextMark:
        """Return one line that starts at x, its leading below `top`."""
        y = top + baseline_of(style)
        return TextMark(x=x, y=y, text=text, size=style.size, face=style.face, grey=grey)

    def ending(self, text: str, style: Style, right: float, top: float, grey: float = 0.0) -> TextMark:
        """Return one line that ends at `right`."""
        return self.line(text, style, right - self.width(text, style), top, grey)

    def around(self, text: str, style: Style, centre: float, top: float, grey: float = 0.0) -> TextMark:
        """Return one line centred on `centre`."""
        return self.line(text, style, centre - self.width(text, style) / 2, top, grey)

    def lines(self, text: str, width: float, style: Style, indent: float = 0.0) -> tuple[str, ...]:
        """Break text to a width, the first line after `indent`; avoid a last line of one to three signs."""
        lines = self._broken(text, width, style, indent)
        narrower = width - style.size
        narrowest = max(width - 4 * style.size, width / 2)
        while len(lines) > 1 and len(lines[-1]) < SHORTEST_LAST_LINE and narrower > narrowest:
            lines = self._broken(text, narrower, style, indent)
            narrower -= style.size
        return lines

    def paragraph(self, text: str, x: float, width: float, style: Style, indent: float) -> Iterator[TextMark]:
        """Yield the justified lines of a paragraph, each with its baseline relative to its own line's top."""
        lines = self.lines(text, width, style, indent)
        baseline = baseline_of(style)
        for number, line in enumerate(lines):
            start = indent if number == 0 else 0.0
            is_last = number == len(lines) - 1
            stretch = 0.0 if is_last else self._stretch(line, width - start, style)
            yield TextMark(
                x=x + start, y=baseline, text=line, size=style.size, face=style.face, spacing=stretch
            )

    def _stretch(self, line: str, width: float, style: Style) -> float:
        gaps = len(line) - 1
        if gaps < 1:
            return 0.0
        each = (width - self.width(line, style)) / gaps
        return each if 0 <= each <= WIDEST_STRETCH * style.size else 0.0

    def _broken(self, text: str, width: float, style: Style, indent: float) -> tuple[str, ...]:
        lines: list[list[str]] = [[]]
        used = indent
        for token in self._tokens(text, width, style):
            token_width = self.width(token, style)
            if lines[-1] and used + token_width > width + 0.01:
                carried = _carried_over(lines[-1], token)
                lines.append(carried)
                used = sum(self.width(each, style) for each in carried)
            lines[-1].append(token)
            used += token_width
        return tuple("".join(line).strip() for line in lines)

    def _tokens(self, text: str, width: float, style: Style) -> Iterator[str]:
        for token in UNBREAKABLE.findall(text):
            if len(token) > 1 and self.width(token, style) > width:
                yield from token
            else:
                yield token


def longest_piece(typesetter: Typesetter, text: str, style: Style) -> float:
    """Return the width of the longest piece of a text that is not broken where there is room for it."""
    return max((typesetter.width(piece, style) for piece in UNBREAKABLE.findall(text)), default=0.0)


def baseline_of(style: Style) -> float:
    """Return how far below its line's top the baseline of a Song line lies, so that signs look centred."""
    return style.leading / 2 + style.size * 0.36


def _carried_over(line: list[str], token: str) -> list[str]:
    """Take from the line's end what may not stand there before `token` starts the next line."""
    carried: list[str] = []
    while len(line) > 1 and ((carried[0] if carried else token)[0] in NEVER_FIRST or line[-1] in NEVER_LAST):
        carried.insert(0, line.pop())
    return carried
