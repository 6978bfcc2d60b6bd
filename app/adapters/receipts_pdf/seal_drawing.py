"""Draws a round seal from its data as one set of PDF path operators, cached by design."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fontTools.misc.transform import Transform
from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from app.adapters.receipts_pdf.fixed_words import SAMPLE_SEAL
from app.adapters.receipts_pdf.fonts import Face, FontShelf
from app.adapters.receipts_pdf.marks import MM
from app.domain.paper import PaperError
from app.domain.seal import SealDesign

VERMILION = (0.84, 0.13, 0.11)
BORDER_MM = 1.0
# 国发〔1999〕25号 leaves these open; a 42 mm seal customarily has a star of about 14 mm.
STAR_SHARE = 0.32
STAR_WAIST = 0.382
WIDEST_SWEEP = math.radians(262)
SWEEP_ABOVE_PURPOSE = math.radians(226)
CODE_SWEEP = math.radians(76)
# Where the ink of a Han character and of a digit stands in the em: bottom and height.
HAN_EXTENT = (-0.12, 1.0)
DIGIT_EXTENT = (0.0, 0.78)
HAN_ADVANCE = 0.8
NARROW_SHARE = 0.52
CIRCLE_CURVE = 0.5522847498


@dataclass(frozen=True, slots=True)
class SealPicture:
    """Path operators around the seal's centre, to be filled with the seal's red."""

    fills: str
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """Characters on an arc: their baseline radius, height, widest angle and whether they stand below."""

    radius: float
    height: float
    sweep: float
    widest: float
    below: bool = False


class OperatorPen(BasePen):  # type: ignore[misc]  # fontTools has no types
    """Writes outlines as PDF operators, rounded to a hundredth of a point."""

    def __init__(self, glyphs: object) -> None:
        """Take the glyph set that components are looked up in."""
        super().__init__(glyphs)
        self.operators: list[str] = []

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name
        self.operators.append(f"{_numbers(*point)} m")

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name
        self.operators.append(f"{_numbers(*point)} l")

    def _curveToOne(  # noqa: N802 - fontTools' name
        self, first: tuple[float, float], second: tuple[float, float], point: tuple[float, float]
    ) -> None:
        self.operators.append(f"{_numbers(*first, *second, *point)} c")

    def _closePath(self) -> None:  # noqa: N802 - fontTools' name
        self.operators.append("h")


class SealEngraver:
    """Turns designs into pictures with the outlines of the seal face."""

    def __init__(self, shelf: FontShelf) -> None:
        """Take the shelf with the bold Song face; it is opened when the first seal is drawn."""
        self._shelf = shelf

    def picture(self, seal: SealDesign) -> SealPicture:
        """Return the seal's picture; PaperError papers.glyph_missing when the face lacks a character."""
        return _engraved(seal, self._shelf.file_of(Face.BOLD))


@lru_cache(maxsize=64)
def _engraved(seal: SealDesign, face: Path) -> SealPicture:
    """Engrave once: a hall has few seals, and opening the face takes longer than drawing the paper."""
    with TTFont(face, lazy=True) as font:
        known = font.getBestCmap()
        missing = "".join(character for character in seal.text() if ord(character) not in known)
        if missing:
            raise PaperError("papers.glyph_missing", characters=missing)
        return _picture(seal, Lettering(font))


