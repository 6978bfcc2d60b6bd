"""Loads the sentences of the program."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from app.domain.words import Words


@cache
def load_words(folder: Path) -> Words:
    """Return the sentences of every file in resources/words, by full code; they are read once."""
    templates: dict[str, dict[str, str]] = {}
    for file in sorted(folder.glob("*.toml")):
        templates |= dict(_entries(tomllib.loads(file.read_text("utf-8"))))
    return Words(templates)


def _entries(table: Mapping[str, Any], area: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the sentences of a table and of the areas within it: [queue.why.directed] is one level deeper."""
    for name, inner in table.items():
        code = f"{area}{name}"
        if "title" in inner:
            yield code, inner
        else:
            yield from _entries(inner, f"{code}.")
