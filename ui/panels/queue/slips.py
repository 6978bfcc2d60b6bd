"""Prints the slip of a number; whatever the printer says, the number holds."""

from collections.abc import Callable
from functools import partial

from app.domain.ticket import Ticket
from ui.panels.queue.column import QueueColumn
from ui.panels.queue.context import QueueContext
from ui.shortcuts import KEYS, Command
from ui.tasks import Lane
from ui.widgets.text import Tone

_AGAIN, _LEAVE = (KEYS[command].sequence for command in (Command.REPRINT_SLIP, Command.LEAVE_SLIP))


class Slips:
    """Knows the number given last, and which slips did not come out and wait for a clerk.

    A slip that failed stays in sight, whatever is called or given next, until it is printed or let be.
    """

    def __init__(self, context: QueueContext, column: QueueColumn, turned: Callable[[], None]) -> None:
        """Show the number in `column`; `turned` hears that what can be printed again or let be changed."""
        self._context, self._column, self._turned = context, column, turned
        self._given: Ticket | None = None
        self._failed: dict[str, Ticket] = {}

    @property
    def open_commands(self) -> set[Command]:
        """What can be done about slips now."""
        again = {Command.REPRINT_SLIP} if self._given is not None else set()
        return again | ({Command.LEAVE_SLIP} if self._failed else set())

    def print_again(self) -> None:
        """Print the slip that failed first, or else that of the number given last, once more."""
        ticket = next(iter(self._failed.values()), self._given)
        if ticket is not None:
            self.print(ticket)

    def leave(self) -> None:
        """Let the slip be that failed first: whoever has the number knows it."""
        if self._failed:
            del self._failed[next(iter(self._failed))]
            self._tell()

    def print(self, ticket: Ticket) -> None:
        """Show a number and print its slip."""
        context = self._context
        self._given = ticket
        self._column.show_given(ticket.label)
        self._turned()
        context.tasks.submit(
            Lane.IO,
            lambda: context.use.print_slip(ticket),
            partial(self._on_slip, ticket),
            partial(self._on_failed, ticket),
        )

    def _on_slip(self, ticket: Ticket, _spooled: object) -> None:
        self._failed.pop(ticket.id, None)
        self._say(ticket, "号票已送到打印机。", Tone.DONE)

    def _on_failed(self, ticket: Ticket, error: Exception) -> None:
        self._failed[ticket.id] = ticket
        said = self._context.wording.of(error).sentence()
        cure = f"可以按 {_AGAIN} 补打，不补打按 {_LEAVE}。"
        self._say(ticket, f"号有效，照常排队。号票没有打出来：{said}{cure}", Tone.LATE)

    def _say(self, ticket: Ticket, words: str, tone: Tone) -> None:
        """Say how a slip fares beside its number, unless another number was given meanwhile."""
        if self._given is not None and self._given.id == ticket.id:
            self._column.given.say(words, tone)
        self._tell()

    def _tell(self) -> None:
        labels = [ticket.label for ticket in self._failed.values()]
        self._column.show_unprinted(unprinted_words(labels))
        self._turned()


def unprinted_words(labels: list[str]) -> str:
    """Return one line about slips that did not come out, the first of them by name; empty for none."""
    if not labels:
        return ""
    several = f" 等{len(labels)}张" if len(labels) > 1 else ""
    return f"号票没打出 {labels[0]}{several}：{_AGAIN}"
