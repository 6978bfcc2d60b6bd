"""What the withdrawal of a service item's version means for drafts and for cases accepted offline."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.domain.ledger.canonical import Json


class Reason(Enum):
    """Why a version is withdrawn (DESIGN §6)."""

    REVISED = "改版"
    TAKEN_BACK = "收回"
    ABOLISHED = "废止"


class Advice(Enum):
    """What to do with a draft of a version."""

    GO_ON = "go_on"
    CARRY_OVER = "carry_over"
    NAME_THE_AUTHORITY = "name_the_authority"
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """A version's end: the last day on which the agency may receive under it, and who is competent then."""

    version: str
    reason: Reason
    last_day: date
    successor: str | None = None
    competent_authority: str = ""


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """Answers taken into the new version, answers it has no place for, and questions it adds."""

    answers: Mapping[str, Json]
    left_behind: Mapping[str, Json]
    new_questions: tuple[str, ...]


_AFTER_THE_END = {
    Reason.REVISED: Advice.CARRY_OVER,
    Reason.TAKEN_BACK: Advice.NAME_THE_AUTHORITY,
    Reason.ABOLISHED: Advice.STOP,
}


def has_ended(withdrawal: Withdrawal | None, received_on: date) -> bool:
    """Say whether a version no longer held on the agency's receipt date, the day that counts in law."""
    return withdrawal is not None and received_on > withdrawal.last_day


def advise(withdrawal: Withdrawal | None, received_on: date) -> Advice:
    """Return what to do with a draft that the agency receives on `received_on`.

    For 收回 the applicant is told the competent authority (行政许可法 32(2): 告知向有关行政机关申请).
    """
    if withdrawal is None or not has_ended(withdrawal, received_on):
        return Advice.GO_ON
    return _AFTER_THE_END[withdrawal.reason]


def needs_supervisor(withdrawal: Withdrawal | None, received_on: date, *, is_accepted: bool) -> bool:
    """Say whether an accepted case rests on an ended version: it is kept, and a supervisor decides."""
    return is_accepted and has_ended(withdrawal, received_on)


def carry_over(answers: Mapping[str, Json], new_fields: tuple[str, ...]) -> CarriedOver:
    """Return a draft's answers sorted by whether the new version still asks for them."""
    kept = {name: value for name, value in answers.items() if name in new_fields}
    left = {name: value for name, value in answers.items() if name not in new_fields}
    return CarriedOver(kept, left, tuple(name for name in new_fields if name not in answers))
