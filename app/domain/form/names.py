"""The names a rule may use: fields and tables by key or Chinese label, and the lookup tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.form.author import RuleMistake, near
from app.domain.form.lookups import LookupTable
from app.domain.form.model import FieldDef, FormDef
from app.domain.form.values import Kind, ValueType, type_of


@dataclass(frozen=True, slots=True)
class Known:
    """A field as a rule sees it."""

    slot: str
    key: str
    type: ValueType
    choices: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A table as a rule sees it: its columns by key and by label."""

    key: str
    columns: Mapping[str, Known]


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that has a name."""

    fields: Mapping[str, Known]
    tables: Mapping[str, KnownTable]
    lookups: Mapping[str, LookupTable]

    def field(self, name: str, table: str, prefix: str) -> tuple[Known, bool]:
        """Return the field meant by a name, and whether it is a column of the rule's own row.

        A rule that came with a block first looks among the block's fields, then in the whole form.
        """
        own = self.tables[table].columns if table else {}
        for wanted in (prefix + name, name):
            if wanted in own:
                return own[wanted], True
            if wanted in self.fields:
                return self.fields[wanted], False
        raise self._unknown(name)

    def table(self, name: str, prefix: str) -> KnownTable:
        """Return the table meant by a name."""
        for wanted in (prefix + name, name):
            if wanted in self.tables:
                return self.tables[wanted]
        raise RuleMistake("form.unknown_table", name=name, near=near(name, self.tables))

    def column(self, table: str, column: str, prefix: str) -> tuple[KnownTable, Known]:
        """Return a column of a table of the form."""
        found = self.table(table, prefix)
        for wanted in (prefix + column, column):
            if wanted in found.columns:
                return found, found.columns[wanted]
        alike = near(column, found.columns)
        raise RuleMistake("form.missing_column", table=table, column=column, near=alike)

    def lookup(self, name: str) -> LookupTable:
        """Return a lookup table of the catalogue."""
        if name not in self.lookups:
            raise RuleMistake("form.unknown_lookup", name=name, near=near(name, self.lookups))
        return self.lookups[name]

    def _unknown(self, name: str) -> RuleMistake:
        for table in self.tables.values():
            if name in table.columns:
                return RuleMistake("form.column_outside_table", name=name, table=table.key)
        return RuleMistake("form.unknown_name", name=name, near=near(name, self.fields))


def names_of(form: FormDef, lookups: Mapping[str, LookupTable]) -> Names:
    """Collect the names of a form; a label shared by several fields names none of them."""
    fields = [part for part in form.parts() if isinstance(part, FieldDef)]
    tables = {
        table.key: KnownTable(table.key, _by_name(table.columns, lookups, f"{table.key}/"))
        for table in form.tables().values()
    }
    by_label = {table.label: tables[key] for key, table in form.tables().items()}
    return Names(_by_name(fields, lookups, ""), by_label | tables, lookups)


def codes_of(field: FieldDef, lookups: Mapping[str, LookupTable]) -> frozenset[str] | None:
    """Return every code a choice field can hold, in whatever edition; None for other kinds."""
    if field.kind not in {Kind.CHOICE, Kind.CHOICES}:
        return None
    if field.choices_from:
        return lookups[field.choices_from].all_keys() if field.choices_from in lookups else None
    return frozenset(choice.code for choice in field.choices)


def _by_name(fields: Iterable[FieldDef], lookups: Mapping[str, LookupTable], place: str) -> dict[str, Known]:
    known = {
        field.key: Known(place + field.key, field.key, type_of(field.kind), codes_of(field, lookups))
        for field in fields
    }
    labels: dict[str, list[Known]] = {}
    for field in fields:
        labels.setdefault(field.label, []).append(known[field.key])
    return {label: found[0] for label, found in labels.items() if len(found) == 1} | known
