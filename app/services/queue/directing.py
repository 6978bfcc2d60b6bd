"""Where a ticket waits whose item is served at some windows only (一乡一策): a route, never another number.

A route is a business letter, or the number of one window: that window's line by age, not before its others.
"""

from collections.abc import Sequence

from app.domain.queue.line import Counter
from app.domain.ticket import QueueError, Ticket, TicketState
from app.domain.visit.shift_kinds import shift_of, shift_subject
from app.services.queue.desk import Turn


def route_at_issue(turn: Turn, item: str, letter: str) -> str:
    """Return where a ticket for one `item` ("" if unknown) waits, taken at `letter`.

    The letter itself where nothing was claimed, where all its windows serve the item, or where nobody sits
    at a window that does: letters decide as before.
    """
    hall = turn.desk.hall
    counters = turn.desk.counters(item, turn.moment.business_date) if item else ()
    if not counters or all(window.number in counters for window in hall.windows_for(letter)):
        return letter
    staffed = _staffed(turn, counters)
    return _common_letter(turn, counters, staffed) or _shortest(turn, staffed) or letter


def route_to_counters(turn: Turn, counters: Sequence[str], route: str) -> tuple[str, str]:
    """Return the route and the target by which a ticket on `route` is sent to the windows of its item.

    QueueError while nobody sits at any of them: nobody would call the ticket there.
    """
    staffed = _staffed(turn, counters)
    if not staffed:
        raise QueueError("queue.counters_empty", windows="、".join(counters))
    letter = _common_letter(turn, counters, staffed)
    return (letter, "") if letter else (route, _shortest(turn, staffed))


def hand_back(turn: Turn) -> None:
    """Let who waits for this window alone wait where others call: nobody sits here any more."""
    number = turn.desk.counter.window
    for ticket in turn.unit.tickets.of_day(turn.today):
        if ticket.state is TicketState.WAITING and (ticket.route, ticket.target) == (number, ""):
            first = next(iter(ticket.open_items), ticket.items[0])
            route = route_at_issue(turn, first.item, first.letter)
            turn.record("visit.transferred.v1", ticket.id, route=route, target="", reason="窗口下班")


def _staffed(turn: Turn, counters: Sequence[str]) -> tuple[str, ...]:
    """Return those of the windows at which somebody sits today."""
    hall, day = turn.desk.hall, turn.moment.business_date
    state = turn.unit.authority.state
    return tuple(one for one in counters if shift_of(state(shift_subject(hall.id, one, day))).clerk)


def _common_letter(turn: Turn, counters: Sequence[str], staffed: Sequence[str]) -> str:
    """Return the letter that every staffed one of these windows calls, and no other window; "" if none."""
    hall = turn.desk.hall
    served = {one.letter: [window.number for window in hall.windows_for(one.letter)] for one in hall.letters}
    fit = (one for one, at in served.items() if staffed and set(staffed) <= set(at) <= set(counters))
    return max(fit, key=lambda letter: len(served[letter]), default="")


def _shortest(turn: Turn, staffed: Sequence[str]) -> str:
    """Return the window of these with the fewest people in line, "" of none."""
    tickets = turn.unit.tickets.of_day(turn.today)
    return min(staffed, key=lambda number: _in_line(turn, number, tickets), default="")


def _in_line(turn: Turn, number: str, tickets: Sequence[Ticket]) -> int:
    window = turn.desk.hall.window(number)
    counter = Counter(number, window.routes if window is not None else ())
    return sum(counter.may_call(ticket) for ticket in tickets)
