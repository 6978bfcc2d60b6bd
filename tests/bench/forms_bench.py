"""Measures one keystroke in a large form against the bare closures it has to run."""

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

from figures import Figure, in_turn

from app.bootstrap.hall_data import load_hall_data
from app.bootstrap.places import resources
from app.domain.form.author import Margin, SourceText
from app.domain.form.compiled import CompiledRule
from app.domain.form.reading import Shelf
from app.domain.form.sheet import FormContext, FormSheet, open_sheet
from app.domain.item_reading import read_item

FIELDS, ROWS, COLUMNS, KEYSTROKES = 150, 20, 12, 2000
PEOPLE, INCOMES = 15, 60


def measure_keystrokes(_folder: Path) -> list[Figure]:
    """Return the p95 of the worst edit of a large form, and of the largest household form, beside its rules.

    The large form has 150 fields and a table of 20 rows of 12 columns; the worst edit hits the one column
    whose total and whose twenty shares move with it. B01 is filled with 15 people who have 60 incomes; the
    worst edits are an amount, which moves the income of a person, the household and its limits, and a name,
    by which all incomes find their people.
    """
    chance = random.Random(7)
    large, household = large_sheet(), household_sheet()
    rows, incomes, people = (
        large.row_ids("rows"),
        household.row_ids("income"),
        household.row_ids("members"),
    )
    return [
        _keystroke(
            "keystroke p95, 150 fields x 20 rows",
            large,
            # No value comes twice, so that each edit is a real change.
            lambda number: (f"rows/{chance.choice(rows)}/c0", str(1000 + number)),
        ),
        _keystroke(
            "keystroke p95, B01 amount",
            household,
            lambda number: (f"income/{chance.choice(incomes)}/monthly", str(1000 + number)),
        ),
        _keystroke(
            "keystroke p95, B01 name",
            household,
            lambda number: (f"members/{people[number % len(people)]}/name", _name(number + 100)),
        ),
    ]


def _keystroke(name: str, sheet: FormSheet, edit_of: Callable[[int], tuple[str, str]]) -> Figure:
    """Time an edit in turn with the very rules it makes run, with nothing around them."""
    edits = [edit_of(number) for number in range(KEYSTROKES + 1)]
    bare = _bare_closures(sheet, *edits.pop())
    ours, limits = in_turn(KEYSTROKES, lambda number: sheet.set(*edits[number]), lambda _number: bare())
    return Figure(name, _p95(ours), _p95(limits), "<= 1 ms; bare closures 0.2")


def large_sheet() -> FormSheet:
    """Return the filled sheet of the large form."""
    margin = Margin()
    item = read_item(SourceText("large.toml", _large_item()), Shelf(blocks={}, tables={}), margin)
    if item is None:
        raise AssertionError(margin.mistakes)
    sheet = open_sheet(item.form, {}, FormContext(today=date(2026, 11, 25)))
    for row in sheet.row_ids("rows"):
        for column in range(COLUMNS - 2):
            sheet.set(f"rows/{row}/c{column}", str(column + 1))
    return sheet


def household_sheet() -> FormSheet:
    """Return B01 as shipped, filled with 15 people and 60 incomes."""
    data = load_hall_data(resources(), Path("/nonexistent"))
    today = date(2026, 11, 25)
    form = data.catalog.current("B01", today).form
    return filled(open_sheet(form, {}, FormContext(today=today, tables=data.catalog.tables)))


def filled(sheet: FormSheet) -> FormSheet:
    """Fill a sheet of B01 with 15 people and 60 incomes, and return it."""
    for number in range(PEOPLE):
        row = sheet.row_ids("members")[number] if number == 0 else sheet.add_row("members")
        for column, text in {"name": _name(number), "relation": "01" if number == 0 else "20"}.items():
            sheet.set(f"members/{row}/{column}", text)
    for number in range(INCOMES):
        row = sheet.add_row("income")
        cells = {"member": _name(number % PEOPLE), "kind": "工资性", "monthly": str(100 + number)}
        for column, text in cells.items():
            sheet.set(f"income/{row}/{column}", text)
    return sheet


def _name(number: int) -> str:
    """Return one of many invented names, no two alike."""
    return "钟" + chr(0x4E00 + number)


def _bare_closures(sheet: FormSheet, path: str, text: str) -> Callable[[], None]:
    """Return the run of what one edit makes run: each rule, for each of its rows."""
    evaluation = sheet._evaluation
    scope, run, found = evaluation.scope, evaluation._run, []

    def noted(index: int, rule: CompiledRule, row: str, changed: set[str]) -> None:
        run(index, rule, row, changed)
        found.append((rule.expression.run, scope.row))

    evaluation._run = noted
    sheet.set(path, text)
    del evaluation._run

    def run_all() -> None:
        for closure, row in found:
            scope.row = row
            closure(scope)

    return run_all


def _large_item() -> str:
    fields = []
    for number in range(0, FIELDS - 3, 3):
        fields += [
            f'{{ key = "f{number}", label = "数{number}", kind = "int", required = true, min = 0 }}',
            f'{{ key = "f{number + 1}", label = "和{number}", kind = "int", calc = "f{number} * 2 + 1" }}',
            f'{{ key = "f{number + 2}", label = "注{number}", kind = "text", '
            f'visible = "f{number + 1} > 500" }}',
        ]
    fields += [
        f'{{ key = "total{number}", label = "合计{number}", kind = "int", '
        f'calc = \'total("rows", "c{number}")\' }}'
        for number in range(3)
    ]
    columns = [
        f'{{ key = "c{number}", label = "列{number}", kind = "int" }}' for number in range(COLUMNS - 2)
    ]
    columns += [
        '{ key = "share", label = "占比", kind = "dec", places = 4, calc = "c0 / total(\'rows\', \'c0\')" }',
        '{ key = "sum", label = "行和", kind = "int", calc = "c0 + c1 + c2 + c3" }',
    ]
    return _ELEMENTS + (
        '[[form.section]]\nkey = "main"\ntitle = "大表"\nfield = [\n'
        + ",\n".join(fields)
        + '\n]\n[[form.section.table]]\nkey = "rows"\nlabel = "明细"\nmin_rows = 20\ncolumn = [\n'
        + ",\n".join(columns)
        + "\n]\n"
    )


_ELEMENTS = """
[item]
id = "X01"
version = 1
name = "大表"
type = "20"
department = "综合"
decides = ["乡"]
handling = "即办"
basis = []
result = { name = "无", kind = "无" }
valid_from = 2026-01-01
"""


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]
