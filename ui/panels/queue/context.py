"""What the queue works with at one window."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.domain.hall import Hall
from ui.changes import ChangeBoard
from ui.panels.queue.use_cases import QueueUseCases
from ui.tasks import Tasks
from ui.words import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueContext:
    """The use cases of one clerk at one window, and who is told.

    `next_day` gives the next day the hall is open, `halls` the hall as it is now.
    """

    use: QueueUseCases
    halls: Callable[[], Hall]
    window: str
    new_command_id: Callable[[], str]
    tasks: Tasks
    wording: Wording
    board: ChangeBoard
    next_day: Callable[[date], date]

    @property
    def hall(self) -> Hall:
        """The hall as it is now."""
        return self.halls()
