"""What a county writes for one hall beside the catalogue (本地数据); one value: it changes as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.calendar import WorkCalendar
from app.domain.hall import Hall
from app.domain.identity.regions import NO_HISTORY, RegionHistory
from app.domain.paper import IssuingUnit, PaperType
from app.domain.sealing import SealCabinet
from app.domain.transcription.order import KeyingOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalCustom:
    """The hall, its calendar, its papers and seals, and the names and orders its clerks work by.

    `certificate_names` are the kinds of certificate by code; `keying_orders` belong to other systems;
    `regions` tells which place the first six digits of an ID number meant when it was given out.
    """

    hall: Hall
    calendar: WorkCalendar
    paper_types: Mapping[str, PaperType]
    unit: IssuingUnit
    cabinet: SealCabinet
    certificate_names: Mapping[str, str]
    keying_orders: tuple[KeyingOrder, ...] = ()
    regions: RegionHistory = NO_HISTORY

    @property
    def is_sample(self) -> bool:
        """Say whether papers are samples (样章), because one of the seals is."""
        return any(seal.design.sample for seal in self.cabinet.seals.values())

    def code_of(self, type_code: str) -> str | None:
        """Return the 机关代字 of a type of paper, such as 赣崇关受; None for one that is not there.

        A slip has no 文号: its number word is empty, and so is its code.
        """
        kind = self.paper_types.get(type_code)
        if kind is None:
            return None
        return f"{self.hall.document_prefix}{kind.number_word}" if kind.number_word else ""
