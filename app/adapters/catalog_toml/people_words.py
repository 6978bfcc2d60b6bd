"""Reads what people call things: the word a villager says and the items it means."""

from collections.abc import Mapping
from pathlib import Path

from app.domain.form.author import Margin, SourceText
from app.domain.form.parsing import parse
from app.domain.item import CatalogError

FILE = "people_words.toml"


def load_people_words(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Return item ids by the word used for them; nothing when the catalogue has no such list.

    Raises CatalogError with the line that cannot be read.
    """
    path = folder / FILE
    if not path.exists():
        return {}
    margin = Margin()
    words = _words(path, margin)
    if margin.mistakes:
        raise CatalogError(margin.mistakes)
    return words


def _words(path: Path, margin: Margin) -> Mapping[str, tuple[str, ...]]:
    # What is not UTF-8 leaves marks that no villager says; nothing else of the list is lost.
    source = SourceText(path.name, path.read_text(encoding="utf-8-sig", errors="replace"))
    told = (parse(source, margin) or {}).get("words", {})
    if not isinstance(told, dict):
        margin.note(source.spot("words", prop="words"), "form.not_word_list")
        return {}
    for word, ids in told.items():
        if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
            margin.note(source.spot(f"“{word}”"), "form.not_word_list")
    return {} if margin.mistakes else {word: tuple(ids) for word, ids in told.items()}
