"""The functions that look at blanks, at choices, over the rows of a table, or into a lookup table.

Over rows blank cells are skipped: a total of nothing is 0, the largest of nothing is blank.
"""

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from app.domain.form.author import RuleMistake, near
from app.domain.form.expressions import Expression, Reading, Scope, constant, derived
from app.domain.form.lookups import LookupTable
from app.domain.form.names import Known, Names
from app.domain.form.operators import holds, must_compare
from app.domain.form.values import ValueType

_NUMERIC = {ValueType.NUMBER, ValueType.MONEY}
_ORDERED = _NUMERIC | {ValueType.DATE, ValueType.DATE_TIME, ValueType.MONTH}


class Reader(Protocol):
    """What a special function needs of the rule reader."""

    names: Names
    prefix: str

    def read(self, node: ast.expr) -> Expression:
        """Read one argument."""
        ...


Special = Callable[[Reader, list[ast.expr]], Expression]


def _blank(reader: Reader, arguments: list[ast.expr]) -> Expression:
    part = reader.read(arguments[0])
    inner = part.run
    return derived(lambda scope: inner(scope) is None, ValueType.YES_NO, part)


def _filled(reader: Reader, arguments: list[ast.expr]) -> Expression:
    part = reader.read(arguments[0])
    inner = part.run
    return derived(lambda scope: inner(scope) is not None, ValueType.YES_NO, part)


def _has(reader: Reader, arguments: list[ast.expr]) -> Expression:
    """Whether one of the chosen codes is the given one."""
    part, code = reader.read(arguments[0]), _literal(arguments[1])
    if part.type is not ValueType.CODES:
        raise RuleMistake("form.wrong_argument", function="has", wanted="多选", given=part.type.value)
    if part.choices is not None and code not in part.choices:
        raise RuleMistake("form.no_such_choice", text=code, choices="、".join(sorted(part.choices)[:12]))
    inner = part.run
    return derived(lambda scope: code in (inner(scope) or ()), ValueType.YES_NO, part)


def _when(reader: Reader, arguments: list[ast.expr]) -> Expression:
    """The second argument if the first holds, else the third (blank if there is none)."""
    parts = [reader.read(argument) for argument in arguments]
    condition, yes = holds(parts[0]), parts[1]
    no = parts[2] if len(parts) == 3 else constant(None, yes.type)
    if yes.type is not no.type:
        raise RuleMistake("form.two_types", left=yes.type.value, right=no.type.value)
    asked, first, second = condition.run, yes.run, no.run
    return derived(lambda scope: first(scope) if asked(scope) else second(scope), yes.type, *parts)


def _extreme(pick: Callable[[Iterable[Any]], Any]) -> Special:
    def special(reader: Reader, arguments: list[ast.expr]) -> Expression:
        parts = [reader.read(argument) for argument in arguments]
        must_compare(parts[0], parts[1], ordered=True)
        one, other = parts[0].run, parts[1].run

        def run(scope: Scope) -> Any:
            pair = (one(scope), other(scope))
            return None if None in pair else pick(pair)

        return derived(run, parts[0].type, *parts)

    return special


def _over_rows(
    pick: Callable[[list[Any]], Any], accepts: set[ValueType] | None, gives: ValueType | None
) -> Special:
    def special(reader: Reader, arguments: list[ast.expr]) -> Expression:
        table, column = reader.names.column(_literal(arguments[0]), _literal(arguments[1]), reader.prefix)
        if accepts is not None and column.type not in accepts:
            raise RuleMistake("form.column_type", column=column.key, type=column.type.value)
        rows, key = table.key, column.key
        reads = frozenset({Reading(column.slot, whole=True)})

        def run(scope: Scope) -> Any:
            return pick([value for row in scope.rows[rows] if (value := row[key]) is not None])

        return Expression(run, gives or column.type, reads)

    return special


def _count(reader: Reader, arguments: list[ast.expr]) -> Expression:
    rows = reader.names.table(_literal(arguments[0]), reader.prefix).key
    reads = frozenset({Reading(rows, whole=True)})
    return Expression(lambda scope: len(scope.rows[rows]), ValueType.NUMBER, reads)


