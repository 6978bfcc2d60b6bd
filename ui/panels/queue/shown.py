"""Turns the queue as it stands into the words and rows of the screen."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.queue.policy import QueuePolicy, Why
from app.domain.ticket import Ticket
from app.services.queue.view import InLine, QueueView
from ui import dates
from ui.widgets.row_list import Row
from ui.widgets.text import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTicket:
    """The ticket at the window, in words; `number` says so when nobody is there."""

    number: str
    matters: str
    state: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownQueue:
    """All that the column shows."""

    current: ShownTicket
    line: tuple[Row, ...]
    passed: tuple[Row, ...]
    priority_count: int


def shown_queue(view: QueueView, say_why: Callable[[Why], str]) -> ShownQueue:
    """Return the queue in words."""
    return ShownQueue(
        current=_current(view),
        line=tuple(_line_row(place, say_why) for place in view.line),
        passed=tuple(_passed_row(ticket) for ticket in view.passed),
        priority_count=sum(place.ticket.is_priority for place in view.line),
    )


def matters(ticket: Ticket) -> str:
    """Return what a person comes for: 社保、医保."""
    return "、".join(item.name for item in ticket.items)


def _current(view: QueueView) -> ShownTicket:
    if view.serving is not None:
        holder = f"{view.serving.holder} " if view.serving.holder else ""
        shown = holder + matters(view.serving)
        return ShownTicket(number=view.serving.label, matters=shown, state="办理中", tone=Tone.PRESS)
    if view.shift.is_paused:
        return ShownTicket(number="暂停", matters=view.shift.pause_reason, state="F7 恢复", tone=Tone.SOON)
    said = "按 F2 叫下一位" if view.line else "现在没有人等"
    return ShownTicket(
        number="空闲", matters=said, state="可以叫号" if view.line else "没有人等", tone=Tone.PLAIN
    )


def _line_row(place: InLine, say_why: Callable[[Why], str]) -> Row:
    ticket = place.ticket
    return Row(
        id=ticket.id,
        lead=ticket.label,
        words=("优先 " if ticket.is_priority else "") + matters(ticket),
        trail=dates.minutes(place.minutes),
        tone=Tone.PRESS if ticket.is_priority else Tone.PLAIN,
        hint=say_why(place.why),
    )


def _passed_row(ticket: Ticket) -> Row:
    times = f"过号 {ticket.passes} 次"
    return Row(id=ticket.id, lead=ticket.label, words=matters(ticket), trail=times)


def issued_words(ticket: Ticket, policy: QueuePolicy) -> str:
    """Return what is said of a number just given, and how many are left once they run out."""
    left = policy.left_to_warn_of(ticket.number)
    return f"已取号 {ticket.label}。" + ("" if left is None else f"今天 {ticket.series} 字号只剩 {left} 个。")
