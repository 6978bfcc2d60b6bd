"""A ticket (号票): one visit's place in the queue, read from the folded document of the visit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from app.domain.errors import PersonFacing
from app.domain.ledger.fold import SubjectState
from app.domain.ledger.kind import Document

NUMBER_DIGITS = 3


class QueueError(PersonFacing):
    """A queue command that does not fit how things stand."""


class TicketState(Enum):
    """Where a ticket stands; the value is the stored word."""

    WAITING = "waiting"
    SERVING = "serving"
    PASSED = "passed"
    FINISHED = "finished"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The word a clerk reads."""
        return _LABELS[self]

    @property
    def is_over(self) -> bool:
        """Say whether nothing more happens to the ticket."""
        return self in {TicketState.FINISHED, TicketState.CLOSED}


class ServiceResult(Enum):
    """How one 事项 of a visit ended at the window (domain research 4.1)."""

    CASE = "case"
    DONE = "done"
    ENQUIRY = "enquiry"
    COLLECTED = "collected"
    SUPPLEMENT = "supplement"
    REFUSED = "refused"
    WRONG_ITEM = "wrong_item"
    NOT_DONE = "not_done"

    @property
    def label(self) -> str:
        """The word a clerk reads."""
        return _RESULT_LABELS[self]


class CloseReason(Enum):
    """Why a ticket was closed without service; never counted as served."""

    LEFT = "left"
    NOT_SERVED = "not_served"
    FORGOTTEN_FINISH = "forgotten_finish"
    ISSUED_BY_MISTAKE = "issued_by_mistake"

    @property
    def label(self) -> str:
        """The word a clerk reads."""
        return _CLOSE_LABELS[self]


_LABELS = {
    TicketState.WAITING: "等候",
    TicketState.SERVING: "办理中",
    TicketState.PASSED: "过号",
    TicketState.FINISHED: "已办结",
    TicketState.CLOSED: "已关闭",
}
_RESULT_LABELS = {
    ServiceResult.CASE: "已收件受理",
    ServiceResult.DONE: "当场办结",
    ServiceResult.ENQUIRY: "咨询",
    ServiceResult.COLLECTED: "领件",
    ServiceResult.SUPPLEMENT: "待补正",
    ServiceResult.REFUSED: "不予受理",
    ServiceResult.WRONG_ITEM: "取错事项",
    ServiceResult.NOT_DONE: "未办",
}
_CLOSE_LABELS = {
    CloseReason.LEFT: "弃号离开",
    CloseReason.NOT_SERVED: "当日未办",
    CloseReason.FORGOTTEN_FINISH: "忘记点完成",
    CloseReason.ISSUED_BY_MISTAKE: "误取号",
}


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time between two stored moments.

    A clock set back in between would give a negative length: it counts as 0 and is marked unreliable.
    """

    seconds: int
    is_reliable: bool

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded down: only for showing."""
        return self.seconds // 60


def span(start: int, end: int) -> Span:
    """Return the time from `start` to `end`, both in epoch seconds; never negative."""
    return Span(max(0, end - start), end >= start)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketItem:
    """One 事项 of a visit, with its own result and time (epoch seconds)."""

    row: str
    letter: str
    name: str
    item: str = ""
    result: ServiceResult | None = None
    ended_at: int | None = None
    case: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A ticket as it stands. Times are epoch seconds.

    `series` and `number` are what is printed and never change; `route` is the letter it now waits for, or
    the number of the window its item is served at, and `target` the one window it was sent to, if any.
    `turn` counts changes of place: a command that saw another turn is refused. `serves_on` is the day it may
    be called, later than `business_date` when it was carried over. `position` orders the line, `call` orders
    the calls of one window.
    """

    id: str
    version: int
    turn: int
    hall: str
    business_date: date
    serves_on: date
    series: str
    number: int
    route: str
    target: str
    window: str
    state: TicketState
    ground: str
    arrival: int
    position: int
    holder: str
    items: tuple[TicketItem, ...]
    issued_at: int
    joined_at: int
    first_called_at: int | None
    called_at: int | None
    ended_at: int | None
    call: int
    calls: int
    passes: int
    slips: int
    close_reason: CloseReason | None

    @property
    def label(self) -> str:
        """What is printed and spoken, e.g. B012."""
        return label(self.series, self.number)

    @property
    def is_priority(self) -> bool:
        """Say whether a priority ground was recorded."""
        return bool(self.ground)

    @property
    def open_items(self) -> tuple[TicketItem, ...]:
        """The 事项 that have no result yet."""
        return tuple(item for item in self.items if item.result is None)

    @property
    def wait(self) -> Span | None:
        """The time from issue to the first call, whatever came later; None before the first call."""
        return None if self.first_called_at is None else span(self.issued_at, self.first_called_at)

    @property
    def service(self) -> Span | None:
        """The time from the last call to the end; None while it is not over or was never called."""
        if self.called_at is None or self.ended_at is None:
            return None
        return span(self.called_at, self.ended_at)

    def waiting(self, now: int) -> Span:
        """Return how long it has been waiting in this line at `now` (epoch seconds)."""
        return span(self.joined_at, now)


def label(series: str, number: int) -> str:
    """Return a number as printed, e.g. ("B", 12) gives B012."""
    return f"{series}{number:0{NUMBER_DIGITS}d}"


def ticket_of(state: SubjectState) -> Ticket:
    """Return the ticket that a visit's state amounts to."""
    return ticket_from(state.subject.id, state.version, state.document)


def ticket_from(visit_id: str, version: int, document: Document) -> Ticket:
    """Return the ticket of a visit's document, as `app.domain.visit.kinds` writes it."""
    known: Mapping[str, Any] = document
    closed = known["close_reason"]
    return Ticket(
        id=visit_id,
        version=version,
        business_date=date.fromisoformat(known["business_date"]),
        serves_on=date.fromisoformat(known["serves_on"]),
        state=TicketState(known["state"]),
        items=tuple(_item(item) for item in known["items"]),
        close_reason=None if closed is None else CloseReason(closed),
        **{name: known[name] for name in _PLAIN},
    )


_PLAIN = (
    *("turn", "hall", "series", "number", "route", "target", "window", "ground", "arrival", "position"),
    *("holder", "issued_at", "joined_at", "first_called_at", "called_at", "ended_at"),
    *("call", "calls", "passes", "slips"),
)


def _item(item: Mapping[str, Any]) -> TicketItem:
    result = item.get("result")
    return TicketItem(**{**item, "result": None if result is None else ServiceResult(result)})
