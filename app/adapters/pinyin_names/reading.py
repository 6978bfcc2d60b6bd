"""How a name or a word is read, and typed in short."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pypinyin import Style, lazy_pinyin, load_phrases_dict

HERE = Path(__file__).parent
LONGEST_OF_A_PERSON = 4
"""The most characters of a Chinese person's name; an office, a firm or a foreign name is longer."""


@dataclass(frozen=True, slots=True)
class PinyinNames:
    """Implements the NameIndex port."""

    def initials(self, name: str) -> str:
        """Return one letter a character; what has no pinyin is left out."""
        _know_phrases()
        letters = lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore")
        return "".join(letter[:1] for letter in letters).lower()

    def initials_of_person(self, name: str) -> str:
        """Return the same, the surname read as one: 曾 is zeng and no ceng."""
        found = self.initials(name)
        read = _surnames().get(name[:1]) if len(name) <= LONGEST_OF_A_PERSON else None
        if read is None or name.startswith(_DOUBLE_SURNAMES):
            return found
        return read[0] + found[1:]

    def spelling(self, name: str) -> str:
        """Return the syllables without tones; ü is written v, as on keyboards."""
        _know_phrases()
        return " ".join(lazy_pinyin(name, style=Style.NORMAL, errors="ignore")).lower()


_DOUBLE_SURNAMES = ("单于",)
"""Surnames of two characters that begin as one of one character does, and are read otherwise."""


@cache
def _surnames() -> Mapping[str, str]:
    return {surname: read for surname, (read,) in _lines("surnames.txt")}


@cache
def _know_phrases() -> None:
    load_phrases_dict({phrase: [[one] for one in read] for phrase, read in _lines("phrases.txt")})


def _lines(name: str) -> Iterator[tuple[str, list[str]]]:
    for line in (HERE / name).read_text("utf-8").splitlines():
        word, *read = line.split()
        yield word, read
