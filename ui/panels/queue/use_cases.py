"""What the queue part can have done, as plain callables; each runs in the storage lane."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from app.domain.ticket import CloseReason, ServiceResult, Ticket
from app.services.queue import window
from app.services.queue.abandon import abandon
from app.services.queue.call_next import call_next
from app.services.queue.call_ticket import call_ticket
from app.services.queue.day_end import (
    Decision,
    OpenTickets,
    close_day,
    open_tickets,
    settle_earlier_days,
    tickets_at_day_end,
)
from app.services.queue.desk import QueueDesk
from app.services.queue.finish import add_item, finish, record_item
from app.services.queue.issue import Wish, issue_ticket
from app.services.queue.pass_ticket import pass_ticket
from app.services.queue.reactivate import reactivate
from app.services.queue.recall import recall
from app.services.queue.transfer import transfer_to_counters, transfer_to_letter, transfer_to_window
from app.services.queue.view import QueueView, queue_view


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueUseCases:
    """Every command takes its command id first: pressing twice does once."""

    look: Callable[[], QueueView]
    leftovers: Callable[[], OpenTickets]
    day_end: Callable[[], OpenTickets]
    call_next: Callable[[str], Ticket | None]
    call_this: Callable[[str, Ticket, str], Ticket]
    recall: Callable[[str, Ticket], Ticket]
    pass_ticket: Callable[[str, Ticket], Ticket]
    reactivate: Callable[[str, Ticket], Ticket]
    finish: Callable[[str, Ticket, Mapping[str, ServiceResult]], Ticket]
    add_item: Callable[[str, Ticket, str, str], Ticket]
    to_letter: Callable[[str, Ticket, str, str], Ticket]
    to_window: Callable[[str, Ticket, str, str], Ticket]
    to_counters: Callable[[str, Ticket, Sequence[str], str], Ticket]
    abandon: Callable[[str, Ticket, CloseReason], Ticket]
    issue: Callable[[str, Sequence[Wish], str], Ticket]
    pause: Callable[[str, str], object]
    resume: Callable[[str], object]
    settle: Callable[[str, Sequence[Decision]], object]
    close_day: Callable[[str, Sequence[Decision]], object]
    print_slip: Callable[[Ticket], object]
    """Waits for a printer, so it alone runs in the lane of the outside."""


def queue_use_cases(desk: QueueDesk, print_slip: Callable[[Ticket], object]) -> QueueUseCases:
    """Return the queue's use cases for one clerk at one window."""
    return QueueUseCases(
        look=partial(queue_view, desk),
        leftovers=partial(open_tickets, desk),
        day_end=partial(tickets_at_day_end, desk),
        call_next=partial(call_next, desk),
        call_this=partial(call_ticket, desk),
        recall=partial(recall, desk),
        pass_ticket=partial(pass_ticket, desk),
        reactivate=partial(reactivate, desk),
        finish=partial(_finish_each, desk),
        add_item=partial(add_item, desk),
        to_letter=lambda command, seen, letter, reason: transfer_to_letter(
            desk, command, seen, letter, reason=reason
        ),
        to_window=lambda command, seen, number, reason: transfer_to_window(
            desk, command, seen, number, reason=reason
        ),
        to_counters=lambda command, seen, windows, reason: transfer_to_counters(
            desk, command, seen, windows, reason=reason
        ),
        abandon=partial(abandon, desk),
        issue=lambda command, wishes, ground: issue_ticket(desk, command, wishes, ground=ground),
        pause=partial(window.pause, desk),
        resume=partial(window.resume, desk),
        settle=partial(settle_earlier_days, desk),
        close_day=partial(close_day, desk),
        print_slip=print_slip,
    )


def _finish_each(
    desk: QueueDesk, command_id: str, seen: Ticket, results: Mapping[str, ServiceResult]
) -> Ticket:
    """Record each 事项 (by row) with its own result, then finish the visit."""
    ticket = seen
    for row, result in results.items():
        ticket = record_item(desk, f"{command_id}/{row}", ticket, row, result)
    return finish(desk, command_id, ticket)
