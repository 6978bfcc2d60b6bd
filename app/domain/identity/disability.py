"""The number of the 残疾人证: the citizen number, then kind and level, then the count of re-issues."""

import re
from dataclasses import dataclass
from datetime import date

from app.domain.identity import citizen_id
from app.domain.identity.check import Checked, error
from app.domain.identity.typed_text import compact

_SHAPE = re.compile(r"(?P<id>[0-9]{17}[0-9X])(?P<kind>[1-7])(?P<level>[1-4])(?P<reissue>B[1-9])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class DisabilityNumber:
    """What the number says: whose card, kind 1-7 (视力…多重), level 1-4 (1 is the gravest), re-issue."""

    citizen_id: str
    kind: str
    level: str
    reissue: str | None


def check(text: str, today: date) -> Checked:
    """Check a typed 残疾人证 number: 20 characters, or 22 with B1, B2 … of a re-issue."""
    number = compact(text)
    parts = read(number)
    if parts is None:
        code = "identity.certificate_empty" if not number else "identity.disability_format"
        return Checked(number, (error(code, found=len(number)),))
    person = citizen_id.check_scheme(parts.citizen_id, today)
    return Checked(number, person.findings, person.holder)


def read(number: str) -> DisabilityNumber | None:
    """Return the parts of a normalised number, or None if it is not one."""
    match = _SHAPE.fullmatch(number)
    if match is None:
        return None
    return DisabilityNumber(
        citizen_id=match["id"], kind=match["kind"], level=match["level"], reissue=match["reissue"]
    )
