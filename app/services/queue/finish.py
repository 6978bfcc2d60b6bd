"""Ends a visit at this window: each 事项 with its own result (办结离开)."""

from app.domain.ledger.canonical import Json
from app.domain.role import Action
from app.domain.ticket import QueueError, ServiceResult, Ticket
from app.services.queue.desk import QueueDesk, Turn, carry_out
from app.services.queue.guards import of_visit, served_here
from app.services.use_case import use_case


@use_case
def finish(desk: QueueDesk, command_id: str, seen: Ticket, rest: ServiceResult | None = None) -> Ticket:
    """Finish the ticket at this window; `rest` is the result of every 事项 that has none yet.

    Without `rest`, 事项 left open are refused by name: nothing is recorded as done by accident.
    """
    return carry_out(desk, Action.CALL, command_id, lambda turn: _finish(turn, seen, rest))


@use_case
def record_item(
    desk: QueueDesk, command_id: str, seen: Ticket, row: str, result: ServiceResult, *, case: str = ""
) -> Ticket:
    """Record the result of one 事项, with the case it became; the visit goes on."""
    return carry_out(desk, Action.CALL, command_id, lambda turn: _record_item(turn, seen, row, result, case))


@use_case
def add_item(
    desk: QueueDesk, command_id: str, seen: Ticket, letter: str, name: str, item: str = ""
) -> Ticket:
    """Add a 事项 that the person asks for at the window."""
    return carry_out(desk, Action.CALL, command_id, lambda turn: _add_item(turn, seen, letter, name, item))


@use_case
def end_item(
    desk: QueueDesk, command_id: str, visit_id: str, result: ServiceResult, *, case: str = ""
) -> Ticket:
    """Record how the matter of a visit at this window ended; with nothing left open the visit is finished.

    The result goes to the first 事项 without one, so that F2 calls the next person right after a paper. A
    visit that is over already stays as it is: a draft taken up again outlives its ticket. QueueError when
    it is somewhere else.
    """
    return carry_out(desk, Action.CALL, command_id, lambda turn: _end_item(turn, visit_id, result, case))


def _finish(turn: Turn, seen: Ticket, rest: ServiceResult | None) -> Ticket:
    ticket = served_here(turn, seen)
    if ticket.open_items and rest is None:
        names = "、".join(item.name for item in ticket.open_items)
        raise QueueError("queue.items_open", ticket=ticket.label, items=names)
    return turn.record("visit.finished.v1", ticket.id, result=rest.value if rest else None)


def _record_item(turn: Turn, seen: Ticket, row: str, result: ServiceResult, case: str) -> Ticket:
    ticket = served_here(turn, seen)
    if all(item.row != row for item in ticket.items):
        raise QueueError("queue.no_such_item", ticket=ticket.label)
    return turn.record("visit.item_served.v1", ticket.id, row=row, result=result.value, case=case or None)


def _add_item(turn: Turn, seen: Ticket, letter: str, name: str, item: str) -> Ticket:
    ticket = served_here(turn, seen)
    row = turn.desk.recorder.ids.operation_id()
    added: dict[str, Json] = {"row": row, "letter": letter, "name": name, "item": item}
    return turn.record("visit.item_added.v1", ticket.id, item=added)


def _end_item(turn: Turn, visit_id: str, result: ServiceResult, case: str) -> Ticket:
    ticket = of_visit(turn, visit_id)
    if ticket.state.is_over:
        return ticket
    ticket = served_here(turn, ticket)
    if ticket.open_items:
        ticket = _record_item(turn, ticket, ticket.open_items[0].row, result, case)
    return ticket if ticket.open_items else _finish(turn, ticket, None)
