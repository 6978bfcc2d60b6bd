"""Carries the rows of an earlier table over into one that nobody has filled in yet."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.form.sheet import FormSheet


def may_bring_rows(sheet: FormSheet, table: str, rows: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether a table is shown, all its cells are blank or at their defaults, and there are rows."""
    paths = (
        f"{table}/{row}/{column.key}"
        for row in sheet.row_ids(table)
        for column in sheet.form.tables[table].columns
    )
    states = (sheet.state(path) for path in paths)
    untouched = all(one.calculated or one.value is None or one.value == one.default for one in states)
    return bool(rows) and untouched and sheet.table_visible(table)


def bring_rows(sheet: FormSheet, table: str, rows: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Write the rows from the first on, as many as fit, and return the paths that changed."""
    changed: frozenset[str] = frozenset()
    for place, row in enumerate(rows[: sheet.form.tables[table].max_rows]):
        if place >= len(sheet.row_ids(table)):
            sheet.add_row(table)
            changed |= sheet.changes
        here = sheet.row_ids(table)[place]
        for column, value in row.items():
            changed |= sheet.set(f"{table}/{here}/{column}", value)
    return changed
