"""Reads the sentences under resources/words the way the program's start does."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

WORDS = Path(__file__).resolve().parents[2] / "resources" / "words"


@cache
def templates() -> dict[str, dict[str, str]]:
    """Return every sentence by its full code, from all files; a code written twice is a mistake."""
    found: dict[str, dict[str, str]] = {}
    for file in sorted(WORDS.glob("*.toml")):
        for code, sentence in sentences(tomllib.loads(file.read_text("utf-8"))):
            assert code not in found, f"{code} is written twice, once in {file.name}"
            found[code] = sentence
    return found


def sentences(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (code, sentence) for each innermost table: one whose values are text."""
    for name, value in table.items():
        assert isinstance(value, dict), f"{prefix}{name} is outside of any sentence"
        if any(isinstance(part, dict) for part in value.values()):
            yield from sentences(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
