"""The queue policy: which of the tickets at the head of the lanes is next, and why, in a clerk's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from app.domain.ticket import Ticket


class Order(Enum):
    """How priority and ordinary tickets share a window."""

    STRICT = "strict"
    RATIO = "ratio"
    AGEING = "ageing"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePolicy:
    """The hall's choice, as data.

    RATIO: after `priority_turns` priority tickets in a row, `ordinary_turns` ordinary ones are called.
    AGEING: a priority ticket counts as if it had waited `head_start` seconds longer.
    A passed ticket comes back `passed_behind` places behind, at most `passes_allowed` times.
    Numbers of a day stop after `last_number` and are warned about from `warn_from` on.
    """

    order: Order = Order.RATIO
    priority_turns: int = 2
    ordinary_turns: int = 1
    head_start: int = 1200
    passed_behind: int = 3
    passes_allowed: int = 3
    priority_prefix: str = "V"
    last_number: int = 999
    warn_from: int = 950

    def left_to_warn_of(self, number: int) -> int | None:
        """Return how many numbers of a letter are left today after `number`, None while there are plenty."""
        return self.last_number - number if number >= self.warn_from else None


@dataclass(frozen=True, slots=True)
class Heads:
    """The first ticket of each lane a window may call: sent to this window, priority, ordinary."""

    directed: Ticket | None = None
    priority: Ticket | None = None
    ordinary: Ticket | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """The reason a ticket is next: the code of its sentence (resources/words/queue.toml) and the facts."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """The next ticket and why."""

    ticket: Ticket
    why: Why


def choose(policy: QueuePolicy, heads: Heads, recent: Sequence[bool], now: int) -> Choice | None:
    """Return who is next, or None when nobody waits.

    `recent` tells of this window's last calls, newest first, whether each was a priority ticket; `now` is in
    epoch seconds. Whoever was sent to this window from another comes first: they have been served half.
    """
    if heads.directed is not None:
        return Choice(heads.directed, Why("queue.why.directed"))
    if heads.priority is None or heads.ordinary is None:
        return _only_one_lane(heads)
    match policy.order:
        case Order.STRICT:
            return Choice(heads.priority, Why("queue.why.priority_first"))
        case Order.RATIO:
            return _by_ratio(policy, heads.priority, heads.ordinary, recent)
        case Order.AGEING:
            return _by_age(policy, heads.priority, heads.ordinary, now)


def memory(policy: QueuePolicy) -> int:
    """Return how many of a window's last calls `choose` must know."""
    return policy.priority_turns + policy.ordinary_turns if policy.order is Order.RATIO else 1


def is_ordinary_turn(policy: QueuePolicy, recent: Sequence[bool]) -> bool:
    """Say whether ordinary tickets are owed a turn: a full run of priority calls, not yet paid back."""
    paid = _run(recent, of=False)
    return paid < policy.ordinary_turns and _run(recent[paid:], of=True) >= policy.priority_turns


def _only_one_lane(heads: Heads) -> Choice | None:
    if heads.priority is not None:
        return Choice(heads.priority, Why("queue.why.only_priority"))
    if heads.ordinary is not None:
        return Choice(heads.ordinary, Why("queue.why.longest_waiting"))
    return None


def _by_ratio(policy: QueuePolicy, priority: Ticket, ordinary: Ticket, recent: Sequence[bool]) -> Choice:
    facts = {"priority_turns": policy.priority_turns, "ordinary_turns": policy.ordinary_turns}
    if is_ordinary_turn(policy, recent):
        return Choice(ordinary, Why("queue.why.ordinary_turn", facts))
    return Choice(priority, Why("queue.why.priority_turn", facts))


def _by_age(policy: QueuePolicy, priority: Ticket, ordinary: Ticket, now: int) -> Choice:
    waited = priority.waiting(now).seconds + policy.head_start
    facts = {"head_start_minutes": policy.head_start // 60}
    if waited >= ordinary.waiting(now).seconds:
        return Choice(priority, Why("queue.why.priority_aged", facts))
    return Choice(ordinary, Why("queue.why.ordinary_aged", facts))


def _run(recent: Sequence[bool], *, of: bool) -> int:
    """Return how many calls at the start of `recent` are of one class."""
    return next((index for index, is_priority in enumerate(recent) if is_priority is not of), len(recent))
