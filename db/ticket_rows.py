"""The rows derived from a visit, and the questions a queue asks of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, literal, select, union_all, update

from app.domain.ledger.fold import SubjectState
from app.domain.queue.line import Counter
from app.domain.queue.policy import Heads
from app.domain.ticket import Ticket, TicketState, ticket_from, ticket_of
from app.ports.ticket_store import HallDay, PastCall
from db.case_rows import LostRow
from db.tables.tickets import tickets

_KEPT_APART = ("events", "enquiries")
"""Parts of a visit's document that no list shows: they stay with the state."""

_OPEN = [state.value for state in TicketState if not state.is_over]


def project(connection: Connection, version_before: int, state: SubjectState) -> None:
    """Write the row of a visit: insert it, or move it on from `version_before`; LostRow if that is gone."""
    row = ticket_row(connection, state)
    if version_before == 0:
        connection.execute(tickets.insert(), row)
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


def stored_rows(connection: Connection) -> dict[str, dict[str, Any]]:
    """Return every stored ticket row by visit id, for `ledger check`."""
    return {row["id"]: dict(row) for row in connection.execute(select(tickets)).mappings()}


class TicketRows:
    """Implements the TicketStore port."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def get(self, visit_id: str) -> Ticket | None:
        """Return one ticket."""
        return self._first(_tickets.where(tickets.c.id == visit_id))

    def serving_at(self, hall: str, window: str) -> Ticket | None:
        """Return the ticket a window is serving."""
        return self._first(
            _tickets.where(
                tickets.c.hall == hall,
                tickets.c.window == window,
                tickets.c.state == literal(TicketState.SERVING.value, literal_execute=True),
            )
        )

    def heads(self, of: HallDay, counter: Counter) -> Heads:
        """Return the heads of the three lanes by one statement."""
        scope = {"hall": of.hall, "day": of.day, "window": counter.window, "letters": counter.letters}
        rows = self._connection.execute(_heads, scope)
        return Heads(**{row.lane: _ticket(row) for row in rows})

    def last_calls(self, of: HallDay, window: str, limit: int) -> Sequence[PastCall]:
        """Return the last calls of a window, newest first."""
        query = select(tickets.c.call, tickets.c.is_priority).where(
            *_on(of), tickets.c.window == window, tickets.c.call > 0
        )
        rows = self._connection.execute(query.order_by(tickets.c.call.desc()).limit(limit))
        return [PastCall(row.call, row.is_priority) for row in rows]

    def places(self, of: HallDay, ticket: Ticket, limit: int) -> Sequence[int]:
        """Return the first positions of the lane `ticket` would wait in."""
        query = select(tickets.c.position).where(
            *_on(of),
            _waiting,
            tickets.c.target == "",
            tickets.c.is_priority == ticket.is_priority,
            tickets.c.route == ticket.route,
        )
        return list(self._connection.execute(query.order_by(tickets.c.position).limit(limit)).scalars())

    def of_day(self, of: HallDay) -> Sequence[Ticket]:
        """Return all tickets of a day, in order of arrival."""
        return self._all(_tickets.where(*_on(of)))

    def unfinished_until(self, of: HallDay) -> Sequence[Ticket]:
        """Return the tickets of a day and earlier that are not over."""
        query = _tickets.where(tickets.c.hall == of.hall, tickets.c.serves_on <= of.day)
        return self._all(query.where(tickets.c.state.in_(_OPEN)))

    def _first(self, query: Select[Any]) -> Ticket | None:
        return next(iter(_tickets_of(self._connection.execute(query.limit(1)))), None)

    def _all(self, query: Select[Any]) -> list[Ticket]:
        return _tickets_of(self._connection.execute(query.order_by(tickets.c.arrival)))


_shown = (tickets.c.id, tickets.c.version, tickets.c.document)
_tickets = select(*_shown)

# Written into the statement, not bound: only so does the engine use the partial index.
_waiting = tickets.c.state == literal(TicketState.WAITING.value, literal_execute=True)


def _on(of: HallDay) -> tuple[ColumnElement[bool], ...]:
    return tickets.c.hall == of.hall, tickets.c.serves_on == of.day


def _lane(name: str, *belongs: ColumnElement[bool]) -> Select[Any]:
    """Return the query for the first ticket of one lane."""
    scope = (tickets.c.hall == bindparam("hall"), tickets.c.serves_on == bindparam("day"), _waiting)
    first = select(literal(name, literal_execute=True).label("lane"), *_shown).where(*scope, *belongs)
    return select(first.order_by(tickets.c.position, tickets.c.arrival).limit(1).subquery())


_routed = (tickets.c.target == "", tickets.c.route.in_(bindparam("letters", expanding=True)))
_heads = union_all(
    _lane("directed", tickets.c.target == bindparam("window")),
    _lane("priority", *_routed, tickets.c.is_priority == literal(1, literal_execute=True)),
    _lane("ordinary", *_routed, tickets.c.is_priority == literal(0, literal_execute=True)),
)
_move = update(tickets).where(
    tickets.c.id == bindparam("visit"), tickets.c.version == bindparam("version_before")
)


def _tickets_of(rows: Iterable[Row[Any]]) -> list[Ticket]:
    return [_ticket(row) for row in rows]


def _ticket(row: Row[Any]) -> Ticket:
    return ticket_from(row.id, row.version, row.document)