def _count_of(reader: Reader, arguments: list[ast.expr]) -> Expression:
    """How many rows have the given value in a column."""
    table, column = reader.names.column(_literal(arguments[0]), _literal(arguments[1]), reader.prefix)
    part = reader.read(arguments[2])
    must_compare(Expression(part.run, column.type, choices=column.choices), part, ordered=False)
    rows, key, wanted = table.key, column.key, part.run

    def run(scope: Scope) -> int:
        value = wanted(scope)
        return 0 if value is None else sum(row[key] == value for row in scope.rows[rows])

    return Expression(run, ValueType.NUMBER, part.reads | {Reading(column.slot, whole=True)})


def _matching(reader: Reader, arguments: list[ast.expr]) -> tuple[Known, Expression]:
    """Read (table, column, key column, value): the column, and what lists its cells in the rows meant."""
    table, column = reader.names.column(_literal(arguments[0]), _literal(arguments[1]), reader.prefix)
    _, by = reader.names.column(_literal(arguments[0]), _literal(arguments[2]), reader.prefix)
    part = reader.read(arguments[3])
    must_compare(Expression(part.run, by.type, choices=by.choices), part, ordered=False)
    rows, wanted = table.key, part.run

    def cells(scope: Scope) -> list[Any]:
        value = wanted(scope)
        found = [row[column.key] for row in scope.rows[rows] if value is not None and row[by.key] == value]
        return [cell for cell in found if cell is not None]

    reads = part.reads | {Reading(column.slot, whole=True), Reading(by.slot, whole=True)}
    return column, Expression(cells, column.type, reads, timely=part.timely)


def _total_of(reader: Reader, arguments: list[ast.expr]) -> Expression:
    """The total of a column over the rows that have the given value in another column."""
    column, part = _matching(reader, arguments)
    if column.type not in _NUMERIC:
        raise RuleMistake("form.column_type", column=column.key, type=column.type.value)
    cells = part.run
    return derived(lambda scope: sum(cells(scope)), column.type, part)


def _cell_of(reader: Reader, arguments: list[ast.expr]) -> Expression:
    """What a column holds in the first row that has the given value in another column."""
    column, part = _matching(reader, arguments)
    cells = part.run
    found = derived(lambda scope: next(iter(cells(scope)), None), column.type, part)
    return replace(found, choices=column.choices)


def _lookup(reader: Reader, arguments: list[ast.expr]) -> Expression:
    """The value of a column of a lookup table, in the edition of the day; blank if there is no such row."""
    table, column, key = _lookup_arguments(reader, arguments)
    if key.type is not ValueType.TEXT:
        raise RuleMistake("form.wrong_argument", function="lookup", wanted="文字", given=key.type.value)
    if key.literal is not None and key.literal not in table.all_keys():
        raise RuleMistake("form.no_such_row", table=table.name, text=key.literal)
    inner, name = key.run, table.name

    def run(scope: Scope) -> Any:
        row = scope.tables[name].edition(scope.today).rows.get(inner(scope))
        return None if row is None else row.get(column)

    return Expression(run, table.columns[column], key.reads, timely=True)


def _lookup_smallest(reader: Reader, arguments: list[ast.expr]) -> Expression:
    """The smallest value of a column over the rows of several chosen codes; blank if none has one."""
    table, column, codes = _lookup_arguments(reader, arguments)
    if codes.type is not ValueType.CODES:
        raise RuleMistake(
            "form.wrong_argument", function="lookup_smallest", wanted="多选", given=codes.type.value
        )
    inner, name = codes.run, table.name

    def run(scope: Scope) -> Any:
        rows = scope.tables[name].edition(scope.today).rows
        found = [rows[code].get(column) for code in inner(scope) or () if code in rows]
        return min((value for value in found if value is not None), default=None)

    return Expression(run, table.columns[column], codes.reads, timely=True)


