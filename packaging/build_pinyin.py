"""Rebuilds app/adapters/pinyin_names/phrases.txt: phrases that read a character otherwise than alone.

Usage: python packaging/build_pinyin.py

Run it where pypinyin has its whole dictionary. Of its 47,000 phrases one in thirteen tells something that the
single characters do not; all of them in memory would be the largest thing in the program, a fifth of it.
"""

import sys
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT

TARGET = Path(__file__).resolve().parent.parent / "app" / "adapters" / "pinyin_names" / "phrases.txt"


def main() -> int:
    """Write the list, or say that the dictionary is not there."""
    if not PHRASES_DICT:
        sys.stderr.write("pypinyin was told to leave its phrases out (PYPINYIN_NO_PHRASES)\n")
        return 1
    lines = (f"{phrase} {' '.join(read)}\n" for phrase, read in sorted(telling(read_phrases()).items()))
    TARGET.write_text("".join(lines), "utf-8")
    return 0


def read_phrases() -> Mapping[str, tuple[str, ...]]:
    """Return every phrase of one syllable a character, with its syllables."""
    read = {phrase: tuple(lazy_pinyin(phrase, style=Style.NORMAL)) for phrase in PHRASES_DICT}
    return {phrase: syllables for phrase, syllables in read.items() if len(syllables) == len(phrase)}


def telling(read: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Return the phrases that are read otherwise than their characters, and those that hold one of them.

    The latter say where the shorter one does not count: 长 in 长大 is not that of 校长大会.
    """
    alone = {
        character: lazy_pinyin(character, style=Style.NORMAL)[0] for phrase in read for character in phrase
    }
    told = {phrase for phrase, syllables in read.items() if syllables != tuple(alone[one] for one in phrase)}
    return {
        phrase: read[phrase]
        for phrase in read
        if phrase in told or not told.isdisjoint(_within(phrase, told))
    }


def _within(phrase: str, told: Set[str]) -> Iterator[str]:
    """Yield the pieces of a phrase, two characters and more, that are phrases of `told`."""
    for begin in range(len(phrase)):
        for end in range(begin + 2, len(phrase) + 1):
            if phrase[begin:end] in told:
                yield phrase[begin:end]


if __name__ == "__main__":
    sys.exit(main())
