"""What a round seal looks like and how it comes onto a paper, as plain values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from app.domain.errors import PersonFacing

LARGEST_DIAMETER_MM = 45.0
SMALLEST_DIAMETER_MM = 30.0
LONGEST_RING_TEXT = 24
CODE_LENGTH = 13


class SealError(PersonFacing):
    """A seal's description that cannot be drawn."""


class SealMode(Enum):
    """How the seal reaches the paper; 套印 needs a written local permission (国发〔1999〕25号)."""

    NONE = "none"
    WET = "wet"
    OVERPRINT = "overprint"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealDesign:
    """A round seal: 国发〔1999〕25号 fixes the size by rank, so every part is data.

    `purpose_line` stands level under the star (e.g. 业务专用章); `code_digits` on the lower arc is
    the 13-digit police filing code or empty; `sample` prints 样章 across the seal.
    """

    name: str
    diameter_mm: float
    ring_text: str
    has_star: bool = True
    purpose_line: str = ""
    code_digits: str = ""
    sample: bool = False

    def text(self) -> str:
        """Return every character the seal shows, to check that the seal face has them all."""
        return self.ring_text + self.purpose_line + self.code_digits + ("样章" if self.sample else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class SealPlacement:
    """How this paper is sealed; `note` is the small caption, e.g. 完整性签名，非电子印章."""

    mode: SealMode
    note: str = ""

    @property
    def is_drawn(self) -> bool:
        """Whether the seal's picture is part of the printed page."""
        return self.mode in {SealMode.OVERPRINT, SealMode.ELECTRONIC}


def read_seal(data: Mapping[str, object]) -> SealDesign:
    """Build a seal from its table in the unit's data; SealError when it could not be a lawful seal."""
    seal = SealDesign(
        name=str(data["name"]),
        diameter_mm=float(str(data["diameter_mm"])),
        ring_text=str(data["ring_text"]),
        has_star=bool(data.get("has_star", True)),
        purpose_line=str(data.get("purpose_line", "")),
        code_digits=str(data.get("code_digits", "")),
        sample=bool(data.get("sample", False)),
    )
    _refuse_impossible(seal)
    return seal


def _refuse_impossible(seal: SealDesign) -> None:
    if not SMALLEST_DIAMETER_MM <= seal.diameter_mm <= LARGEST_DIAMETER_MM:
        raise SealError("papers.seal_size", name=seal.name, diameter=f"{seal.diameter_mm:g}")
    if not 1 <= len(seal.ring_text) <= LONGEST_RING_TEXT:
        raise SealError("papers.seal_text", name=seal.name, most=LONGEST_RING_TEXT)
    if seal.code_digits and not re.fullmatch(rf"[0-9]{{{CODE_LENGTH}}}", seal.code_digits):
        raise SealError("papers.seal_code", name=seal.name, digits=CODE_LENGTH)
