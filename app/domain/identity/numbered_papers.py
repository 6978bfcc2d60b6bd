"""Certificates whose number has a pattern but no check digit: passports, travel permits and the like."""

import re
from dataclasses import dataclass
from datetime import date

from app.domain.identity.check import Checked, Finding, Severity, error, warning
from app.domain.identity.typed_text import compact, half_width

_CHINESE_PASSPORT = re.compile(r"[EG][0-9]{8}|E[A-Z][0-9]{7}")
_FOREIGN_PASSPORT = re.compile(r"[0-9A-Z]{5,20}")
_LOOKS_CHINESE = re.compile(r"[EG][0-9A-Z]?[0-9]{6,8}")
_LONGEST_FREE = 30


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A number scheme: what must match, and what is said if it does not."""

    pattern: re.Pattern[str]
    code: str
    severity: Severity = Severity.ERROR

    def check(self, text: str) -> Checked:
        number = compact(text)
        if not number:
            return Checked(number, (error("identity.certificate_empty"),))
        if self.pattern.fullmatch(number):
            return Checked(number)
        return Checked(number, (Finding(self.code, self.severity, {"found": len(number)}),))


_HONG_KONG_MACAU = _Pattern(re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?"), "identity.travel_permit_format")
_TAIWAN = _Pattern(re.compile(r"[0-9]{8}(?:[0-9]{2})?"), "identity.taiwan_permit_format")
_BIRTH = _Pattern(re.compile(r"[A-Z][0-9]{9}"), "identity.birth_certificate_format")
# 6 region + 10 is what local guides show; no standard fixes it, so a miss only warns.
_EMPLOYMENT = _Pattern(re.compile(r"[0-9]{16}"), "identity.employment_format", Severity.WARNING)
_PASSPORT = _Pattern(_FOREIGN_PASSPORT, "identity.passport_format")


def check_passport(text: str, _today: date) -> Checked:
    """Check a Chinese or foreign passport number; the foreign ones have no pattern beyond 5-20 signs."""
    checked = _PASSPORT.check(text)
    number = checked.value
    if checked.ok and _LOOKS_CHINESE.fullmatch(number) and not _CHINESE_PASSPORT.fullmatch(number):
        return Checked(number, (warning("identity.passport_not_chinese"),))
    return checked


def check_hong_kong_macau(text: str, _today: date) -> Checked:
    """Check a 港澳居民来往内地通行证: H or M and 8 digits, with or without the two of its issue."""
    return _HONG_KONG_MACAU.check(text)


def check_taiwan(text: str, _today: date) -> Checked:
    """Check a 台湾居民来往大陆通行证: 8 digits, with or without the two of its issue."""
    return _TAIWAN.check(text)


def check_birth(text: str, _today: date) -> Checked:
    """Check a 出生医学证明: one letter and 9 digits."""
    return _BIRTH.check(text)


def check_employment(text: str, _today: date) -> Checked:
    """Check a 就业创业证: 16 digits."""
    return _EMPLOYMENT.check(text)


def check_free(text: str, _today: date) -> Checked:
    """Check only the length: military papers and household books have no scheme we know."""
    number = half_width(text)
    if not number:
        return Checked(number, (error("identity.certificate_empty"),))
    if len(number) > _LONGEST_FREE:
        return Checked(number, (error("identity.certificate_long", longest=_LONGEST_FREE),))
    return Checked(number)
