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

    `next_day` gives the next day the hall is open.
    """

    use: QueueUseCases
    hall: Hall
    window: str
    new_command_id: Callable[[], str]
    tasks: Tasks
    wording: Wording
    board: ChangeBoard
    next_day: Callable[[date], date]
