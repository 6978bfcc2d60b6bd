"""Measures one keystroke in a large form against the bare closures it has to run."""

import random
import time
from collections.abc import Callable
from datetime import date
from functools import partial

from app.domain.form.author import Margin, SourceText
from app.domain.form.reading import Shelf
from app.domain.form.sheet import FormContext, FormSheet, open_sheet
from app.domain.item_reading import read_item

FIELDS, ROWS, COLUMNS, KEYSTROKES = 150, 20, 12, 2000


def measure_keystroke(keystrokes: int = KEYSTROKES) -> tuple[float, float]:
    """Return the p95 in milliseconds of the worst edit through the sheet, and of its closures run bare.

    The form has 150 fields and a table of 20 rows of 12 columns; the worst edit hits the one column whose
    total and whose twenty shares move with it.
    """
    sheet = large_sheet()
    chance = random.Random(7)
    rows = sheet.row_ids("rows")
    # No value comes twice, so that each edit is a real change.
    edits = [(f"rows/{chance.choice(rows)}/c0", str(1000 + number)) for number in range(keystrokes)]
    ours = [_timed(partial(sheet.set, path, text)) for path, text in edits]
    bare = _bare_closures(sheet)
    return _p95(ours), _p95([_timed(bare) for _ in range(keystrokes)])


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


def _bare_closures(sheet: FormSheet) -> Callable[[], None]:
    """Return the run of one total, twenty shares and one row sum with nothing around them."""
    scope = sheet._evaluation.scope
    rules = [rule for rule in sheet.form.rules if rule.slot in {"total0", "rows/share", "rows/sum"}]
    rows = {"total0": [{}], "rows/share": scope.rows["rows"], "rows/sum": scope.rows["rows"][:1]}
    runs = [(rule.expression.run, rows[rule.slot]) for rule in rules]

    def run() -> None:
        for closure, rows in runs:
            for row in rows:
                scope.row = row
                closure(scope)

    return run


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


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]
