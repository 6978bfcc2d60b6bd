"""The second person of a refusal at the same keyboard: anybody can type a 工号, not the pass phrase."""

from app.domain.clerk import Clerk
from app.domain.storage import StorageError
from app.services.cases.intake import IntakeRefused
from ui.at_desk import AtDesk

_UNKNOWN = "storage.unknown_clerk"


def second_person(at: AtDesk, staff_number: str, pass_phrase: str) -> str:
    """Return the id of the clerk who vouches by the own pass phrase, "" where nobody was named.

    Runs in the lane of what is waited for: a phrase takes its time to check. Raises IntakeRefused without a
    phrase or for a 工号 that nobody has, StorageError for a wrong phrase, which counts as at the sign-in.
    """
    number = staff_number.strip()
    if not number:
        return ""
    if not pass_phrase:
        raise IntakeRefused("case.refusal_needs_phrase")
    try:
        second: Clerk = at.vouch(number, pass_phrase)
    except StorageError as refused:
        if refused.code == _UNKNOWN:
            raise IntakeRefused("case.second_unknown", number=number) from refused
        raise
    return second.id
