"""Reads sections, fields, tables, checks and materials out of a catalogue file's records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.form import shapes
from app.domain.form.author import Margin, SourceText, near
from app.domain.form.choosing import ChoiceReader
from app.domain.form.external_reading import read_external, report_external
from app.domain.form.lookups import LookupTable
from app.domain.form.material_reading import read_material, word_of
from app.domain.form.model import (
    CheckDef,
    Condition,
    FieldDef,
    FormDef,
    Material,
    Rule,
    SectionDef,
    Spot,
    TableDef,
)
from app.domain.form.paper_checking import report_papers
from app.domain.form.paper_text import PaperText
from app.domain.form.reuse_checking import report_reuse
from app.domain.form.shapes import sound
from app.domain.form.values import Kind
from app.domain.form.whole_form import report_whole
from app.domain.identity.check import Severity

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Block:
    """A common block: its records and the text they came from."""

    records: Record
    source: SourceText


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What items may refer to: blocks, lookup tables (code lists included), texts of papers to be signed."""

    blocks: Mapping[str, Block]
    tables: Mapping[str, LookupTable]
    papers: Mapping[str, PaperText] = field(default_factory=dict)


class FormReader:
    """Reads the records of one file (an item, or a block it includes) and notes every mistake."""

    def __init__(self, source: SourceText, shelf: Shelf, margin: Margin, *, prefix: str = "") -> None:
        """Take the file's text to find lines in, and the prefix its field keys get."""
        self._source = source
        self._shelf = shelf
        self._margin = margin
        self._prefix = prefix
        self._choosing = ChoiceReader(shelf.tables, margin)

    def form(self, record: Record, materials: Iterable[Record], unneeded: Iterable[CheckDef] = ()) -> FormDef:
        """Read a whole form with the checks and materials of its blocks; `unneeded` come before them."""
        spot = self._source.spot("〔form〕")
        good = sound(record, shapes.FORM, self._margin, spot)
        own = tuple(self._known(self.materials(materials)))
        parts = [self._section(section) for section in good.get("section", ())]
        form = FormDef(
            sections=tuple(section for section, _, _ in parts),
            checks=(
                *unneeded,
                *(check for _, checks, _ in parts for check in checks),
                *self.checks(good.get("check", ()), ""),
            ),
            external=tuple(
                read_external(entry, self._source, self._margin) for entry in good.get("external", ())
            ),
            materials=(*own, *(material for _, _, found in parts for material in found)),
        )
        report_whole(form, self._source, self._margin)
        report_external(form, self._source, self._margin)
        report_papers(form, self._shelf.papers, self._source, self._margin)
        report_reuse(form.materials, self._shelf.tables, self._source, self._margin)
        return form

    def materials(self, records: Iterable[Record]) -> Iterable[Material | None]:
        """Read the materials of an item or block."""
        return [read_material(record, self._source, self._margin, self._prefix) for record in records]

    def checks(self, records: Iterable[Record], table: str) -> Iterable[CheckDef]:
        """Read the checks of a form, a block, or the rows of a table."""
        for record in records:
            place = f"检查〈{record.get('say', '')}〉"
            spot = self._source.spot(place, str(record.get("at", "")))
            good = sound(record, shapes.CHECK, self._margin, spot)
            if shapes.CHECK.needed <= good.keys():
                yield CheckDef(
                    wrong=self._rule(good["wrong"], spot),
                    say=good["say"],
                    at=self._prefix + good["at"],
                    severity=self._enum(Severity, good.get("severity", "error"), "severity", spot)
                    or Severity.ERROR,
                    table=table,
                )

    def field(self, record: Record, place: str) -> FieldDef | None:
        """Read one field or column; None if it lacks what makes it a field."""
        key, label = str(record.get("key", "")), str(record.get("label", ""))
        words = f"{place}字段〈{label or key}〉"
        spot = self._source.spot(words, key)
        good = sound(record, shapes.FIELD, self._margin, spot)
        kind = self._enum(Kind, good.get("kind"), "kind", spot)
        if kind is None or not shapes.FIELD.needed <= good.keys() or not self._good_key(key, spot):
            return None

        def at(prop: str) -> Spot:
            return self._source.spot(f"{words}的 {prop}", key, prop)

        found = FieldDef(
            key=self._prefix + key,
            label=label,
            kind=kind,
            spot=spot,
            required=self._condition(good.get("required", False), at("required")),
            visible=self._condition(good.get("visible", True), at("visible")),
            calc=self._optional_rule(good.get("calc"), at("calc")),
            calc_when=self._optional_rule(good.get("calc_when"), at("calc_when")),
            default_calc=self._optional_rule(good.get("default_calc"), at("default_calc")),
            minimum=self._limit(good.get("min"), kind, at("min")),
            maximum=self._limit(good.get("max"), kind, at("max")),
            choices=self._choosing.choices(good.get("choices", ()), at("choices")),
            prefix=self._prefix,
            **_plain(good),
        )
        if found.copy and found.sensitive:
            self._margin.note(spot, "form.copies_sensitive")
        return self._choosing.with_default(self._choosing.with_list(found, good, at), good, at)

    def _section(self, record: Record) -> tuple[SectionDef, tuple[CheckDef, ...], tuple[Material, ...]]:
        key = str(record.get("key", ""))
        place = f"节〈{record.get('title', key)}〉"
        spot = self._source.spot(place, key)
        good = sound(record, shapes.SECTION, self._margin, spot)
        included, checks, materials = self._included(good.get("include"), spot)
        parts, of_rows = self._parts(good, place, included)
        section = SectionDef(
            key=key,
            title=good.get("title", key),
            parts=tuple(parts),
            visible=self._shown(good, place, key),
            by_office=good.get("by_office", False),
            help=good.get("help", ""),
        )
        return section, (*checks, *of_rows), materials

    def _parts(
        self, good: Record, place: str, before: Iterable[FieldDef | TableDef] = ()
    ) -> tuple[list[FieldDef | TableDef], tuple[CheckDef, ...]]:
        """Read the fields and tables of a section or block, and the checks of the tables' rows."""
        fields = [self.field(entry, place) for entry in good.get("field", ())]
        parts: list[FieldDef | TableDef] = [*before, *self._known(fields)]
        checks: tuple[CheckDef, ...] = ()
        for entry in good.get("table", ()):
            table, of_rows = self._table(entry, place)
            checks = (*checks, *of_rows)
            parts = self._placed(parts, table, str(entry.get("after", "")))
        return parts, checks

    def _included(
        self, include: Record | None, spot: Spot
    ) -> tuple[list[FieldDef | TableDef], tuple[CheckDef, ...], tuple[Material, ...]]:
        if include is None:
            return [], (), ()
        good = sound(include, shapes.INCLUDE, self._margin, spot)
        name, omitted = good.get("block", ""), frozenset(good.get("omit", ()))
        block = self._shelf.blocks.get(name)
        if block is None:
            self._margin.note(
                spot, "form.unknown_block", name=name, known="、".join(sorted(self._shelf.blocks))
            )
            return [], (), ()
        place = f"{spot.words}公共块〈{name}〉"
        reader = FormReader(block.source, self._shelf, self._margin, prefix=good.get("prefix", ""))
        records = sound(block.records, shapes.BLOCK, self._margin, block.source.spot(place))
        label = good.get("label", "")
        kept = {part: _kept(records.get(part, ()), omitted, label) for part in _PARTS}
        papers = [
            {**entry, "name": label + str(entry.get("name", ""))} for entry in records.get("material", ())
        ]
        known = {str(entry.get("key")) for part in _PARTS for entry in records.get(part, ())}
        for key in sorted(omitted - known):
            self._margin.note(spot, "form.unknown_name", name=key, near=near(key, known))
        read, of_rows = reader._parts(kept, place)
        checks = tuple(reader.checks(records.get("check", ()), ""))
        return (
            read,
            (
                *of_rows,
                *(check for check in checks if check.at.removeprefix(reader._prefix) not in omitted),
            ),
            tuple(self._known(reader.materials(papers))),
        )

    def _table(self, record: Record, place: str) -> tuple[TableDef, tuple[CheckDef, ...]]:
        key = str(record.get("key", ""))
        words = f"{place}表格〈{record.get('label', key)}〉"
        spot = self._source.spot(words, key)
        good = sound(record, shapes.TABLE, self._margin, spot)
        self._good_key(key, spot)
        columns = tuple(self._known([self.field(entry, words) for entry in good.get("column", ())]))
        keys = {column.key for column in columns}
        totals = tuple(self._prefix + name for name in good.get("totals", ()))
        for name in totals:
            if name not in keys:
                self._margin.note(spot, "form.missing_column", table=key, column=name, near=near(name, keys))
        table = TableDef(
            key=self._prefix + key,
            label=good.get("label", key),
            spot=spot,
            columns=columns,
            visible=self._shown(good, words, key),
            min_rows=good.get("min_rows", 0),
            max_rows=good.get("max_rows", 100),
            totals=totals,
            help=good.get("help", ""),
            prefix=self._prefix,
        )
        if table.min_rows > table.max_rows:
            self._margin.note(spot, "form.rows_reversed", least=table.min_rows, most=table.max_rows)
        return table, tuple(self.checks(good.get("check", ()), table.key))

    def _placed(
        self, parts: list[FieldDef | TableDef], table: TableDef, after: str
    ) -> list[FieldDef | TableDef]:
        """Put a table after the named field; TOML keeps fields and tables in two lists."""
        places = [number for number, part in enumerate(parts) if part.key == self._prefix + after]
        if after and not places:
            self._margin.note(
                table.spot, "form.unknown_name", name=after, near=near(after, [part.key for part in parts])
            )
        at = places[0] + 1 if places else len(parts)
        return [*parts[:at], table, *parts[at:]]

    def _shown(self, good: Record, words: str, key: str) -> Condition:
        spot = self._source.spot(f"{words}的 visible", key, "visible")
        return self._condition(good.get("visible", True), spot)

    def _condition(self, given: bool | str, spot: Spot) -> Condition:  # noqa: FBT001 - TOML gives either
        return given if isinstance(given, bool) else self._rule(given, spot)

    def _optional_rule(self, source: str | None, spot: Spot) -> Rule | None:
        return None if source is None else self._rule(source, spot)

    def _limit(self, given: int | str | None, kind: Kind, spot: Spot) -> Rule | None:
        if isinstance(given, int):
            return self._rule(f"yuan({given})" if kind is Kind.MONEY else str(given), spot)
        return self._optional_rule(given, spot)

    def _rule(self, source: str, spot: Spot) -> Rule:
        return Rule(source, spot, self._prefix)

    def _enum(self, wanted: Any, given: Any, prop: str, spot: Spot) -> Any:
        return word_of(wanted, given, prop, self._margin, spot)

    def _good_key(self, key: str, spot: Spot) -> bool:
        good = key.isascii() and key.isidentifier() and key == key.lower()
        if key and not good:
            self._margin.note(spot, "form.bad_key", key=key)
        return bool(key) and good

    @staticmethod
    def _known(found: Iterable[Any]) -> Iterable[Any]:
        return [entry for entry in found if entry is not None]


_PLAIN = frozenset(
    {"places", "unit", "max_chars", "pattern", "kind_from", "copy", "sensitive", "local", "help"}
    | {"capital", "portrait"}
)
_PARTS = ("field", "table")


def _plain(good: Record) -> dict[str, Any]:
    return {prop: value for prop, value in good.items() if prop in _PLAIN}


def _kept(entries: Iterable[Record], omitted: frozenset[str], label: str) -> list[Record]:
    """Return a block's records that an item wants, under the item's own labels."""
    return [
        {**entry, "label": label + str(entry.get("label", ""))}
        for entry in entries
        if str(entry.get("key")) not in omitted
    ]
