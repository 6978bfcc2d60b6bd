"""The 查询码 a citizen types to ask after a case: short, hard to misread, and checked."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U. https://www.crockford.com/base32.html"""

CHECK_ALPHABET = ALPHABET + "*~$=U"
LENGTH = 10

_MISREAD = str.maketrans("ILO", "110", " -")


def check_character(digits: str) -> str:
    """Return Crockford's check character: the number that `digits` spell, modulo 37."""
    number = 0
    for digit in digits:
        number = number * len(ALPHABET) + ALPHABET.index(digit)
    return CHECK_ALPHABET[number % len(CHECK_ALPHABET)]


def normalise(typed: str) -> str:
    """Return a typed code as it was issued: capitals, no spaces or hyphens, I and L as 1, O as 0."""
    return typed.strip().upper().translate(_MISREAD)


def is_query_code(code: str) -> bool:
    """Say whether a normalised code can have been issued: right length, letters and check character."""
    if len(code) != LENGTH or any(character not in ALPHABET for character in code):
        return False
    return check_character(code[:-1]) == code[-1]
