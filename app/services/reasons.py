"""Reasons that go into the access audit as typed: nothing is erased there, so they hold nobody's number."""

import re
import unicodedata

from app.domain.errors import PersonFacing

_LONG_NUMBER = re.compile(r"[0-9]{11}")
"""As long as a mobile number; ID numbers, bank accounts and 办件编号 are longer."""
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[\s.·•*_-]+(?=[0-9])")


class NumberInReason(PersonFacing):
    """A reason holds what may be somebody's number."""


def refuse_numbers(reason: str) -> None:
    """Raise NumberInReason for 11 digits in a row, however wide they are written or parted."""
    plain = _BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", reason))
    if _LONG_NUMBER.search(plain):
        raise NumberInReason("case.reason_holds_number")
