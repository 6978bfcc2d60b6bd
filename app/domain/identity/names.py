"""Names of persons: one form for every way of typing them, and what in them needs a second look."""

import re
import unicodedata

from app.domain.identity.check import Checked, Finding, error, warning
from app.domain.identity.private_characters import STANDARD_FOR, is_official, is_private
from app.domain.identity.typed_text import half_width

MIDDLE_DOT = "\u00b7"
SHORTEST, LONGEST, LONGEST_LATIN = 2, 25, 60
# What input methods and other systems give for the 间隔号 of minority names.
_DOTS = str.maketrans(dict.fromkeys("\u2022\u30fb\uff65\u2027\u22c5\u2219\u2e31\uff0e\uff61.", MIDDLE_DOT))
_LATIN = re.compile(r"[A-Z\u00c0-\u024f][A-Z\u00c0-\u024f .'-]*")
_HAN_BLOCKS = (
    (0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFD),
)  # fmt: skip
_COMPATIBILITY = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f])")


def check(text: str) -> Checked:
    """Check a typed name, Chinese or foreign, and answer it in the form it is stored in."""
    if _is_latin(text):
        return _check_latin(text)
    typed = normalise(text)
    name = "".join(STANDARD_FOR.get(character, character) for character in typed)
    return Checked(name, (*_length(name), *_dots(name), *_characters(name), *_private(typed)))


def normalise(text: str) -> str:
    """Return a Chinese name without spaces, with U+00B7 as its only dot, in NFC.

    Compatibility ideographs stay untouched: NFC would replace them by other characters than those
    on the person's card.
    """
    without_spaces = "".join(text.split()).translate(_DOTS)
    parts = _COMPATIBILITY.split(half_width(without_spaces))
    return "".join(p if _COMPATIBILITY.fullmatch(p) else unicodedata.normalize("NFC", p) for p in parts)


def length(name: str) -> int:
    """Return the number of characters as a reader counts them (variation selectors count nothing)."""
    return sum(not _is_variation_selector(character) for character in name)


def is_han(character: str) -> bool:
    """True for a Chinese character of any block, 〇 and compatibility ideographs included."""
    return any(_within(character, block) for block in _HAN_BLOCKS)


def _check_latin(text: str) -> Checked:
    name = unicodedata.normalize("NFC", " ".join(half_width(text).upper().split()))
    if len(name) > LONGEST_LATIN:
        return Checked(name, (error("identity.name_long", found=len(name), longest=LONGEST_LATIN),))
    return Checked(name)


def _is_latin(text: str) -> bool:
    composed = unicodedata.normalize("NFC", half_width(text))
    return bool(_LATIN.fullmatch(" ".join(composed.upper().split())))


def _length(name: str) -> tuple[Finding, ...]:
    found = length(name)
    if not found:
        return (error("identity.name_empty"),)
    if found < SHORTEST:
        return (error("identity.name_short"),)
    if found > LONGEST:
        return (error("identity.name_long", found=found, longest=LONGEST),)
    return ()


def _dots(name: str) -> tuple[Finding, ...]:
    misplaced = name.startswith(MIDDLE_DOT) or name.endswith(MIDDLE_DOT) or MIDDLE_DOT * 2 in name
    return (error("identity.name_dot"),) if misplaced else ()


def _characters(name: str) -> tuple[Finding, ...]:
    strange = [c for c in name if not (_belongs(c) or c.isalpha())]
    if strange:
        return (error("identity.name_character", character=strange[0]),)
    foreign = [c for c in name if not _belongs(c)]
    return (warning("identity.name_mixed", character=foreign[0]),) if foreign else ()


def _private(typed: str) -> tuple[Finding, ...]:
    private = dict.fromkeys(c for c in typed if is_private(c))
    return tuple(_private_finding(c) for c in private)


def _private_finding(private: str) -> Finding:
    standard = STANDARD_FOR.get(private)
    if standard is None:
        return warning("identity.name_private", point=f"{ord(private):X}")
    code = "identity.name_replaced" if is_official(private) else "identity.name_replaced_unsure"
    return warning(code, character=standard)


def _belongs(character: str) -> bool:
    return (
        is_han(character)
        or character == MIDDLE_DOT
        or is_private(character)
        or _is_variation_selector(character)
    )


def _is_variation_selector(character: str) -> bool:
    return 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF


def _within(character: str, block: tuple[int, int]) -> bool:
    return block[0] <= ord(character) <= block[1]
