"""Residence permits: 港澳台居民居住证, and the permanent residence card of foreigners, new and old."""

import re
from datetime import date

from app.domain.identity.check import Checked, Finding, error
from app.domain.identity.citizen_id import (
    RESIDENCE_PREFIXES,
    birth_of,
    check_digit_findings,
    check_scheme,
    shape_findings,
)
from app.domain.identity.person import Holder, Sex
from app.domain.identity.typed_text import compact

_OLD_FOREIGN_CARD = re.compile(r"[A-Z]{3}[0-9]{12}")


def check_residence(text: str, today: date) -> Checked:
    """Check a 港澳台居民居住证: a number of the GB 11643 scheme with 810000, 820000 or 830000 in front."""
    checked = check_scheme(text, today)
    if not checked.ok or checked.value[:6] in RESIDENCE_PREFIXES:
        return checked
    return Checked(checked.value, (error("identity.residence_prefix", prefix=checked.value[:6]),))


def check_foreign(text: str, _today: date) -> Checked:
    """Check a 外国人永久居留身份证: 18 characters from 9 (since 1 Dec 2023) or the old 3 letters + 12 digits.

    The inner layout of the new number is not published, so its birth date is read but never judged,
    and no sex is taken from it.
    """
    number = compact(text)
    if _OLD_FOREIGN_CARD.fullmatch(number):
        return Checked(number)
    findings = _foreign_shape(number) or check_digit_findings(number)
    birth = None if findings else birth_of(number)
    return Checked(number, findings, Holder(birth, Sex.UNKNOWN) if birth else None)


def _foreign_shape(number: str) -> tuple[Finding, ...]:
    if number[:3].isalpha():
        return (error("identity.foreign_card_old_format", found=len(number)),)
    if number and number[0] != "9":
        return (error("identity.foreign_card_first_digit", found=number[0]),)
    return shape_findings(number)
