"""What makes a pass phrase good enough for a file that may be stolen with its laptop."""

import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from app.domain.storage import StorageError

LEAST_LENGTH = 8
_LEAST_KINDS = 2
_LEAST_STEPS = 4


def normalise(pass_phrase: str) -> str:
    """Return the phrase as it is used: full-width and half-width typing of it are the same."""
    return unicodedata.normalize("NFKC", pass_phrase)


def refuse_weak(pass_phrase: str, names: Iterable[str]) -> None:
    """Raise StorageError, with the reason, unless the phrase is long and mixed enough (GB/T 22239).

    `names` are what colleagues would try first: the clerk's name and 工号.
    """
    phrase = normalise(pass_phrase)
    if len(phrase) < LEAST_LENGTH:
        raise StorageError("storage.pass_phrase_too_short", length=len(phrase), least=LEAST_LENGTH)
    if len({_kind(character) for character in phrase}) < _LEAST_KINDS:
        raise StorageError("storage.pass_phrase_too_plain")
    if _steps(phrase) < _LEAST_STEPS:
        raise StorageError("storage.pass_phrase_repeats")
    if any(name and normalise(name) in phrase for name in names):
        raise StorageError("storage.pass_phrase_names_clerk")


def _kind(character: str) -> str:
    """Return letter, digit or other script and sign, by the first letter of the Unicode category."""
    if character.isascii() and character.isalpha():
        return "letter"
    return unicodedata.category(character)[0]


def _steps(phrase: str) -> int:
    """Count the steps from one character to the next that are neither a repeat nor up or down by one."""
    return sum(abs(ord(after) - ord(before)) > 1 for before, after in pairwise(phrase))
