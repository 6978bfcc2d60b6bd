"""How an answer reads: while it is being typed, once it is left, and masked."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from app.domain import masking
from app.domain.form.attached import Attached, attached_in
from app.domain.form.model import Choice, FieldDef
from app.domain.form.values import Kind, Unreadable, Value

BLANK = "—"
_YES_NO = {True: "是", False: "否"}
_SIGNED = {True: "已签字", False: "未签字"}
_NUMBERS = {Kind.ID_NUMBER, Kind.CERTIFICATE}


def typed(field: FieldDef, value: Value | Unreadable) -> str:
    """Return an answer as a clerk would type it: dates as 2026-01-31, amounts in yuan."""
    if isinstance(value, Unreadable):
        return value.text
    if field.kind is Kind.MONEY and isinstance(value, int):
        return f"{value // 100}.{value % 100:02d}"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, tuple):
        return "、".join(value)
    return "" if value is None else str(value)


def read(field: FieldDef, value: Value | Unreadable, choices: Iterable[Choice] = ()) -> str:
    """Return an answer as it reads once left: numbers in groups, codes as their words."""
    labels = {choice.code: choice.label for choice in choices}
    if isinstance(value, bool):
        return (_SIGNED if field.kind is Kind.SIGNATURE else _YES_NO)[value]
    if isinstance(value, tuple):
        return "、".join(labels.get(code, code) for code in value)
    if field.kind is Kind.ATTACHMENT:
        return attached_words(attached_in(value))
    if isinstance(value, str):
        return _read_text(field.kind, labels.get(value, value))
    return typed(field, value)


def masked(field: FieldDef, value: Any, choices: Iterable[Choice] = ()) -> str:
    """Return a stored answer with everything personal in it hidden."""
    if value is None:
        return BLANK
    if field.kind is Kind.ATTACHMENT and not attached_in(value).note:
        # How many there are tells nothing of who is on them.
        return attached_words(attached_in(value))
    if field.sensitive:
        return masking.STAR * 4
    mask = _MASKS.get(field.kind)
    return mask(value) if mask is not None and isinstance(value, str) else read(field, value, choices)


def attached_words(attached: Attached) -> str:
    """Return how many pages an answer is given by, and where an older one says that the picture is kept."""
    counted = f"照片 {len(attached.ids)} 张" if attached.ids else ""
    kept = f"存放处：{attached.note}" if attached.note else ""
    return "　".join(part for part in (counted, kept) if part)


def is_masked(field: FieldDef) -> bool:
    """Say whether `masked` hides anything of this field."""
    return field.sensitive or field.kind in _MASKS


def _read_text(kind: Kind, text: str) -> str:
    if kind in _NUMBERS:
        return masking.grouped_id(text, str)
    if kind is Kind.MOBILE and len(text) == 11:
        return f"{text[:3]} {text[3:7]} {text[7:]}"
    if kind is Kind.BANK_ACCOUNT:
        return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
    return text


_MASKS: Mapping[Kind, Callable[[str], str]] = {
    Kind.NAME: masking.name,
    Kind.ID_NUMBER: masking.grouped_id,
    Kind.CERTIFICATE: masking.grouped_id,
    Kind.MOBILE: masking.phone,
    Kind.PHONE: masking.phone,
    Kind.BANK_ACCOUNT: masking.card,
    Kind.ADDRESS: masking.address,
}
