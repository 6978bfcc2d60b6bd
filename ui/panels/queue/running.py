"""Runs the commands of the queue, one at a time, and says in words how each went."""

from collections.abc import Callable
from typing import TypeVar

from app.domain.ticket import Ticket
from app.services.queue.view import QueueView
from ui.changes import Changes
from ui.panels.queue.column import QueueColumn
from ui.panels.queue.context import QueueContext
from ui.tasks import Lane

T = TypeVar("T")


class Running:
    """While a command is under way every key is closed; `turned` hears when that begins and ends."""

    def __init__(
        self,
        context: QueueContext,
        column: QueueColumn,
        looked: Callable[[QueueView], None],
        turned: Callable[[], None],
    ) -> None:
        """Say into `column`; give each reading of the queue to `looked`."""
        self._context, self._column, self._looked, self._turned = context, column, looked, turned
        self.is_working = False
        self._said_of = ""

    def refresh(self) -> None:
        """Read the queue again, unless a command is about to do so anyway."""
        if not self.is_working:
            context = self._context
            context.tasks.submit(Lane.STORAGE, context.use.look, self._on_looked, self._on_failed)

    def do(
        self,
        command: Callable[[str], T],
        said: Callable[[T], str],
        *,
        then: Callable[[T], None] = lambda _outcome: None,
    ) -> None:
        """Run one command and read the queue in the same piece of work: the screen is never between two."""
        context = self._context
        command_id = context.new_command_id()
        self.is_working = True
        self._column.show_line()
        self._turned()
        context.tasks.submit(
            Lane.STORAGE,
            lambda: (command(command_id), context.use.look()),
            lambda result: self._on_done(result[0], result[1], said, then),
            self._on_failed,
        )

    def _on_done(
        self, outcome: T, view: QueueView, said: Callable[[T], str], then: Callable[[T], None]
    ) -> None:
        self.is_working = False
        self._looked(view)
        self._column.say(said(outcome))
        self._said_of = ""
        if isinstance(outcome, Ticket):
            is_there = view.serving is not None and view.serving.id == outcome.id
            self._said_of = outcome.id if is_there else ""
            self._context.board.announce(Changes(tickets=frozenset({outcome.id})))
        then(outcome)

    def _on_looked(self, view: QueueView) -> None:
        """What was said of somebody at the window is over once they are not there any more."""
        if self._said_of and (view.serving is None or view.serving.id != self._said_of):
            self._said_of = ""
            self._column.say("")
        self._looked(view)

    def _on_failed(self, error: Exception) -> None:
        self.is_working, self._said_of = False, ""
        self._column.show_message(self._context.wording.of(error))
        self._turned()
        self.refresh()
