"""Which cases under another number a clerk confirmed to be of the applicant, and what is said of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.draft import SAME_PERSON_SLOT
from app.ports.case_index import CaseRow
from ui.shortcuts import KEYS, Command

_KEY = KEYS[Command.SAME_PERSON].sequence


@dataclass(frozen=True, slots=True)
class SamePerson:
    """Counts for the number it was confirmed for: with another one somebody else applies."""

    number: str = ""
    case_ids: frozenset[str] = frozenset()

    @classmethod
    def read(cls, answers: Mapping[str, Any]) -> "SamePerson":
        """Take the confirmation back from a draft."""
        told = answers.get(SAME_PERSON_SLOT)
        return cls(told["number"], frozenset(told["cases"])) if told else cls()

    def cases_for(self, number: str) -> frozenset[str]:
        """Return the cases confirmed for a number."""
        return self.case_ids if number and number == self.number else frozenset()

    def draft(self) -> dict[str, Any]:
        """Return the confirmation as a draft keeps it."""
        if not self.case_ids:
            return {}
        return {SAME_PERSON_SLOT: {"number": self.number, "cases": sorted(self.case_ids)}}


def suspect_words(row: CaseRow) -> str:
    """Return what is said of a case of somebody with the same name and birth date.

    Not what it was about: it may be another person's.
    """
    tail, day = row.applicant_id_tail, row.received_on
    return f"疑似同一人：同名同生日的人 {day} 用另一证件号（尾号 {tail}）办过事。核对后是同一人的按 {_KEY}。"


def confirmed_words(*, is_same: bool) -> str:
    """Return what is said once the clerk confirmed it, or took it back."""
    if is_same:
        return f"已确认是同一人：以前的办件一并查对，留了记录；按错的再按 {_KEY}。"
    return "已取消：不当作同一人，留了记录。"