def _lookup_band(reader: Reader, arguments: list[ast.expr]) -> Expression:
    """The value of a column in the last row whose `from` is not above the number; blank below the first."""
    table, column, number = _lookup_arguments(reader, arguments)
    if table.columns.get("from") is not ValueType.NUMBER:
        raise RuleMistake(
            "form.missing_column", table=table.name, column="from", near=near("from", table.columns)
        )
    if number.type is not ValueType.NUMBER:
        raise RuleMistake(
            "form.wrong_argument", function="lookup_band", wanted="数字", given=number.type.value
        )
    inner, name = number.run, table.name

    def run(scope: Scope) -> Any:
        value = inner(scope)
        rows = scope.tables[name].edition(scope.today).rows.values()
        reached: list[Any] = [row for row in rows if value is not None and _reaches(row, value)]
        return max(reached, key=lambda row: row["from"])[column] if reached else None

    return Expression(run, table.columns[column], number.reads, timely=True)


def _reaches(row: Mapping[str, Any], value: Any) -> bool:
    return row["from"] is not None and bool(row["from"] <= value)


def _chosen(reader: Reader, arguments: list[ast.expr]) -> Expression:
    """How many codes are chosen in a multiple choice."""
    part = reader.read(arguments[0])
    if part.type is not ValueType.CODES:
        raise RuleMistake("form.wrong_argument", function="chosen", wanted="多选", given=part.type.value)
    inner = part.run
    return derived(lambda scope: len(inner(scope) or ()), ValueType.NUMBER, part)


def _lookup_arguments(reader: Reader, arguments: list[ast.expr]) -> tuple[LookupTable, str, Expression]:
    table, column = reader.names.lookup(_literal(arguments[0])), _literal(arguments[1])
    if column not in table.columns:
        raise RuleMistake(
            "form.missing_column", table=table.name, column=column, near=near(column, table.columns)
        )
    return table, column, reader.read(arguments[2])


def _date(_reader: Reader, arguments: list[ast.expr]) -> Expression:
    """A written day: date("2026-01-31")."""
    text = _literal(arguments[0])
    try:
        return constant(date.fromisoformat(text), ValueType.DATE)
    except ValueError:
        raise RuleMistake("form.bad_date", text=text) from None


def _literal(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise RuleMistake("form.needs_quotes", text=ast.unparse(node))


def _total(values: list[Any]) -> Any:
    return sum(values)


def _distinct(values: list[Any]) -> bool:
    return len(set(values)) == len(values)


def _or_blank(pick: Callable[..., Any]) -> Callable[[list[Any]], Any]:
    return lambda values: pick(values, default=None)


_ALL: tuple[tuple[str, str, int, int, Special], ...] = (
    ("blank", "空", 1, 1, _blank),
    ("filled", "已填", 1, 1, _filled),
    ("has", "含", 2, 2, _has),
    ("chosen", "已选项数", 1, 1, _chosen),
    ("when", "如果", 2, 3, _when),
    ("smaller", "较小", 2, 2, _extreme(min)),
    ("larger", "较大", 2, 2, _extreme(max)),
    ("total", "合计", 2, 2, _over_rows(_total, _NUMERIC, None)),
    ("largest", "最大", 2, 2, _over_rows(_or_blank(max), _ORDERED, None)),
    ("smallest", "最小", 2, 2, _over_rows(_or_blank(min), _ORDERED, None)),
    ("distinct", "各不相同", 2, 2, _over_rows(_distinct, None, ValueType.YES_NO)),
    ("count", "行数", 1, 1, _count),
    ("count_of", "计数", 3, 3, _count_of),
    ("total_of", "分项合计", 4, 4, _total_of),
    ("cell_of", "行中值", 4, 4, _cell_of),
    ("lookup", "查表", 3, 3, _lookup),
    ("lookup_smallest", "查表最小", 3, 3, _lookup_smallest),
    ("lookup_band", "查档", 3, 3, _lookup_band),
    ("date", "日期", 1, 1, _date),
)

SPECIALS: Mapping[str, tuple[int, int, Special]] = {
    name: (fewest, most, special)
    for english, chinese, fewest, most, special in _ALL
    for name in (english, chinese)
}
