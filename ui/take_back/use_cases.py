"""What taking papers back needs from outside, as plain callables; all but the last two run in a lane."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from app.services.desk import Desk
from app.services.lost_numbers import LostNumbers, lost_numbers
from app.services.office import Office
from app.services.take_back.paper import SeenPaper, TakenBack, look_at_paper, take_back_paper
from app.services.take_back.reopen import FromPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackUseCases:
    """`look` and `take` raise TakeBackRefused; `take` gets a command id, the scanned text and what was read.

    `initials` gives the pinyin letters of a word.
    """

    look: Callable[[str], SeenPaper]
    take: Callable[[str, str, FromPaper | None], TakenBack]
    lost: Callable[[], LostNumbers]
    new_command_id: Callable[[], str]
    initials: Callable[[str], str]


def take_back_use_cases(office: Office, desk: Desk, initials: Callable[[str], str]) -> TakeBackUseCases:
    """Return the use cases of one clerk."""
    return TakeBackUseCases(
        look=partial(look_at_paper, office, desk),
        take=partial(take_back_paper, office, desk),
        lost=partial(lost_numbers, office),
        new_command_id=office.ids.operation_id,
        initials=initials,
    )
