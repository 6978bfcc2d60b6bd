"""The JSON Schema of a form's answers, for whoever takes them in without this program.

It says what a schema can say (draft 2020-12): names, types, choices, lengths, what is always required. What
depends on other answers, on the day or on the lookup tables' years stays with the form; a refused schema is
therefore always a refused form, and not the other way round.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

from app.domain.form.lookups import LookupTable
from app.domain.form.model import FieldDef, FormDef, TableDef
from app.domain.form.names import codes_of
from app.domain.form.values import Kind

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema: TypeAlias = dict[str, Any]
_Lookups: TypeAlias = Mapping[str, LookupTable]


def answers_schema(form: FormDef, lookups: Mapping[str, LookupTable], *, name: str, urn: str) -> Schema:
    """Return the schema of `FormSheet.answers()` of a form; `urn` names this version of it."""
    return {
        "$schema": DRAFT,
        "$id": urn,
        "title": name,
        "type": "object",
        "properties": {part.key: _of_part(part, lookups) for part in form.parts()},
        "required": [
            part.key
            for section in form.sections
            if section.visible is True
            for part in section.parts
            if _is_always_there(part)
        ],
        "additionalProperties": False,
    }


def _is_always_there(part: FieldDef | TableDef) -> bool:
    if isinstance(part, TableDef):
        return part.visible is True and part.min_rows > 0
    return part.visible is True and part.required is True


def _of_part(part: FieldDef | TableDef, lookups: _Lookups) -> Schema:
    return _table(part, lookups) if isinstance(part, TableDef) else _field(part, lookups)


def _table(table: TableDef, lookups: _Lookups) -> Schema:
    columns = {column.key: _field(column, lookups) for column in table.columns}
    needed = [column.key for column in table.columns if _is_always_there(column)]
    row = {
        "type": "object",
        "properties": {"row": {"type": "string", "minLength": 1}, **columns},
        "required": ["row", *needed],
        "additionalProperties": False,
    }
    rows = {"minItems": max(1, table.min_rows), "maxItems": table.max_rows}
    return {"title": table.label, "type": "array", "items": row, **rows}


def _field(field: FieldDef, lookups: _Lookups) -> Schema:
    codes = codes_of(field, lookups)
    shape = _codes(field.kind, sorted(codes)) if codes is not None else dict(_SHAPES[field.kind])
    if field.kind is Kind.DECIMAL:
        shape["pattern"] = rf"^-?\d+(\.\d{{1,{field.places}}})?$" if field.places else r"^-?\d+$"
    if field.kind is Kind.SIGNATURE and field.required is True:
        shape["const"] = True
    if field.max_chars:
        shape["maxLength"] = field.max_chars
    if field.pattern and shape["type"] == "string":
        shape["pattern"] = f"^(?:{field.pattern})$"
    if field.kind is Kind.INTEGER:
        shape |= _bounds(field)
    return {"title": field.label, **shape, **_notes(field)}


def _codes(kind: Kind, codes: list[str]) -> Schema:
    one: Schema = {"type": "string", "enum": codes}
    if kind is Kind.CHOICE:
        return one
    return {"type": "array", "items": one, "minItems": 1, "uniqueItems": True}


def _bounds(field: FieldDef) -> Schema:
    """Return the limits written as plain numbers; those that are reckoned stay with the form."""
    written = (("minimum", field.minimum), ("maximum", field.maximum))
    return {word: int(rule.source) for word, rule in written if rule is not None and _is_number(rule.source)}


def _is_number(source: str) -> bool:
    return source.isascii() and source.removeprefix("-").isdigit()


def _notes(field: FieldDef) -> Schema:
    unit = "分" if field.kind is Kind.MONEY else field.unit
    notes = {"description": field.help, "x-unit": unit, "x-sensitive": field.sensitive}
    return {word: value for word, value in notes.items() if value}


_TEXT: Schema = {"type": "string", "minLength": 1}
_BOOLEAN: Schema = {"type": "boolean"}
_SHAPES: Mapping[Kind, Schema] = {
    **dict.fromkeys(Kind, _TEXT),
    Kind.INTEGER: {"type": "integer"},
    Kind.MONEY: {"type": "integer"},
    Kind.YES_NO: _BOOLEAN,
    Kind.SIGNATURE: _BOOLEAN,
    Kind.DATE: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    Kind.MONTH: {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"},
    Kind.DATE_TIME: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$"},
    Kind.REGION: {"type": "string", "pattern": r"^\d{12}$"},
    Kind.ID_NUMBER: {"type": "string", "pattern": r"^(\d{15}|\d{17}[\dX])$"},
    Kind.CREDIT_CODE: {"type": "string", "pattern": "^[0-9A-Z]{18}$"},
}
