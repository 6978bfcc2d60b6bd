"""The citizen identity number of GB 11643: 18 characters, and the old 15 digits."""

import re
from datetime import date

from app.domain.identity.check import Checked, Finding, error, warning
from app.domain.identity.checksums import mod_11_2
from app.domain.identity.person import Holder, Sex
from app.domain.identity.regions import is_province
from app.domain.identity.typed_text import compact, only_digits

LENGTH = 18
OLD_LENGTH = 15
RESIDENCE_PREFIXES = {"810000": "港澳居民居住证", "820000": "港澳居民居住证", "830000": "台湾居民居住证"}
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")


def check(text: str, today: date) -> Checked:
    """Check a typed citizen number against GB 11643; `today` bounds the birth date.

    The value of the answer is the 18-character number, also for an old 15-digit one. Which place its first
    six digits name is nothing wrong with it: `RegionHistory.remark` tells that.
    """
    checked = check_scheme(text, today)
    kind = None if checked.errors else RESIDENCE_PREFIXES.get(checked.value[:6])
    if kind is None:
        return checked
    told = warning("identity.id_is_residence_permit", kind=kind)
    return Checked(checked.value, (*checked.findings, told), checked.holder)


def check_scheme(text: str, today: date) -> Checked:
    """Check only what citizen numbers share with residence permits: shape, province, birth, check digit."""
    typed = compact(text)
    number, converted = _as_eighteen(typed)
    if shape := shape_findings(number):
        return Checked(typed, shape)
    findings = (*converted, *_province(number), *birth_findings(number, today), *check_digit_findings(number))
    return Checked(number, findings, derive(number))


def derive(number: str) -> Holder | None:
    """Return birth date and sex of an 18-character number, or None if its date does not exist."""
    birth = birth_of(number)
    if birth is None:
        return None
    return Holder(birth, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def birth_of(number: str) -> date | None:
    """Return the date in characters 7 to 14, or None if there is no such day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def from_fifteen(old: str) -> str:
    """Return the 18-character number of an old 15-digit one: 19 inserted, check digit added."""
    body = f"{old[:6]}19{old[6:]}"
    return body + mod_11_2(body)


def spellings(number: str) -> tuple[str, ...]:
    """Return a number as it may have been written: as it is, and an old one of 15 digits also with 18.

    Only numbers of people born in the twentieth century ever had 15 digits.
    """
    if len(number) == OLD_LENGTH and only_digits(number):
        return (number, from_fifteen(number))
    short = f"{number[:6]}{number[8:17]}"
    is_made_of_fifteen = len(number) == LENGTH and only_digits(short) and from_fifteen(short) == number
    return (number, short) if is_made_of_fifteen else (number,)


def shape_findings(number: str) -> tuple[Finding, ...]:
    """Return the first thing wrong with the mere shape: empty, length, characters."""
    if not number:
        return (error("identity.id_empty"),)
    if len(number) != LENGTH:
        return (error("identity.id_length", found=len(number)),)
    if not _SHAPE.fullmatch(number):
        place = next(i for i, c in enumerate(number) if not only_digits(c))
        return (error("identity.id_character", place=place + 1, character=number[place]),)
    return ()


def check_digit_findings(number: str) -> tuple[Finding, ...]:
    """Return an error naming the 18th character that would fit, if the typed one does not."""
    expected = mod_11_2(number[:17])
    if number[17] == expected:
        return ()
    return (error("identity.check_digit_wrong", expected=expected, found=number[17]),)


def birth_findings(number: str, today: date) -> tuple[Finding, ...]:
    """Return an error if the birth date does not exist, is not of 1800-2099, or lies after `today`."""
    birth = birth_of(number)
    if birth is None or number[6:8] not in {"18", "19", "20"}:
        return (error("identity.birth_not_real", birth=number[6:14]),)
    if birth > today:
        return (error("identity.birth_in_future", birth=number[6:14]),)
    return ()


def _as_eighteen(typed: str) -> tuple[str, tuple[Finding, ...]]:
    if len(typed) != OLD_LENGTH or not only_digits(typed):
        return typed, ()
    number = from_fifteen(typed)
    return number, (warning("identity.id_old_fifteen", old=typed, number=number),)


def _province(number: str) -> tuple[Finding, ...]:
    if number[0] == "9":
        return (error("identity.id_is_foreign_card"),)
    if not is_province(number[:2]):
        return (error("identity.province_unknown", province=number[:2]),)
    return ()
