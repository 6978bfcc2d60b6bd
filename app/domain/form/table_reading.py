"""Reads a file of dated local data into a LookupTable, noting every mistake."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.form import shapes
from app.domain.form.author import Margin, SourceText, near
from app.domain.form.lookups import LookupTable, RowValues, edition_of
from app.domain.form.model import Spot
from app.domain.form.parsing import parse
from app.domain.form.shapes import sound
from app.domain.form.values import Kind, Unreadable, ValueType, read_answer, type_of

_KINDS = {
    "text": Kind.TEXT,
    "int": Kind.INTEGER,
    "dec": Kind.DECIMAL,
    "money": Kind.MONEY,
    "date": Kind.DATE,
    "bool": Kind.YES_NO,
}


def read_table(source: SourceText, margin: Margin) -> LookupTable | None:
    """Read a table file; None if anything was noted. Amounts of money are written in yuan as text."""
    noted = len(margin.mistakes)
    document = parse(source, margin)
    if document is None:
        return None
    spot = source.spot(f"表〈{document.get('label', '')}〉")
    good = sound(document, shapes.LOOKUP, margin, spot)
    if not shapes.LOOKUP.needed <= good.keys():
        return None
    kinds = _columns(good["columns"], margin, spot)
    if good["key"] not in kinds:
        margin.note(
            spot, "form.missing_column", table=good["name"], column=good["key"], near=near(good["key"], kinds)
        )
        return None
    editions = [
        edition_of(edition["since"], _rows(edition["rows"], good["key"], kinds, margin, spot))
        for entry in good["edition"]
        if shapes.EDITION.needed <= (edition := sound(entry, shapes.EDITION, margin, spot)).keys()
    ]
    if len(margin.mistakes) > noted:
        return None
    return LookupTable(
        name=good["name"],
        label=good["label"],
        key=good["key"],
        columns={name: type_of(kind) for name, kind in kinds.items()} | {"label": ValueType.TEXT},
        editions=tuple(sorted(editions, key=lambda edition: edition.since)),
        local=good.get("local", False),
        source=good.get("source", ""),
    )


def _columns(columns: Mapping[str, Any], margin: Margin, spot: Spot) -> dict[str, Kind]:
    for name, word in columns.items():
        if word not in _KINDS:
            margin.note(spot, "form.unknown_word", property=name, text=word, known="、".join(_KINDS))
    return {name: _KINDS[word] for name, word in columns.items() if word in _KINDS}


def _rows(
    records: Iterable[Mapping[str, Any]], key: str, kinds: Mapping[str, Kind], margin: Margin, spot: Spot
) -> Mapping[str, RowValues]:
    rows: dict[str, RowValues] = {}
    for record in records:
        name = str(record.get(key, ""))
        if not name or name in rows:
            margin.note(
                spot, "form.duplicate_row" if name else "form.missing_property", property=key, text=name
            )
        rows[name] = {column: _cell(column, record.get(column), kinds, margin, spot) for column in kinds}
        for strange in sorted(record.keys() - kinds.keys()):
            margin.note(spot, "form.missing_column", table=name, column=strange, near=near(strange, kinds))
    return rows


def _cell(column: str, raw: object, kinds: Mapping[str, Kind], margin: Margin, spot: Spot) -> Any:
    # A whole number in a money column would be read as fen; authors think in yuan.
    given = str(raw) if kinds[column] in {Kind.MONEY, Kind.DECIMAL} and isinstance(raw, int) else raw
    value = read_answer(kinds[column], given, 6)
    if isinstance(value, Unreadable):
        margin.note(spot, "form.bad_cell", column=column, text=value.text)
        return None
    return value
