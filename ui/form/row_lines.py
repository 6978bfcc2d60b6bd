"""A table's rows in one line each: what was answered, and how much is missing or wrong."""

from app.domain.form.model import TableDef
from app.domain.form.sheet import FieldState
from app.domain.form.values import Kind
from ui.form.entries import choices_for
from ui.form.form_desk import FormDesk
from ui.form.row_layout import calculated_columns
from ui.form.shown import BLANK, read
from ui.widgets.row_list import Row
from ui.widgets.text import Tone

_NUMBERS = {Kind.INTEGER, Kind.DECIMAL, Kind.MONEY}
_BLANK = "（未填）"
_APART = "　"
_LONG_NUMBERS = {Kind.ID_NUMBER, Kind.CERTIFICATE, Kind.BANK_ACCOUNT, Kind.CREDIT_CODE}
"""Shown in the open row; in a line they would push out what tells one row from another."""


def row_line(desk: FormDesk, table: TableDef, row: str, judged: frozenset[str] | None) -> Row:
    """Return the line of a row, without its number.

    `judged` are the paths in which a mistake is already told, None where all are.
    """
    states = [desk.sheet.state(f"{table.key}/{row}/{column.key}") for column in table.columns]
    problems = [problem for state in states for problem in state.problems]
    missing = sum(problem.is_missing for problem in problems)
    wrong = sum(not one.is_missing and (judged is None or one.path in judged) for one in problems)
    named = sum(column.kind in _NUMBERS for column in table.columns) > 1
    said = [words for state in states[1:] if (words := _in_line(desk, state, is_named=named))]
    first = _in_line(desk, states[0], is_named=named) or _BLANK
    return Row(
        id=row,
        lead="",
        words=_APART.join([first, *said]),
        trail=_state_words(wrong, missing),
        tone=Tone.LATE if wrong else Tone.PLAIN,
    )


def calculated_words(desk: FormDesk, table: TableDef, row: str) -> str:
    """Return what is calculated in a row, each with its name: 性别 女　周岁 35岁."""
    states = (desk.sheet.state(f"{table.key}/{row}/{column.key}") for column in calculated_columns(table))
    return _APART.join(
        f"{state.field.label} {_with_unit(desk, state) or BLANK}" for state in states if state.visible
    )


def sum_words(desk: FormDesk, table: TableDef) -> str:
    """Return how many rows there are and what they come to."""
    columns = {column.key: column for column in table.columns}
    sums = desk.totals(table.key).items()
    said = [f"{columns[key].label} {read(columns[key], value)}{columns[key].unit}" for key, value in sums]
    count = f"{len(desk.sheet.row_ids(table.key))} 行"
    return f"{count}  合计 {'  '.join(said)}" if said else count


def _state_words(wrong: int, missing: int) -> str:
    parts = [f"错 {wrong}"] if wrong else []
    parts += [f"缺 {missing}"] if missing else []
    return " ".join(parts) or "✓"


def _in_line(desk: FormDesk, state: FieldState, *, is_named: bool) -> str:
    """Return an answer in a few words; what is long, refused or still a default figure is left out."""
    field, value = state.field, state.value
    is_figure = field.kind in _NUMBERS
    if not state.visible or field.kind in _LONG_NUMBERS or (is_figure and value == field.default):
        return ""
    if isinstance(value, bool):
        return field.label if value else ""
    words = _with_unit(desk, state)
    return f"{field.label}{words}" if words and is_figure and is_named else words


def _with_unit(desk: FormDesk, state: FieldState) -> str:
    if state.value is None:
        return ""
    return (
        read(state.field, state.value, choices_for(state.field, desk.choices(state.path))) + state.field.unit
    )
