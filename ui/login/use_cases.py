"""What signing in needs from outside, as plain callables; all but `open_work` run in a lane."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.clerk import Clerk
from app.domain.hall import Window
from app.services.desk import Desk
from ui.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionUseCases:
    """`sign_in` raises StorageError (wrong_pass_phrase, wait_before_next_try, …); it also records the access.

    `occupants` names who sits where today, by window number (masked names). `take_window` sits the clerk
    down; its last argument says whether to take the window over. `open_work` builds the working page.
    """

    clerks: Callable[[], Sequence[Clerk]]
    sign_in: Callable[[str, str], Clerk]
    occupants: Callable[[], Mapping[str, str]]
    take_window: Callable[[Clerk, Window, bool], Desk]
    leave: Callable[[Desk], object]
    open_work: Callable[[Desk], Page]
