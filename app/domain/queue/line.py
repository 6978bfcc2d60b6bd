"""The line in front of one window: everybody who waits for it, in the order they will be called."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.queue.policy import Choice, Heads, QueuePolicy, choose, memory
from app.domain.ticket import Ticket, TicketState


@dataclass(frozen=True, slots=True)
class Counter:
    """What a window may call: its number and its routes, which are its business letters and its number."""

    window: str
    letters: tuple[str, ...]

    def may_call(self, ticket: Ticket) -> bool:
        """Say whether a waiting ticket is in this window's line."""
        if ticket.state is not TicketState.WAITING:
            return False
        return ticket.target == self.window if ticket.target else ticket.route in self.letters


def call_order(
    policy: QueuePolicy, waiting: Iterable[Ticket], recent: Sequence[bool], now: int
) -> Iterator[Choice]:
    """Yield the waiting tickets in the order this window would call them, each with its reason.

    It plays `choose` forward, so the list on the screen cannot differ from what the next key calls.
    """
    lanes = _lanes(waiting)
    while (choice := choose(policy, _heads(lanes), recent, now)) is not None:
        yield choice
        next(lane for lane in lanes if lane and lane[-1] is choice.ticket).pop()
        recent = (choice.ticket.is_priority, *recent)[: memory(policy)]


def line_order(ticket: Ticket) -> tuple[int, int]:
    """Return the key that orders a lane: whole numbers given once, never a time."""
    return ticket.position, ticket.arrival


Lanes = tuple[list[Ticket], list[Ticket], list[Ticket]]


def _lanes(waiting: Iterable[Ticket]) -> Lanes:
    """Return the lanes directed, priority, ordinary, each with its first ticket last."""
    lanes: Lanes = ([], [], [])
    for ticket in sorted(waiting, key=line_order, reverse=True):
        lanes[0 if ticket.target else 1 if ticket.is_priority else 2].append(ticket)
    return lanes


def _heads(lanes: Lanes) -> Heads:
    return Heads(*(lane[-1] if lane else None for lane in lanes))


POSITION_STEP = 1024
"""The room between two arrivals, so that a ticket that comes back fits in between."""


def place_behind(ticket: Ticket, places: Sequence[int]) -> int:
    """Return the position right behind the last of `places`, or its own if that is later anyway."""
    return max(ticket.position, places[-1] + 1) if places else ticket.position
