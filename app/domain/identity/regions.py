"""The region codes an identity number may start with: by first registration, not by today's map."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.identity.check import Finding, warning

# GB/T 2260. Numbers of 81, 82 and 83 are residence permits of the same scheme.
_PROVINCE = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
# Ganzhou was 赣州地区 with codes 3621xx until 1998: nearly every adult over 28 carries one.
GANZHOU_BEFORE_1998 = "3621"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerRegion:
    """A region code no longer given out: its name and years then, and what stands in its place today."""

    code: str
    name: str
    years: str
    now: str
    now_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionHistory:
    """Former and present codes of the blocks we have a list of; of all others we say nothing."""

    former: Mapping[str, FormerRegion] = field(default_factory=dict)
    present: Mapping[str, str] = field(default_factory=dict)
    blocks: tuple[str, ...] = ()

    def remark(self, prefix: str) -> tuple[Finding, ...]:
        """Return what to tell the clerk of a six-digit prefix: at most one warning, never an error.

        Real cards carry codes years after their end, and some that stand in no official list, so
        the prefix alone may never refuse a person.
        """
        if known := self.former.get(prefix):
            return (_former(known),)
        if prefix in self.present:
            return ()
        if prefix.startswith(GANZHOU_BEFORE_1998):
            return (warning("identity.region_old_block", prefix=prefix),)
        if prefix.startswith(self.blocks):
            return (warning("identity.region_unlisted", prefix=prefix),)
        return ()


def _former(known: FormerRegion) -> Finding:
    return warning(
        "identity.region_former",
        prefix=known.code,
        name=known.name,
        years=known.years,
        now=known.now,
        now_name=known.now_name,
    )


NO_HISTORY = RegionHistory()


def is_province(code: str) -> bool:
    """True for the first two digits of a province, region or municipality that ever gave out numbers."""
    return _PROVINCE.fullmatch(code) is not None
