"""The check characters printed into numbers: MOD 11-2, GB 11714, GB 32100 and Luhn."""

from collections.abc import Sequence

MOD_31_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100: no I O S V Z
_MOD_11_2_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_MOD_11_2_CHARACTERS = "10X98765432"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_MOD_31_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def mod_11_2(digits: str) -> str:
    """Return the 18th character that belongs to 17 digits (GB 11643, ISO 7064 MOD 11-2)."""
    total = _weighted_sum([int(digit) for digit in digits], _MOD_11_2_WEIGHTS)
    return _MOD_11_2_CHARACTERS[total % 11]


def organisation(body: str) -> str:
    """Return the 9th character of an organisation code from its first 8 (GB 11714).

    Letters count 10 for A to 35 for Z here, unlike in GB 32100.
    """
    rest = 11 - _weighted_sum([int(character, 36) for character in body], _ORGANISATION_WEIGHTS) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def mod_31(body: str) -> str:
    """Return the 18th character of a unified social credit code from its first 17 (GB 32100)."""
    total = _weighted_sum([MOD_31_ALPHABET.index(character) for character in body], _MOD_31_WEIGHTS)
    return MOD_31_ALPHABET[-total % 31]


def luhn_holds(digits: str) -> bool:
    """True if the last digit fits the others by the Luhn rule of bank cards (ISO/IEC 7812-1)."""
    doubled_from_right = (
        int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))
    )
    return sum(value - 9 if value > 9 else value for value in doubled_from_right) % 10 == 0


def _weighted_sum(values: Sequence[int], weights: Sequence[int]) -> int:
    return sum(value * weight for value, weight in zip(values, weights, strict=True))
