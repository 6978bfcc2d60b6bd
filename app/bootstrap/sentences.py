"""Loads the sentences of the program."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from app.domain.words import Words


def load_words(folder: Path) -> Words:
    """Return the sentences of every file in resources/words, by full code."""
    templates: dict[str, dict[str, str]] = {}
    for file in sorted(folder.glob("*.toml")):
        templates |= dict(_entries(tomllib.loads(file.read_text("utf-8"))))
    return Words(templates)


def _entries(table: dict[str, dict[str, dict[str, str]]]) -> Iterator[tuple[str, dict[str, str]]]:
    for area, sentences in table.items():
        for name, sentence in sentences.items():
            yield f"{area}.{name}", sentence
