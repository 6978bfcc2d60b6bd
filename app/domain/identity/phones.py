"""Telephone numbers a citizen can be reached at: mobile, landline, never a short service number."""

import re

from app.domain.identity.check import Checked, Finding, error
from app.domain.identity.typed_text import compact

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
# Area codes 01x and 02x have three digits, all others four.
_LANDLINE = re.compile(r"(0[12][0-9]|0[3-9][0-9]{2})-?([2-9][0-9]{6,7})(?:-([0-9]{1,6}))?")
_COUNTRY_CODE = re.compile(r"^(?:\+|00)86-?")
_SHORT = re.compile(r"[0-9]{3,6}")


def check_mobile(text: str) -> Checked:
    """Check a mobile number: 11 digits from 13 to 19; a typed +86 and hyphens are dropped."""
    number = _without_country(text).replace("-", "")
    if _MOBILE.fullmatch(number):
        return Checked(number)
    return Checked(number, _refusal(number, "identity.mobile_format"))


def check_any(text: str) -> Checked:
    """Check a mobile or a landline number; a landline comes back as area-number or area-number-extension."""
    number = _without_country(text)
    if landline := _LANDLINE.fullmatch(number):
        return Checked("-".join(part for part in landline.groups() if part))
    mobile = number.replace("-", "")
    if _MOBILE.fullmatch(mobile):
        return Checked(mobile)
    return Checked(number, _refusal(number, "identity.phone_format"))


def _without_country(text: str) -> str:
    return _COUNTRY_CODE.sub("", compact(text).replace("(", "").replace(")", "-"))


def _refusal(number: str, otherwise: str) -> tuple[Finding, ...]:
    if not number:
        return (error("identity.phone_empty"),)
    if _SHORT.fullmatch(number):
        return (error("identity.phone_short", number=number),)
    return (error(otherwise, found=len(number)),)
