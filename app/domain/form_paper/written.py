"""How an answer reads on a paper: dates and amounts in full, codes as their words, numbers unmasked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from app.domain import money
from app.domain.form.lookups import LookupTable, RowValues
from app.domain.form.model import Choice, FieldDef
from app.domain.form.values import Kind, Month, Value
from app.domain.keepable import on_one_line
from app.domain.paper_wording import paper_date

_YES_NO = {True: "是", False: "否"}
_YUAN = "元"
_ATTACHED = "另附"
_REGIONS = ("counties", "townships", "villages")
_PARENTS = ("township", "county")


def written(field: FieldDef, value: Value, choices: Iterable[Choice] = ()) -> str:
    """Return an answer as papers state it, with its unit; "" for a blank one and for a signature.

    A signature is put on the paper by hand, so that its tick on the screen never stands in for it. An amount
    whose field says `capital` carries its capital characters (大写) as well.
    """
    if value is None or field.kind is Kind.SIGNATURE:
        return ""
    if field.kind is Kind.ATTACHMENT:
        return _ATTACHED
    if isinstance(value, bool):
        return _YES_NO[value]
    if field.kind is Kind.MONEY and isinstance(value, int):
        return _amount(field, value)
    words = {choice.code: choice.label for choice in choices}
    chosen = "、".join(words.get(code, code) for code in value) if isinstance(value, tuple) else ""
    return chosen or _moment(value) or f"{on_one_line(words.get(str(value), str(value)))}{field.unit}"


def region_name(tables: Mapping[str, LookupTable], today: date, code: str) -> str:
    """Return a region by its official names from the county down; the code itself where no list has it."""
    lists = [tables[name].edition(today).rows for name in _REGIONS if name in tables]
    return "".join(reversed(list(_names_upwards(code, lists)))) or code


def _names_upwards(code: str, lists: Sequence[Mapping[str, RowValues]]) -> Iterator[str]:
    at: str | None = code
    while at is not None and (row := next((rows[at] for rows in lists if at in rows), None)):
        yield str(row["label"])
        at = next((str(row[column]) for column in _PARENTS if column in row), None)


def _amount(field: FieldDef, fen: int) -> str:
    in_words = f"（人民币{money.capital(fen)}）" if field.capital and fen >= 0 else ""
    return f"{money.figures(fen)}{field.unit or _YUAN}{in_words}"


def _moment(value: Value) -> str:
    if isinstance(value, datetime):
        return f"{paper_date(value)} {value:%H:%M}"
    if isinstance(value, date):
        return paper_date(value)
    return f"{value.year}年{value.month}月" if isinstance(value, Month) else ""
