"""Where the fields of a table's row stand: up to three side by side, each under its label."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.form.model import FieldDef, TableDef
from app.domain.form.values import Kind
from ui.form.paging import TICKS_A_LINE

LABEL_HEIGHT, ENTRY_HEIGHT, GAP = 20, 38, 4
LINE_HEIGHT = LABEL_HEIGHT + ENTRY_HEIGHT + GAP
GUTTER = 12
LEAST_WIDTH = 196
"""An identity number in groups still reads whole in this, frame and all."""
MOST_ABREAST = 3
_WIDE_FROM_CHARS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where one field stands: `span` places wide from `column` on, `lines` lines high."""

    key: str
    line: int
    column: int
    span: int
    lines: int = 1


def typed_columns(table: TableDef) -> tuple[FieldDef, ...]:
    """Return the columns that can be typed in; one always calculated is only read."""
    return tuple(column for column in table.columns if column.calc is None or column.calc_when is not None)


def calculated_columns(table: TableDef) -> tuple[FieldDef, ...]:
    """Return the columns that are always calculated."""
    return tuple(column for column in table.columns if column.calc is not None and column.calc_when is None)


def abreast(width: int) -> int:
    """Return how many fields stand side by side in a width, in layout units."""
    return max(1, min(MOST_ABREAST, (width + GUTTER) // (LEAST_WIDTH + GUTTER)))


def lay_out(fields: Iterable[FieldDef], columns: int) -> tuple[Place, ...]:
    """Return the places of the fields, in their order; long ones take two places, ticks a whole line."""
    return tuple(_places(fields, columns))


def line_count(places: Iterable[Place]) -> int:
    """Return how many lines the places take."""
    return max((place.line + place.lines for place in places), default=0)


def _places(fields: Iterable[FieldDef], columns: int) -> Iterator[Place]:
    line, column = 0, 0
    for field in fields:
        span, lines = _span(field, columns), _lines(field)
        if column + span > columns:
            line, column = line + 1, 0
        yield Place(field.key, line, column, span, lines)
        column += span
        if lines > 1:
            line, column = line + lines, 0


def _span(field: FieldDef, columns: int) -> int:
    if field.kind is Kind.CHOICES:
        return columns
    is_wide = field.kind is Kind.ADDRESS or field.max_chars >= _WIDE_FROM_CHARS
    return min(2, columns) if is_wide else 1


def _lines(field: FieldDef) -> int:
    return max(1, -(-len(field.choices) // TICKS_A_LINE)) if field.kind is Kind.CHOICES else 1
