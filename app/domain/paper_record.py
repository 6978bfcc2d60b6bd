"""A paper's facts as canonical bytes: what is reserved, hashed into the QR, and drawn again after a crash."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from app.domain.ledger.canonical import Json, decode, encode
from app.domain.paper import PaperFacts


def facts_bytes(facts: PaperFacts) -> bytes:
    """Return the canonical bytes of a paper's facts, its type's wording included.

    The wording is kept because a paper must come out the same after its type was changed.
    """
    return encode(_plain(facts))


def facts_from(data: bytes) -> PaperFacts:
    """Return the facts that `facts_bytes` wrote."""
    return cast("PaperFacts", _restored(PaperFacts, decode(data)))


def _plain(value: object) -> Json:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(value)
    if value is None or isinstance(value, bool | int | str):
        return value
    raise TypeError(type(value).__name__)


def _restored(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        return None if value is None else _restored(_not_none(kind), value)
    if origin is tuple:
        return tuple(_restored(get_args(kind)[0], entry) for entry in value)
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**_restored_fields(kind, value))
    return _restored_leaf(kind, value)


def _restored_fields(kind: type, value: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _restored(hint, value[name]) for name, hint in _hints(kind).items() if name in value}


def _restored_leaf(kind: Any, value: Any) -> Any:
    if kind in {date, datetime}:
        return kind.fromisoformat(value)
    if kind is float or issubclass(kind, Enum):
        return kind(value)
    return value


def _not_none(kind: Any) -> Any:
    return next(part for part in get_args(kind) if part is not type(None))


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)
