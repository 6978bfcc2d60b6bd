"""How a unit seals its papers: which seal, by which right, kept by whom."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.seal import SealDesign, SealError, SealMode


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSeal:
    """One seal of the unit: its design, how it comes onto paper, and who answers for it.

    套印 needs `permission`, the number of the written local permission (国发〔1999〕25号 Art. 19 gives it by
    itself to provincial governments and ministries only).
    """

    key: str
    design: SealDesign
    mode: SealMode
    keeper: str
    permission: str = ""

    def checked(self) -> "UnitSeal":
        """Return the seal; SealError when it would be overprinted without a permission or a 样章 mark."""
        if self.mode is SealMode.OVERPRINT and not (self.permission or self.design.sample):
            raise SealError("papers.overprint_not_permitted", name=self.design.name)
        return self


@dataclass(frozen=True, slots=True)
class SealCabinet:
    """The seals of the unit, and which of them each type of paper takes."""

    seals: Mapping[str, UnitSeal]
    by_paper_type: Mapping[str, str]

    def for_paper(self, type_code: str) -> UnitSeal | None:
        """Return the seal of a paper type, or None for papers that take none."""
        key = self.by_paper_type.get(type_code)
        return None if key is None else self.seals[key]
