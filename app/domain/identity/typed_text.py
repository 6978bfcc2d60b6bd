"""Normalises what people and wedge readers really type: full-width signs, spaces, stray hyphens."""

# U+FF01..U+FF5E are the full-width twins of ASCII 0x21..0x7E.
_HALF_WIDTH = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202d\u2060\ufeff"))
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")


def half_width(text: str) -> str:
    """Return `text` with full-width signs made ASCII, dashes made hyphens, invisible marks dropped."""
    return text.translate(_HALF_WIDTH | _INVISIBLE | _HYPHENS).strip()


def compact(text: str) -> str:
    """Return `text` in half width, without any white space, in upper case: the form of a number."""
    return "".join(half_width(text).split()).upper()


def only_digits(text: str) -> bool:
    """True for one or more ASCII digits and nothing else (str.isdigit also takes other scripts)."""
    return text.isascii() and text.isdigit()
