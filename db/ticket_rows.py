"""The rows derived from a visit, and the questions a queue asks of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    literal_column,
    or_,
    select,
    union_all,
    update,
)

from app.domain.ledger.fold import SubjectState
from app.domain.queue.line import Counter
from app.domain.queue.policy import Heads
from app.domain.ticket import Ticket, TicketState, ticket_from, ticket_of
from app.ports.ticket_store import HallDay, PastCall
from db.case_rows import LostRow
from db.tables.tickets import tickets

_KEPT_APART = ("events", "enquiries")
"""Parts of a visit's document that no list shows: they stay with the state."""

_OPEN = [state for state in TicketState if not state.is_over]


def project(connection: Connection, version_before: int, state: SubjectState) -> None:
    """Write the row of a visit: insert it, or move it on from `version_before`; LostRow if that is gone."""
    row = ticket_row(connection, state)
    if version_before == 0:
        connection.execute(_issue, row)
        return
    moved = connection.execute(_move, {**row, "visit": row["id"], "version_before": version_before})
    if moved.rowcount != 1:
        raise LostRow(state.subject.id)


def ticket_row(_connection: Connection, state: SubjectState) -> dict[str, Any]:
    """Return the columns that `state` should have; the `ledger check` compares them."""
    ticket = ticket_of(state)
    shown = {name: value for name, value in state.document.items() if name not in _KEPT_APART}
    plain = ("id", "version", "hall", "business_date", "series", "number", "serves_on", "route", "target")
    placed = ("window", "is_priority", "arrival", "position", "call")
    row = {name: getattr(ticket, name) for name in (*plain, *placed)}
    return {**row, "state": ticket.state.value, "document": shown}


class TicketRows:
    """Implements the TicketStore port."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def get(self, visit_id: str) -> Ticket | None:
        """Return one ticket."""
        return self._first(_one, {"visit": visit_id})

    def serving_at(self, hall: str, window: str) -> Ticket | None:
        """Return the ticket a window is serving."""
        return self._first(_serving, {"hall": hall, "window": window})

    def heads(self, of: HallDay, counter: Counter) -> Heads:
        """Return the heads of the three lanes by one statement."""
        scope = {"hall": of.hall, "day": of.day, "window": counter.window, "letters": counter.letters}
        rows = self._connection.execute(_heads, scope)
        return Heads(**{row.lane: _ticket(row) for row in rows})

    def last_calls(self, of: HallDay, window: str, limit: int) -> Sequence[PastCall]:
        """Return the last calls of a window, newest first."""
        scope = {"hall": of.hall, "day": of.day, "window": window, "limit": limit}
        return [PastCall(row.call, row.is_priority) for row in self._connection.execute(_last_calls, scope)]

    def places(self, of: HallDay, ticket: Ticket, limit: int) -> Sequence[int]:
        """Return the first positions of the lane `ticket` would wait in."""
        lane = {"route": ticket.route, "is_priority": ticket.is_priority}
        scope = {"hall": of.hall, "day": of.day, "limit": limit, **lane}
        return list(self._connection.execute(_places, scope).scalars())

    def of_day(self, of: HallDay) -> Sequence[Ticket]:
        """Return all tickets of a day, in order of arrival."""
        return self._all(_of_day, of)

    def unfinished_until(self, of: HallDay) -> Sequence[Ticket]:
        """Return the tickets of a day and earlier that are not over."""
        return self._all(_unfinished, of)

    def _first(self, query: Select[Any], scope: Mapping[str, Any]) -> Ticket | None:
        row = self._connection.execute(query, scope).first()
        return None if row is None else _ticket(row)

    def _all(self, query: Select[Any], of: HallDay) -> list[Ticket]:
        rows = self._connection.execute(query, {"hall": of.hall, "day": of.day})
        return [_ticket(row) for row in rows]


# Each question is put together once: building a statement costs more than asking it. States and lanes are
# written into it, not bound: only so does the engine use the partial indexes.


def _is(state: TicketState) -> ColumnElement[bool]:
    return tickets.c.state == literal_column(f"'{state.value}'")


def _lane(name: str, *belongs: ColumnElement[bool]) -> Select[Any]:
    """Return the query for the first ticket of one lane."""
    first = select(literal_column(f"'{name}'").label("lane"), *_shown).where(*_today, _waiting, *belongs)
    return select(first.order_by(tickets.c.position, tickets.c.arrival).limit(1).subquery())


_shown = (tickets.c.id, tickets.c.version, tickets.c.document)
_waiting = _is(TicketState.WAITING)
_hall = tickets.c.hall == bindparam("hall")
_window = tickets.c.window == bindparam("window")
_today = (_hall, tickets.c.serves_on == bindparam("day"))
_undirected = tickets.c.target == literal_column("''")

_one = select(*_shown).where(tickets.c.id == bindparam("visit"))
_serving = select(*_shown).where(_hall, _window, _is(TicketState.SERVING))
_of_day = select(*_shown).where(*_today).order_by(tickets.c.arrival)
_unfinished = (
    select(*_shown)
    .where(_hall, tickets.c.serves_on <= bindparam("day"), or_(*(_is(state) for state in _OPEN)))
    .order_by(tickets.c.arrival)
)
_last_calls = (
    select(tickets.c.call, tickets.c.is_priority)
    .where(*_today, _window, tickets.c.call > 0)
    .order_by(tickets.c.call.desc())
    .limit(bindparam("limit"))
)
_places = (
    select(tickets.c.position)
    .where(*_today, _waiting, _undirected)
    .where(tickets.c.is_priority == bindparam("is_priority"), tickets.c.route == bindparam("route"))
    .order_by(tickets.c.position)
    .limit(bindparam("limit"))
)
_routed = (_undirected, tickets.c.route.in_(bindparam("letters", expanding=True)))
_heads = union_all(
    _lane("directed", tickets.c.target == bindparam("window")),
    _lane("priority", *_routed, tickets.c.is_priority == literal_column("1")),
    _lane("ordinary", *_routed, tickets.c.is_priority == literal_column("0")),
)
_move = update(tickets).where(
    tickets.c.id == bindparam("visit"), tickets.c.version == bindparam("version_before")
)
_issue = tickets.insert()


def _ticket(row: Row[Any]) -> Ticket:
    return ticket_from(row.id, row.version, row.document)
