"""The smaller facts of a person's contact block: e-mail, postcode and number plate."""

import re

from app.domain.identity.check import Checked, Finding, error, warning
from app.domain.identity.typed_text import compact, half_width

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
_POSTCODE = re.compile(r"[0-9]{6}")
_PLATE = re.compile(r"[\u4e00-\u9fa5][A-Z][0-9A-HJ-NP-Z]{5,6}")
_GANZHOU_POSTCODES = range(341000, 342801)


def check_email(text: str) -> Checked:
    """Check an e-mail address; it is optional, so an empty one is fine."""
    address = half_width(text)
    if not address or _EMAIL.fullmatch(address):
        return Checked(address)
    return Checked(address, (error("identity.email_format"),))


def check_postcode(text: str) -> Checked:
    """Check a postcode of six digits; one from outside Ganzhou only warns."""
    code = compact(text)
    if not _POSTCODE.fullmatch(code):
        return Checked(code, (error("identity.postcode_format"),))
    return Checked(code, _far_postcode(code))


def check_plate(text: str) -> Checked:
    """Check a number plate: 赣B and five signs, six for 新能源 (no I and no O)."""
    plate = compact(text).translate(dict.fromkeys(map(ord, "·•-")))
    if _PLATE.fullmatch(plate):
        return Checked(plate)
    return Checked(plate, (error("identity.plate_format"),))


def _far_postcode(code: str) -> tuple[Finding, ...]:
    if int(code) in _GANZHOU_POSTCODES:
        return ()
    return (warning("identity.postcode_elsewhere", postcode=code),)