class Lettering:
    """Writes characters of one font as outlines, so that the seal stays out of the paper's text."""

    def __init__(self, font: TTFont) -> None:
        """Take the open font."""
        self._names = font.getBestCmap()
        self._glyphs = font.getGlyphSet()
        self._unit = font["head"].unitsPerEm
        self._pen = OperatorPen(self._glyphs)

    @property
    def operators(self) -> list[str]:
        """What was written so far."""
        return self._pen.operators

    def write(self, character: str, frame: Transform, width: float, height: float) -> None:
        """Scale a character's outline into a box whose bottom centre is the frame's origin."""
        glyph = self._glyphs[self._names[ord(character)]]
        is_han = glyph.width > HAN_ADVANCE * self._unit
        bottom, tall = HAN_EXTENT if is_han else DIGIT_EXTENT
        scaled = frame.scale(width / glyph.width, height / (tall * self._unit))
        glyph.draw(TransformPen(self._pen, scaled.translate(-glyph.width / 2, -bottom * self._unit)))

    def write_on_arc(self, text: str, arc: Arc) -> None:
        """Write text left to right, centred at the top of the ring (or at the bottom, upright)."""
        step = min(arc.widest, arc.sweep / max(len(text) - 1, 1))
        middle = arc.radius + (-0.5 if arc.below else 0.4) * arc.height
        width = min(arc.height * 0.86, step * middle * 0.93)
        direction, side = (1, -1) if arc.below else (-1, 1)
        for place, character in enumerate(text):
            turn = direction * (place - (len(text) - 1) / 2) * step
            self.write(character, Transform().rotate(turn).translate(0, side * arc.radius), width, arc.height)

    def write_level(self, text: str, bottom: float, height: float, room: float) -> None:
        """Write text on a level line around the middle axis, condensed when the room asks for it."""
        slot = min(height, room / len(text))
        for place, character in enumerate(text):
            x = (place - (len(text) - 1) / 2) * slot
            width = slot * (NARROW_SHARE if character.isascii() else 0.93)
            self.write(character, Transform().translate(x, bottom), width, height)


def _picture(seal: SealDesign, lettering: Lettering) -> SealPicture:
    radius = seal.diameter_mm * MM / 2
    operators = [*_ring(radius, radius - BORDER_MM * MM)]
    if seal.has_star:
        operators.extend(_star(radius * STAR_SHARE))
    for text, arc in _arcs(seal, radius):
        lettering.write_on_arc(text, arc)
    if seal.purpose_line:
        bottom = -radius * (0.62 if seal.has_star else 0.1)
        lettering.write_level(seal.purpose_line, bottom, radius * 0.2, radius * 1.12)
    if seal.sample:
        for x, character in zip((-0.45, 0.45), SAMPLE_SEAL, strict=True):
            frame = Transform().translate(x * radius, radius * 0.05)
            lettering.write(character, frame, radius * 0.25, radius * 0.25)
    return SealPicture(fills="\n".join([*operators, *lettering.operators]), radius=radius)


def _arcs(seal: SealDesign, radius: float) -> Iterator[tuple[str, Arc]]:
    """Yield the name on the ring and the code on the lower arc."""
    height = radius * 0.27
    baseline = radius - BORDER_MM * MM - radius * 0.045 - height
    sweep = SWEEP_ABOVE_PURPOSE if seal.purpose_line or seal.code_digits else WIDEST_SWEEP
    yield seal.ring_text, Arc(radius=baseline, height=height, sweep=sweep, widest=math.radians(27))
    if seal.code_digits:
        small = radius * 0.085
        low = radius - BORDER_MM * MM - radius * 0.05
        yield (
            seal.code_digits,
            Arc(radius=low, height=small, sweep=CODE_SWEEP, widest=math.radians(8), below=True),
        )


def _ring(outer: float, inner: float) -> Iterator[str]:
    """Yield the border as a filled ring, so that its outer edge is exactly the diameter."""
    yield from _circle(outer, clockwise=False)
    yield from _circle(inner, clockwise=True)


def _circle(radius: float, *, clockwise: bool) -> Iterator[str]:
    turn = -1.0 if clockwise else 1.0
    handle = radius * CIRCLE_CURVE
    yield f"{_numbers(radius, 0)} m"
    for quarter in range(4):
        frame = Transform().rotate(turn * quarter * math.pi / 2)
        points = ((radius, turn * handle), (handle, turn * radius), (0.0, turn * radius))
        yield f"{_numbers(*(number for point in points for number in frame.transformPoint(point)))} c"
    yield "h"


def _star(radius: float) -> Iterator[str]:
    for point in range(10):
        reach = radius if point % 2 == 0 else radius * STAR_WAIST
        angle = math.pi / 2 + point * math.pi / 5
        operator = "l" if point else "m"
        yield f"{_numbers(reach * math.cos(angle), reach * math.sin(angle))} {operator}"
    yield "h"


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.2f}".rstrip("0").rstrip(".") for value in values)
