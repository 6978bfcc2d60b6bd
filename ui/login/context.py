"""What the way of a clerk through the day works with."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.hall import Hall
from ui.login.use_cases import SessionUseCases
from ui.tasks import Tasks
from ui.words import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionContext:
    """What the session works with. `idle_minutes` is asked each time, since the clerk may change it,
    and so is the hall, since the county may.

    `last_clerk` returns the 工号 of who signed in last at this machine ("" for nobody), and
    `remember_clerk` keeps another one; neither waits.

    `demo_phrase` is the published pass phrase of a demo hall, None in a real one.
    """

    use: SessionUseCases
    halls: Callable[[], Hall]
    tasks: Tasks
    wording: Wording
    monotonic: Callable[[], float]
    idle_minutes: Callable[[], int]
    last_clerk: Callable[[], str]
    remember_clerk: Callable[[str], None]
    demo_phrase: str | None = None

    @property
    def hall(self) -> Hall:
        """The hall as it is now."""
        return self.halls()
