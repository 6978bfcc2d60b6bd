"""Which typed text can be kept: stored, hashed, sent, printed and read back as it was typed."""

import re
import unicodedata
from collections.abc import Mapping, Sequence, Set

from app.domain.errors import PersonFacing
from app.domain.ledger.canonical import Json

LOST = "\ufffd"
"""What stands where a character was lost (Unicode 23.8): nobody can tell any more which one it was."""
_UNKEEPABLE = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters; tabs and line ends are kept
    "\u202a-\u202e\u2066-\u2069"  # they make a text read otherwise than it is stored (UAX 9)
    "\ud800-\udfff"  # half a pair: has no UTF-8 form
    f"\ufdd0-\ufdef{LOST}-\uffff"  # no characters at all
    "]"
)
_SHOWN_AROUND = 8


class NotKeepable(PersonFacing):
    """A text holds something that is no character a person can have meant."""


def is_keepable(text: str) -> bool:
    """Say whether a text comes back from paper, disk and network as it was typed."""
    return _UNKEEPABLE.search(text) is None


def unkeepable_line(text: str) -> int | None:
    """Return the first line of a file that holds something that cannot be kept, counted from 1."""
    lines = enumerate(text.split("\n"), start=1)
    return next((number for number, line in lines if not is_keepable(line)), None)


def is_readable(text: str) -> bool:
    """Say whether a text shows anything: not only blanks and marks that have no width (a soft hyphen)."""
    return any(unicodedata.category(character)[0] not in "CZ" for character in text)


def mended(text: str) -> str:
    """Return the text with LOST in place of each thing that cannot be kept, so that the rest survives."""
    return _UNKEEPABLE.sub(LOST, text)


def mended_json(value: Json) -> Json:
    """Return the value with every text in it `mended`."""
    if isinstance(value, str):
        return mended(value)
    if isinstance(value, Mapping):
        return {mended(name): mended_json(part) for name, part in value.items()}
    if isinstance(value, Sequence):
        return [mended_json(part) for part in value]
    return value


def on_one_line(text: str) -> str:
    """Return the text as a paper prints it: every run of blanks, tabs and line ends is one blank."""
    return " ".join(text.split())


def in_codes(characters: str) -> str:
    """Name characters that cannot be shown, each once, by their code points: U+D800、U+202E."""
    return "、".join(f"U+{ord(character):04X}" for character in dict.fromkeys(characters))


def refuse_unkeepable(value: object) -> None:
    """Refuse a text, or a mapping, list or set with such a text in it, names and all.

    Raises NotKeepable with the words around the first place, LOST standing there, and its codes.
    """
    if isinstance(value, str):
        _refuse(value)
    elif isinstance(value, Mapping):
        for name, part in value.items():
            refuse_unkeepable(name)
            refuse_unkeepable(part)
    elif isinstance(value, list | tuple | Set):
        for part in value:
            refuse_unkeepable(part)


def _refuse(text: str) -> None:
    first = _UNKEEPABLE.search(text)
    if first is not None:
        around = text[max(0, first.start() - _SHOWN_AROUND) : first.end() + _SHOWN_AROUND]
        codes = in_codes("".join(_UNKEEPABLE.findall(text)))
        raise NotKeepable("case.text_not_keepable", text=mended(around), codes=codes)
