"""Cuts a form into pages that fit the screen, sections kept whole where they fit."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.form.model import FieldDef, SectionDef, TableDef
from app.domain.form.values import Kind

TITLE_HEIGHT = 36
FIELD_HEIGHT = 60
TICKS_HEIGHT = 36
TICKS_A_LINE = 3
WIDE_FROM_CHARS = 50
_LEAST_BEGUN = TITLE_HEIGHT + 2 * FIELD_HEIGHT
_LEAST_SPLIT = TITLE_HEIGHT + FIELD_HEIGHT
_WIDE_KINDS = {Kind.ADDRESS, Kind.CHOICES}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: a table, a wide field, or up to two fields side by side."""

    parts: tuple[str, ...]
    height: int
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A section, or what of it stands on one page."""

    section: str
    title: str
    lines: tuple[Line, ...]

    @property
    def height(self) -> int:
        """Title and lines together."""
        return TITLE_HEIGHT + sum(line.height for line in self.lines)


Page = tuple[Block, ...]


def is_wide(field: FieldDef) -> bool:
    """Say whether a field takes a whole line: what is put in it is long."""
    return field.kind in _WIDE_KINDS or field.max_chars >= WIDE_FROM_CHARS


def block(section: SectionDef, shown: Iterable[FieldDef | TableDef], heights: Mapping[str, int]) -> Block:
    """Return a section's lines; `heights` gives those of its tables and of its fields of ticks."""
    return Block(section.key, section.title, tuple(_lines(shown, heights)))


def ticks_height(boxes: int) -> int:
    """Return the height of a field with so many boxes."""
    return FIELD_HEIGHT + TICKS_HEIGHT * (-(-boxes // TICKS_A_LINE) - 1)


def pack(blocks: Iterable[Block], room: int, split: Container[str] = ()) -> tuple[Page, ...]:
    """Lay sections on pages `room` high; a section taller than a page begins where the last one ended.

    So do those whose keys are in `split`, however short they are.
    """
    pages: list[list[Block]] = [[]]
    left = room
    for whole in blocks:
        is_split = whole.section in split
        begins_here = left >= (_LEAST_SPLIT if is_split else _LEAST_BEGUN)
        for part in _cut(whole, room, left if begins_here else room, is_split=is_split):
            if pages[-1] and part.height > left:
                pages.append([])
                left = room
            pages[-1].append(part)
            left -= part.height
    return tuple(tuple(page) for page in pages)


def _lines(shown: Iterable[FieldDef | TableDef], heights: Mapping[str, int]) -> Iterator[Line]:
    waiting: list[str] = []
    for part in shown:
        narrow = isinstance(part, FieldDef) and not is_wide(part)
        if narrow and len(waiting) < 2:
            waiting.append(part.key)
        if waiting and (len(waiting) == 2 or not narrow):
            yield Line(tuple(waiting), FIELD_HEIGHT)
            waiting = []
        if not narrow:
            yield Line((part.key,), heights.get(part.key, FIELD_HEIGHT), is_wide=True)
    if waiting:
        yield Line(tuple(waiting), FIELD_HEIGHT)


def page_of(pages: Sequence[Page], path: str) -> int | None:
    """Return the place of the page on which a field stands, None where none does."""
    part = path.partition("/")[0]
    for place, page in enumerate(pages):
        if any(part in line.parts for block in page for line in block.lines):
            return place
    return None


def section_of(pages: Sequence[Page], path: str) -> str:
    """Return the key of the section in which a field stands, "" where it is on no page."""
    part = path.partition("/")[0]
    shown = (block for page in pages for block in page)
    return next((one.section for one in shown if any(part in line.parts for line in one.lines)), "")


def _cut(whole: Block, room: int, left: int, *, is_split: bool) -> Iterator[Block]:
    """Yield the section whole if a page holds it and it may, else in pieces; the first fits into `left`."""
    lines: list[Line] = []
    height, limit = TITLE_HEIGHT, room if whole.height <= room and not is_split else left
    for line in whole.lines:
        if lines and height + line.height > limit:
            yield Block(whole.section, whole.title, tuple(lines))
            lines, height, limit = [], TITLE_HEIGHT, room
        lines.append(line)
        height += line.height
    if lines:
        yield Block(whole.section, whole.title, tuple(lines))
