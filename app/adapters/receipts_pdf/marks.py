"""What a finished layout consists of: marks at fixed places, in points from the page's top left."""

from dataclasses import dataclass
from typing import TypeAlias

from app.adapters.receipts_pdf.fonts import Face

MM = 72 / 25.4


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMark:
    """A line of text: x is its left edge, y its baseline; `spacing` is added after each character."""

    x: float
    y: float
    text: str
    size: float
    face: Face = Face.BODY
    spacing: float = 0.0
    grey: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMark:
    """A thin horizontal or vertical line from (x, y) over (across, down)."""

    x: float
    y: float
    across: float = 0.0
    down: float = 0.0
    weight: float = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeMark:
    """A QR symbol with its top left at (x, y); its quiet zone is the white around it."""

    x: float
    y: float
    side: float
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMark:
    """A light dashed circle where a wet seal belongs."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageMark:
    """A JPEG with its top left at (x, y), as it is, without loss."""

    x: float
    y: float
    across: float
    down: float
    jpeg: bytes


Mark: TypeAlias = TextMark | RuleMark | CodeMark | PlaceMark | ImageMark
Marks: TypeAlias = tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of the flow that never breaks: its height and its marks, relative to its top left.

    `repeats` is drawn again on top of a new page that this block opens (a table's heading).
    `seal_centre` is where the seal belongs within the block, if it belongs here.
    """

    height: float
    marks: Marks = ()
    repeats: "Block | None" = None
    seal_centre: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One finished page."""

    marks: Marks
    seal_centre: tuple[float, float] | None = None
