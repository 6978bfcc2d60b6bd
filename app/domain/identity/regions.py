"""The region codes an identity number may start with: by first registration, not by today's map."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.identity.check import Finding, warning

# GB/T 2260. Numbers of 81, 82 and 83 are residence permits of the same scheme.
PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
# Ganzhou was 赣州地区 with codes 3621xx until 1998: nearly every adult over 28 carries one.
GANZHOU_BEFORE_1998 = "3621"


@dataclass(frozen=True, slots=True)
class FormerRegion:
    """A region code no longer given out, and the region that stands in its place today."""

    code: str
    now: str
    name: str


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
            return (warning("identity.region_former", prefix=prefix, name=known.name, now=known.now),)
        if prefix in self.present:
            return ()
        if prefix.startswith(GANZHOU_BEFORE_1998):
            return (warning("identity.region_old_block", prefix=prefix),)
        if prefix.startswith(self.blocks):
            return (warning("identity.region_unlisted", prefix=prefix),)
        return ()


NO_HISTORY = RegionHistory()
