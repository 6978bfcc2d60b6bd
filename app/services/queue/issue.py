"""Issues a ticket (取号)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.ledger.canonical import Json
from app.domain.numbers import TICKET_SERIES
from app.domain.queue.line import POSITION_STEP
from app.domain.role import Action
from app.domain.ticket import QueueError, Ticket, label
from app.services.queue.desk import QueueDesk, Turn, carry_out
from app.services.queue.directing import route_at_issue
from app.services.use_case import Typed, use_case


@dataclass(frozen=True, slots=True)
class Wish(Typed):
    """One 事项 a person comes for: its letter, its name as printed, and the catalogue item, if known."""

    letter: str
    name: str
    item: str = ""


@use_case
def issue_ticket(
    desk: QueueDesk, command_id: str, wishes: Sequence[Wish], *, ground: str = "", holder: str = ""
) -> Ticket:
    """Give the next number of the first wish's letter and return the ticket, to be printed afterwards.

    `ground` is the code of a priority ground; `holder` a masked name (张*), never a whole one. The number
    comes from a series of the business date, which so begins anew by itself; used numbers stay used.
    Who comes for one item alone waits for the windows its claim names, if somebody sits there.
    """
    return carry_out(desk, Action.ISSUE_TICKET, command_id, lambda turn: _issue(turn, wishes, ground, holder))


def _issue(turn: Turn, wishes: Sequence[Wish], ground: str, holder: str) -> Ticket:
    _check(turn, wishes, ground)
    hall, first = turn.desk.hall, wishes[0]
    series = (hall.policy.priority_prefix if ground else "") + first.letter
    visit = turn.desk.recorder.ids.operation_id()
    arrival = _serial(turn, arrival_series(hall.id))
    ticket = turn.record(
        "visit.issued.v1",
        visit,
        hall=hall.id,
        series=series,
        number=_number(turn, series),
        route=first.letter if wishes[1:] else route_at_issue(turn, first.item, first.letter),
        ground=ground,
        arrival=arrival,
        position=arrival * POSITION_STEP,
        items=[_item(row, wish) for row, wish in enumerate(wishes, start=1)],
    )
    return turn.record("visit.holder_named.v1", visit, holder=holder) if holder else ticket


def ticket_series(hall: str, day: date | str, series: str) -> str:
    """Return the name under which the numbers of one letter are counted: a new run every business date.

    `day` may be the ISO text of a date.
    """
    return f"{TICKET_SERIES}{hall}/{day}/{series}"


def arrival_series(hall: str) -> str:
    """Return the name under which the arrivals of a hall are counted: one run for ever."""
    return f"arrival/{hall}"


def _number(turn: Turn, series: str) -> int:
    number = _serial(turn, ticket_series(turn.desk.hall.id, turn.moment.business_date, series))
    last = turn.desk.hall.policy.last_number
    if number > last:
        raise QueueError("queue.numbers_used_up", series=series, last=label(series, last))
    return number


def _serial(turn: Turn, series: str) -> int:
    serial = turn.desk.recorder.township.next_serial(turn.unit.authority, series)
    if serial is None:
        raise QueueError("queue.no_numbers_now")
    return serial


def _check(turn: Turn, wishes: Sequence[Wish], ground: str) -> None:
    hall = turn.desk.hall
    if not wishes:
        raise QueueError("queue.nothing_wished")
    for wish in wishes:
        if not hall.windows_for(wish.letter):
            raise QueueError("queue.no_window_for_letter", letter=wish.letter)
    if ground and hall.ground(ground) is None:
        raise QueueError("queue.unknown_ground", ground=ground)


def _item(row: int, wish: Wish) -> dict[str, Json]:
    return {"row": str(row), "letter": wish.letter, "name": wish.name, "item": wish.item}
