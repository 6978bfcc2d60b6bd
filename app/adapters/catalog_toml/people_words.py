"""Reads what people call things: the word a villager says and the items it means."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

FILE = "people_words.toml"


def load_people_words(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Return item ids by the word used for them; nothing when the catalogue has no such list."""
    path = folder / FILE
    if not path.exists():
        return {}
    words = tomllib.loads(path.read_text(encoding="utf-8-sig"))["words"]
    return {word: tuple(ids) for word, ids in words.items()}
