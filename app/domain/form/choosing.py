"""Reads what a field offers and what it begins with: its choice list, its default."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from app.domain.form import shapes
from app.domain.form.author import Margin, near
from app.domain.form.lookups import LookupTable
from app.domain.form.model import Choice, FieldDef, Spot
from app.domain.form.names import codes_of
from app.domain.form.shapes import sound
from app.domain.form.values import Kind, Unreadable, Value, read_answer
from app.domain.form.whole_form import repeated

Record = Mapping[str, Any]
_CHOOSING = {Kind.CHOICE, Kind.CHOICES}


class ChoiceReader:
    """Reads the choices and defaults of one file's fields and notes every mistake."""

    def __init__(self, tables: Mapping[str, LookupTable], margin: Margin) -> None:
        """Take the lookup tables (code lists included) a list may come from."""
        self._tables = tables
        self._margin = margin

    def choices(self, entries: Iterable[Any], spot: Spot) -> tuple[Choice, ...]:
        """Read `"标签"` (the label is the code) or `["code", "标签"]`."""
        choices = []
        for entry in entries:
            pair = entry if isinstance(entry, list) else [entry, entry]
            if len(pair) == 2 and all(isinstance(text, str) and text for text in pair):
                choices.append(Choice(*pair))
            else:
                self._margin.note(spot, "form.bad_choice", text=str(entry))
        for code in repeated(choice.code for choice in choices):
            self._margin.note(spot, "form.duplicate_choice", text=code)
        return tuple(choices)

    def with_list(self, field: FieldDef, good: Record, at: Callable[[str], Spot]) -> FieldDef:
        """Attach the choice list; a choice field has one, other fields have none."""
        name, chooses = good.get("choices_from", ""), field.kind in _CHOOSING
        if chooses and not name and not field.choices:
            self._margin.note(field.spot, "form.no_choices")
        if not chooses and (name or field.choices):
            self._margin.note(field.spot, "form.choices_without_use", kind=field.kind.value)
        if name and name not in self._tables:
            self._margin.note(
                at("choices_from"), "form.unknown_lookup", name=name, near=near(name, self._tables)
            )
            return field
        narrowed = good.get("narrowed_by")
        if narrowed is None or not name:
            return replace(field, choices_from=name)
        filter_ = sound(narrowed, shapes.NARROWED, self._margin, at("narrowed_by"))
        column, columns = filter_.get("column", ""), self._tables[name].columns
        if column not in columns:
            self._margin.note(
                at("narrowed_by"),
                "form.missing_column",
                table=name,
                column=column,
                near=near(column, columns),
            )
        return replace(field, choices_from=name, narrowed_column=column, narrowed_by=filter_.get("field", ""))

    def with_default(self, field: FieldDef, good: Record, at: Callable[[str], Spot]) -> FieldDef:
        """Attach what the field begins with: a written answer, or a rule that gives it (`default_calc`)."""
        if field.default_calc is not None and "default" in good:
            self._margin.note(at("default_calc"), "form.two_defaults")
        return replace(field, default=self._default(good.get("default"), field, at("default")))

    def _default(self, raw: Any, field: FieldDef, spot: Spot) -> Value:
        value = read_answer(field.kind, raw, field.places)
        codes = codes_of(field, self._tables)
        chosen = value if isinstance(value, tuple) else (value,)
        unlisted = value is not None and codes is not None and not codes.issuperset(map(str, chosen))
        if isinstance(value, Unreadable) or unlisted:
            self._margin.note(spot, "form.bad_default", text=str(raw))
            return None
        return value
