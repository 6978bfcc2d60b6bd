"""The second person of a refusal at the same keyboard: anybody can type a 工号, not the pass phrase."""

from dataclasses import dataclass

from app.domain.errors import PersonFacing
from app.domain.storage import StorageError
from app.services.cases.intake import IntakeRefused
from ui.at_desk import AtDesk

_UNKNOWN = "storage.unknown_clerk"


@dataclass(frozen=True, slots=True)
class Lacks:
    """How an act says what its second person lacks: the error, and its codes."""

    error: type[PersonFacing]
    no_phrase: str
    unknown: str


REFUSAL = Lacks(IntakeRefused, "case.refusal_needs_phrase", "case.second_unknown")


def second_person(at: AtDesk, staff_number: str, pass_phrase: str, lacks: Lacks = REFUSAL) -> str:
    """Return the id of the clerk who vouches by the own pass phrase, "" where nobody was named.

    Runs in the lane of what is waited for: a phrase takes its time to check. Raises what `lacks` says without
    a phrase or for a 工号 that nobody has, StorageError for a wrong phrase, which counts as at the sign-in.
    """
    number = staff_number.strip()
    if not number:
        return ""
    if not pass_phrase:
        raise lacks.error(lacks.no_phrase)
    try:
        return at.vouch(number, pass_phrase).id
    except StorageError as refused:
        if refused.code == _UNKNOWN:
            raise lacks.error(lacks.unknown, number=number) from refused
        raise
