"""What must be true of a ticket before a window may act on it; every refusal says where the ticket is."""

from app.domain.ticket import QueueError, Ticket, TicketState
from app.services.queue.desk import Turn


def as_seen(turn: Turn, seen: Ticket) -> Ticket:
    """Return the ticket as it is now, if it still stands where the clerk saw it and belongs to this hall."""
    now = turn.unit.tickets.get(seen.id)
    if now is None or now.hall != turn.desk.hall.id:
        raise QueueError("queue.not_our_ticket", ticket=seen.label)
    if now.turn != seen.turn:
        raise _moved(turn, now)
    return now


def of_visit(turn: Turn, visit_id: str) -> Ticket:
    """Return the ticket of a visit as it is now, if it belongs to this hall."""
    now = turn.unit.tickets.get(visit_id)
    if now is None or now.hall != turn.desk.hall.id:
        raise QueueError("queue.not_our_ticket", ticket=now.label if now is not None else visit_id)
    return now


def served_here(turn: Turn, seen: Ticket) -> Ticket:
    """Return the ticket as it is now, if this window is serving it."""
    now = as_seen(turn, seen)
    if now.state is not TicketState.SERVING or now.window != turn.desk.window:
        raise _moved(turn, now)
    return now


def callable_today(turn: Turn, seen: Ticket) -> Ticket:
    """Return the ticket as it is now, if it is of today and waits or was passed."""
    now = as_seen(turn, seen)
    if now.state not in {TicketState.WAITING, TicketState.PASSED}:
        raise _moved(turn, now)
    if now.serves_on != turn.moment.business_date:
        raise QueueError("queue.other_day", ticket=now.label, day=_day(now))
    return now


def window_free(turn: Turn) -> None:
    """Refuse while this window still has a ticket open, of whatever day."""
    window = turn.desk.window
    open_ticket = turn.unit.tickets.serving_at(turn.desk.hall.id, window)
    if open_ticket is not None:
        raise QueueError("queue.window_busy", ticket=open_ticket.label, window=window)


def reason_given(reason: str) -> str:
    """Return the reason without surrounding blanks; QueueError when there is none."""
    if not reason.strip():
        raise QueueError("queue.reason_needed")
    return reason.strip()


def _moved(turn: Turn, now: Ticket) -> QueueError:
    window = turn.desk.hall.window(now.window)
    if now.state is TicketState.SERVING and window is not None:
        return QueueError("queue.with_window", ticket=now.label, window=window.label)
    return QueueError("queue.ticket_moved", ticket=now.label, state=now.state.label)


def _day(ticket: Ticket) -> str:
    return f"{ticket.serves_on.month}月{ticket.serves_on.day}日"
