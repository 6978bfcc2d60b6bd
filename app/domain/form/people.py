"""Which answers of a form are one person's name and ID number: so that a number is typed once."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.form.model import FieldDef, FormDef, TableDef
from app.domain.form.sheet import FormSheet
from app.domain.form.values import Kind
from app.domain.identity.citizen_id import check_digit_findings, shape_findings

_NUMBERS = ("idno", "cert_no", "no")
"""How the key of a person's number ends where that of the name ends in `name`: agent_name, agent_cert_no."""
_ASKS_FOR_NUMBER = frozenset({Kind.ID_NUMBER, Kind.CERTIFICATE})


@dataclass(frozen=True, slots=True)
class PersonSlots:
    """Where one person of a form is named and numbered; in a row of a table, or else once in the form."""

    name: str
    number: str
    is_row: bool


def people_of(sheet: FormSheet) -> Iterator[PersonSlots]:
    """Yield the people of a sheet in form order, without those whom the office writes itself (经办填写)."""
    for part in _asked(sheet.form.definition):
        if isinstance(part, TableDef):
            if pair := pair_in(part):
                for at in (f"{part.key}/{row}" for row in sheet.row_ids(part.key)):
                    yield PersonSlots(f"{at}/{pair[0]}", f"{at}/{pair[1]}", is_row=True)
        elif part.kind is Kind.NAME:
            yield from _numbered(part.key, sheet.form.definition)


def pair_in(table: TableDef) -> tuple[str, str] | None:
    """Return the columns of name and ID number, where a table has just one of each."""
    names = [column.key for column in table.columns if column.kind is Kind.NAME]
    numbers = [column.key for column in table.columns if column.kind is Kind.ID_NUMBER]
    return (names[0], numbers[0]) if len(names) == len(numbers) == 1 else None


def whole_number(sheet: FormSheet, path: str) -> str:
    """Return an ID number that is whole and right in itself, "" for any other answer."""
    value = sheet.value(path)
    if not isinstance(value, str) or shape_findings(value) or check_digit_findings(value):
        return ""
    return value


def _asked(form: FormDef) -> Iterator[FieldDef | TableDef]:
    for section in form.sections:
        if not section.by_office:
            yield from section.parts


def _numbered(name: str, form: FormDef) -> Iterator[PersonSlots]:
    fields = form.fields()
    for number in (name.removesuffix("name") + ending for ending in _NUMBERS):
        if name.endswith("name") and number in fields and fields[number].kind in _ASKS_FOR_NUMBER:
            yield PersonSlots(name, number, is_row=False)
            return
