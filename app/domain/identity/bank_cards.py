"""Account numbers for payments: cards must pass Luhn, old passbooks need not."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from app.domain.identity.check import Checked, Finding, Severity, error
from app.domain.identity.checksums import luhn_holds
from app.domain.identity.typed_text import compact, only_digits


class CardKind(Enum):
    """What the account number was read from."""

    SOCIAL_SECURITY = "社保卡"
    BANK_CARD = "银行卡"
    PASSBOOK = "存折"


@dataclass(frozen=True, slots=True)
class _Rule:
    shortest: int
    longest: int
    luhn: Severity


# Passbook and old 一卡通 accounts of rural banks carry no Luhn digit, so a miss there only warns.
_RULES: Mapping[CardKind, _Rule] = {
    CardKind.SOCIAL_SECURITY: _Rule(16, 19, Severity.ERROR),
    CardKind.BANK_CARD: _Rule(16, 19, Severity.ERROR),
    CardKind.PASSBOOK: _Rule(17, 23, Severity.WARNING),
}


def check(kind: CardKind, text: str) -> Checked:
    """Check a typed account number of the given kind."""
    number = compact(text).replace("-", "")
    return Checked(number, _shape(number, kind) or _luhn(number, kind))


def _shape(number: str, kind: CardKind) -> tuple[Finding, ...]:
    rule = _RULES[kind]
    if not number:
        return (error("identity.card_empty", kind=kind.value),)
    if not only_digits(number):
        return (error("identity.card_character", kind=kind.value),)
    if not rule.shortest <= len(number) <= rule.longest:
        facts = {"shortest": rule.shortest, "longest": rule.longest, "found": len(number)}
        return (error("identity.card_length", kind=kind.value, **facts),)
    return ()


def _luhn(number: str, kind: CardKind) -> tuple[Finding, ...]:
    if luhn_holds(number):
        return ()
    return (Finding("identity.card_luhn", _RULES[kind].luhn, {"kind": kind.value}),)
