"""What a use case was asked to do, as a short digest: the same press again asks the same.

Eight characters tell two commands apart that were given one id by mistake. They are too few to guess from
them what somebody typed: an erased answer must not live on in a digest (个保法 47).
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from inspect import signature
from typing import Any

_LENGTH = 8
_CONTEXT = frozenset({"office", "desk", "book", "command_id", "base"})
"""Who asks from where, and what was seen by then: the press itself changes that. All else was asked."""


_under_way: ContextVar[Callable[[], str]] = ContextVar("asked", default=lambda: "")


def asked() -> str:
    """Return the digest of what the use case under way was asked; empty outside of any."""
    return _under_way.get()()


@contextmanager
def asking(
    use_case: Callable[..., object], given: tuple[Any, ...], named: Mapping[str, Any]
) -> Iterator[None]:
    """Let `asked` speak of one call of a use case while it runs; nothing is computed before somebody asks."""
    token = _under_way.set(lambda: _digest(use_case, given, named))
    try:
        yield
    finally:
        _under_way.reset(token)


def _digest(use_case: Callable[..., object], given: tuple[Any, ...], named: Mapping[str, Any]) -> str:
    bound = signature(use_case).bind(*given, **named)
    bound.apply_defaults()
    said = {name: _plain(value) for name, value in bound.arguments.items() if name not in _CONTEXT}
    text = json.dumps(said, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def _plain(value: Any) -> Any:
    """Return an argument as JSON; of a case or a ticket only which: how it was seen the press may change."""
    match value:
        case None | str() | int() | float():
            plain: Any = value
        case Enum():
            plain = value.name
        case date():
            plain = value.isoformat()
        case bytes():
            plain = hashlib.sha256(value).hexdigest()
        case Mapping():
            plain = {str(key): _plain(part) for key, part in value.items()}
        case AbstractSet():
            plain = sorted(json.dumps(_plain(part)) for part in value)
        case list() | tuple():
            plain = [_plain(part) for part in value]
        case _:
            plain = _of_record(value)
    return plain


def _of_record(value: Any) -> Any:
    known = getattr(value, "id", None)
    if isinstance(known, str):
        return known
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return type(value).__name__
