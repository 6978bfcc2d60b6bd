"""Where a paper of the applicant is now (去向): who answers for it, the spot where it lies, since when.

The ledger writes the place that answers for it; of what was sent out of the hall also the spot, behind a
sign: that hall still answers for it, but has it not at hand.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.domain.errors import PersonFacing
from app.domain.form.lookups import LookupTable

PLACES = "paper_places"
"""The name of the code list of the spots: county data."""
APPLICANT = "applicant"
_SENT_TO = "#"


class PlacesWrong(PersonFacing):
    """The county's list of spots cannot be worked with."""


class Nearness(Enum):
    """How near a spot is, as the county's list says it in `at`."""

    WINDOW = "window"
    HALL = "hall"
    AWAY = "away"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One spot of the list, by its code."""

    code: str
    name: str
    nearness: Nearness

    def written(self, place: str) -> str:
        """Return how the ledger writes that `place` answers for a paper that is at this spot."""
        return f"{place}{_SENT_TO}{self.code}" if self.nearness is Nearness.AWAY else place


def spots_of(table: LookupTable, day: date) -> tuple[Spot, ...]:
    """Return the spots offered on a day, in the order of their digits; PlacesWrong where one is not sound."""
    rows = table.edition(day).rows
    spots = tuple(
        Spot(
            code=choice.code,
            name=choice.label,
            nearness=_nearness(table, str(rows[choice.code].get("at", ""))),
        )
        for choice in table.choices(day)
    )
    if [one.nearness for one in spots].count(Nearness.WINDOW) != 1:
        raise PlacesWrong("case.places_wrong", list=table.label)
    return spots


def answers_for(where: str) -> str:
    """Return the place that answers for a paper: the one it lies at, or that sent it on."""
    return where.partition(_SENT_TO)[0]


def is_away(where: str) -> bool:
    """Say whether a paper was sent out of the hall that answers for it."""
    return _SENT_TO in where


def _nearness(table: LookupTable, word: str) -> Nearness:
    if word not in {one.value for one in Nearness}:
        raise PlacesWrong("case.places_wrong", list=table.label)
    return Nearness(word)
