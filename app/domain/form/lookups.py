"""Amounts, ages and code lists that change with the years: dated tables rules and choices look up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.codes import CodeEntry, CodeTable
from app.domain.form.model import Choice
from app.domain.form.values import Value, ValueType

RowValues = Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The rows in force from `since` until the next edition; `index` finds the keys of rows by a column."""

    since: date
    rows: Mapping[str, RowValues]
    index: Mapping[tuple[str, Value], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupTable:
    """A code list or a table of amounts; `local` ones differ by county and must be confirmed there."""

    name: str
    label: str
    key: str
    columns: Mapping[str, ValueType]
    editions: tuple[Edition, ...]
    local: bool = False
    source: str = ""

    def edition(self, day: date) -> Edition:
        """Return what is in force on `day`; before the first edition nothing is."""
        in_force = [edition for edition in self.editions if edition.since <= day]
        return in_force[-1] if in_force else _NOTHING

    def all_keys(self) -> frozenset[str]:
        """Return every key of every edition."""
        return frozenset(key for edition in self.editions for key in edition.rows)

    def choices(self, day: date, column: str = "", wanted: Value = None) -> tuple[Choice, ...]:
        """Return the entries in force, narrowed to rows whose `column` is `wanted` if a column is given."""
        edition = self.edition(day)
        keys = edition.index.get((column, wanted), ()) if column else edition.rows
        rows = ((key, edition.rows[key]) for key in keys)
        return tuple(Choice(key, str(row.get("label", key))) for key, row in rows if row.get("offered", True))


_NOTHING = Edition(since=date.min, rows={}, index={})


def edition_of(since: date, rows: Mapping[str, RowValues]) -> Edition:
    """Return an edition with every column indexed, so that narrowing a list of thousands costs nothing."""
    index: dict[tuple[str, Value], list[str]] = {}
    for key, row in rows.items():
        for cell in row.items():
            index.setdefault(cell, []).append(key)
    return Edition(since=since, rows=rows, index={cell: tuple(keys) for cell, keys in index.items()})


def from_code_table(codes: CodeTable) -> LookupTable:
    """Return a national or local code list as a lookup table with the columns `label` and `offered`.

    Texts the list says beyond that are columns too: the region a village lies in, by which it is narrowed.
    """
    rows: dict[str, RowValues] = {
        entry.code: {**_texts(entry), "label": entry.name, "offered": entry.offered}
        for entry in codes.entries
    }
    texts = {column: ValueType.TEXT for entry in codes.entries for column in _texts(entry)}
    return LookupTable(
        name=codes.name,
        label=codes.title,
        key="code",
        columns={
            **texts,
            "code": ValueType.TEXT,
            "label": ValueType.TEXT,
            "offered": ValueType.YES_NO,
        },
        editions=(edition_of(date.min, rows),),
        source=codes.source,
    )


def _texts(entry: CodeEntry) -> dict[str, str]:
    return {column: value for column, value in entry.facts.items() if isinstance(value, str)}
