"""What signing in needs from outside, as plain callables; all but `open_work` run in a lane."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from app.domain.clerk import Clerk
from app.domain.hall import Window
from app.services.desk import Desk
from app.services.lost_numbers import LostNumbers
from ui.login.occupant import Occupant
from ui.page import Page
from ui.take_back.use_cases import TakeBackUseCases


@dataclass(frozen=True, slots=True)
class Findings:
    """What gave away that the data were put back or copied, as codes, and the numbers they lack."""

    codes: tuple[str, ...] = ()
    lost: LostNumbers = field(default_factory=LostNumbers)


class WorkingPage(Page, Protocol):
    """The page that stays alive behind the lock, until somebody else sits down."""

    def leave(self) -> None:
        """Stop reading: the page will not be shown again."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionUseCases:
    """`sign_in` raises StorageError (wrong_pass_phrase, wait_before_next_try, …); it also records the access.

    `occupants` tells who sits where today, by window number. `take_window` sits the clerk
    down; its last argument says whether to take the window over. `open_work` builds the working page.
    `confirm_day` takes today's date on the clerk's word, and on that of a supervisor (工号, pass phrase) if
    there had to be one: DayRefused says so. `take_back` is for the clerk who sits at no window yet.
    """

    clerks: Callable[[], Sequence[Clerk]]
    sign_in: Callable[[str, str], Clerk]
    occupants: Callable[[], Mapping[str, Occupant]]
    take_window: Callable[[Clerk, Window, bool], Desk]
    leave: Callable[[Desk], object]
    locked: Callable[[Desk], object]
    open_work: Callable[[Desk], WorkingPage]
    findings: Callable[[], Findings]
    confirm_day: Callable[[Clerk, date, tuple[str, str] | None], object]
    take_back: Callable[[Clerk], TakeBackUseCases]
