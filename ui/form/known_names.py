"""The people a form names already: a digit writes one of them into another table."""

from collections.abc import Iterator

from app.domain.form.model import Choice, FieldDef, TableDef
from app.domain.form.sheet import FormSheet
from app.domain.form.values import Kind
from ui.form.choosing import MOST_BY_DIGIT, numbered
from ui.form.entries import AnyEntry, TextEntry


def names_for(sheet: FormSheet, table: str) -> tuple[Choice, ...]:
    """Return who may be meant in a name column of `table`: everybody named elsewhere, each once.

    What the office fills in itself (经办填写) is about other people: nothing is offered there or taken from
    there. They stand in form order, and no more than there are digits.
    """
    sections = [section for section in sheet.form.definition.sections if not section.by_office]
    parts = [part for section in sections for part in section.parts]
    if all(part.key != table for part in parts):
        return ()
    others = (part for part in parts if part.key != table)
    names = dict.fromkeys(name for part in others for name in _names_in(sheet, part))
    return tuple(Choice(name, name) for name in tuple(names)[:MOST_BY_DIGIT])


def offer_names(entry: AnyEntry | None, sheet: FormSheet, table: str) -> str:
    """Offer them in the field of a name; return them with their digits, "" where nobody is offered."""
    if not isinstance(entry, TextEntry) or not entry.asks_for_name:
        return ""
    known = names_for(sheet, table)
    entry.offer(known)
    return "　".join(numbered(known))


def _names_in(sheet: FormSheet, part: FieldDef | TableDef) -> Iterator[str]:
    if isinstance(part, FieldDef):
        paths = [part.key] if part.kind is Kind.NAME else []
    else:
        columns = [column.key for column in part.columns if column.kind is Kind.NAME]
        paths = [f"{part.key}/{row}/{column}" for row in sheet.row_ids(part.key) for column in columns]
    for path in paths:
        value = sheet.value(path)
        if isinstance(value, str) and value:
            yield value
