"""What a form may take over from an earlier one: fields and columns both mark with one copy group."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.form.compiled import Form
from app.domain.form.model import FieldDef, TableDef

MEMBER, OTHER_MEMBER = "member_name", "other_member_name"
"""The groups of the names in tables of a household: with the applicant among them, and without."""
Row = Mapping[str, Any]


def copyable(source: Form, target: Form) -> frozenset[str]:
    """Return the fields both forms mark with the same copy group; sensitive ones never."""
    return frozenset(
        key
        for key, field in target.fields.items()
        if "/" not in key
        and key in source.fields
        and _may_copy(field)
        and source.fields[key].copy == field.copy
    )


def copied_rows(
    source: Form, target: Form, answers: Mapping[str, Any], own_name: str
) -> dict[str, list[dict[str, Any]]]:
    """Return the rows each table of `target` may take from the `answers` of a `source` form.

    Only columns both mark with one group, and only rows that name somebody. A table of the other members
    takes nobody called `own_name`, the applicant.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for table in target.tables.values():
        for known in source.tables.values():
            rows = list(_rows(known, table, answers.get(known.key, ()), own_name))
            if rows and table.key not in found:
                found[table.key] = rows[: table.max_rows]
    return found


def _rows(source: TableDef, target: TableDef, rows: Any, own_name: str) -> Iterator[dict[str, Any]]:
    places = dict(_columns(source, target))
    names = [key for key, column in _marked(target).items() if column.copy in {MEMBER, OTHER_MEMBER}]
    if not names or names[0] not in places:
        return
    is_of_others = _marked(target)[names[0]].copy == OTHER_MEMBER
    for row in rows:
        taken = {key: row[place] for key, place in places.items() if place in row}
        if names[0] in taken and not (is_of_others and taken[names[0]] == own_name):
            yield taken


def _columns(source: TableDef, target: TableDef) -> Iterator[tuple[str, str]]:
    """Yield each column of `target` that is filled, with the column of `source` it is filled from."""
    by_group = {column.copy: key for key, column in _marked(source).items()}
    for key, column in _marked(target).items():
        group = column.copy
        if group == OTHER_MEMBER and group not in by_group:
            group = MEMBER
        if group in by_group:
            yield key, by_group[group]


def _marked(table: TableDef) -> dict[str, FieldDef]:
    return {column.key: column for column in table.columns if _may_copy(column)}


def _may_copy(field: FieldDef) -> bool:
    return bool(field.copy) and not field.sensitive
