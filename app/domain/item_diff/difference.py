"""One difference, and how differences of single values, of lists and of keyed parts are found."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeVar

from app.domain.form.model import Rule

_Part = TypeVar("_Part")
NOTHING = "（无）"

Told = tuple[str, Callable[[Any], object]]
"""The code of a sentence, and what it compares."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was: `code` names its sentence in resources/words/change.toml."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


def changed(table: Iterable[Told], old: object, new: object, name: str = "") -> Iterator[Difference]:
    """Yield a difference for each value of the table that is not the same; `name` is of the part compared."""
    for code, value_of in table:
        before, after = value_of(old), value_of(new)
        if before != after:
            yield Difference(code, {"name": name, "old": said(before), "new": said(after)})


def exchanged(codes: tuple[str, str], old: Sequence[str], new: Sequence[str]) -> Iterator[Difference]:
    """Yield what was added to and taken from a list of texts; their order tells nothing."""
    added, removed = codes
    yield from (Difference(added, {"name": said(text)}) for text in new if text not in old)
    yield from (Difference(removed, {"name": said(text)}) for text in old if text not in new)


def came_and_went(
    codes: tuple[str, str],
    old: Mapping[str, _Part],
    new: Mapping[str, _Part],
    label_of: Callable[[_Part], str],
) -> Iterator[Difference]:
    """Yield the parts that only one side has, by the label of each."""
    added, removed = codes
    yield from (Difference(added, {"name": label_of(new[key])}) for key in new if key not in old)
    yield from (Difference(removed, {"name": label_of(old[key])}) for key in old if key not in new)


def in_both(old: Mapping[str, _Part], new: Mapping[str, _Part]) -> Iterator[tuple[_Part, _Part]]:
    """Yield the parts both sides have under one key, in the new order."""
    yield from ((old[key], part) for key, part in new.items() if key in old)


def said(value: object) -> str:
    """Return a value as a sentence quotes it, its own full stop left out."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Rule):
        return value.source
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return "、".join(said(one) for one in value) or NOTHING
    return NOTHING if value is None or value == "" else str(value).removesuffix("。")
