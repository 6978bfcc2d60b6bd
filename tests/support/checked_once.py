"""The same catalogue files are checked once in a run of tests: it takes half a second each time."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from app.adapters.catalog_toml.checked import _digest
from app.adapters.catalog_toml.loading import load_catalog
from app.adapters.catalog_toml.people_words import load_people_words
from app.domain.codes import CodeTable
from app.domain.item import Catalog


class CheckedOnce:
    """Checks a catalogue as the program does, unless the very bytes were found right before."""

    def __init__(self) -> None:
        self._right: dict[str, Catalog] = {}

    def __call__(self, folder: Path, codes: Mapping[str, CodeTable]) -> Catalog:
        digest = _digest(folder, codes)
        if digest not in self._right:
            self._right[digest] = load_catalog(folder, codes)
        return replace(self._right[digest], people_words=load_people_words(folder))
