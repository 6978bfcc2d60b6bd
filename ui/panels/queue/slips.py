"""Prints the slip of a number; whatever the printer says, the number holds."""

from collections.abc import Callable

from app.domain.ticket import Ticket
from ui.panels.queue.column import QueueColumn
from ui.panels.queue.context import QueueContext
from ui.shortcuts import KEYS, Command
from ui.tasks import Lane
from ui.widgets.text import Tone

_AGAIN = KEYS[Command.REPRINT_SLIP].sequence


class Slips:
    """Knows the number given last, so that its slip can be printed once more."""

    def __init__(self, context: QueueContext, column: QueueColumn, turned: Callable[[], None]) -> None:
        """Show the number in `column`; `turned` hears that there is one to be printed again."""
        self._context, self._column, self._turned = context, column, turned
        self.given: Ticket | None = None

    def print_again(self) -> None:
        """Print the slip of the number given last once more."""
        if self.given is not None:
            self.print(self.given)

    def print(self, ticket: Ticket) -> None:
        """Show a number and print its slip."""
        context = self._context
        self.given = ticket
        self._column.show_given(ticket.label)
        self._turned()
        context.tasks.submit(Lane.IO, lambda: context.use.print_slip(ticket), self._on_slip, self._on_failed)

    def _on_slip(self, _spooled: object) -> None:
        self._column.given.say("号票已送到打印机。", Tone.DONE)

    def _on_failed(self, error: Exception) -> None:
        said = self._context.wording.of(error).sentence()
        self._column.given.say(f"号有效，照常排队。号票没有打出来：{said}可以按 {_AGAIN} 补打。", Tone.LATE)
