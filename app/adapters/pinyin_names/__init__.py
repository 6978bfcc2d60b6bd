"""Pinyin initials of Chinese names, by pypinyin."""

from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin


@dataclass(frozen=True, slots=True)
class PinyinNames:
    """Implements the NameIndex port."""

    def initials(self, name: str) -> str:
        """Return one letter a character; what has no pinyin is left out."""
        letters = lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore")
        return "".join(letter[:1] for letter in letters).lower()

    def spelling(self, name: str) -> str:
        """Return the syllables without tones; ü is written v, as on keyboards."""
        return " ".join(lazy_pinyin(name, style=Style.NORMAL, errors="ignore")).lower()
