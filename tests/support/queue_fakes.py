"""A hall with desks for tests of the queue: in memory, or over a real database."""

import copy
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from fakes import FakeClock, FakeIds

from app.adapters.authority_local import LocalTownship
from app.adapters.hall_toml import load_hall
from app.authority.receive import Authority
from app.domain.access import AccessEntry
from app.domain.clerk import Clerk
from app.domain.hall import Hall
from app.domain.ledger.canonical import Json
from app.domain.ledger.chain import Head, Source, head_of
from app.domain.ledger.fold import Outcome, SubjectState
from app.domain.ledger.kind import register
from app.domain.ledger.log import Delivered, LogEntry, Receipt
from app.domain.ledger.operation import Subject
from app.domain.queue.line import Counter, line_order
from app.domain.queue.policy import Heads
from app.domain.role import Role
from app.domain.ticket import Ticket, TicketState, ticket_of
from app.domain.visit.kinds import VISIT_KINDS
from app.ports.operation_store import Device
from app.ports.ticket_store import HallDay, PastCall
from app.services.business_day import BusinessDay
from app.services.desk import Desk
from app.services.queue.desk import QueueDesk
from app.services.queue.issue import Wish, issue_ticket
from app.services.record import Recorder

DEMO_HALL = Path(__file__).resolve().parents[2] / "resources" / "demo" / "hall.toml"
BUILT_ON = date(2026, 1, 5)
KINDS = register(VISIT_KINDS)


class FakeSigner:
    """A seal on receipts that only says what it covers."""

    def sign(self, data: bytes) -> bytes:
        return hashlib.sha256(data).digest()

    def verifies(self, data: bytes, signature: bytes) -> bool:
        return self.sign(data) == signature


@dataclass
class Memory:
    """Everything a committed transaction leaves behind."""

    log: list[LogEntry] = field(default_factory=list)
    heads: dict[Source, Head] = field(default_factory=dict)
    states: dict[Subject, SubjectState] = field(default_factory=dict)
    series: dict[str, int] = field(default_factory=dict)
    commands: dict[str, Json] = field(default_factory=dict)
    audited: list[AccessEntry] = field(default_factory=list)
    day: date | None = None
    confirmed_by: str | None = None
    confirmed_under: date | None = None


class MemoryAuthority:
    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def entry(self, op_id: str) -> LogEntry | None:
        return None  # identifiers of tests never repeat

    def head(self, source: Source) -> Head:
        return self.memory.heads.get(source, Head())

    def body_hash_at(self, source: Source, seq: int) -> str | None:
        return None

    def append(self, entry: LogEntry) -> None:
        self.memory.log.append(entry)
        envelope = entry.delivered.envelope
        self.memory.heads[envelope.source] = head_of(envelope)

    def update(self, entry: LogEntry) -> None:
        self.memory.log[entry.position - 1] = entry

    def next_position(self) -> int:
        return len(self.memory.log) + 1

    def state(self, subject: Subject) -> SubjectState:
        return self.memory.states.get(subject, SubjectState(subject))

    def save(self, state: SubjectState) -> None:
        self.memory.states[state.subject] = state

    def waiting(self, subject: Subject) -> list[LogEntry]:
        held = (entry for entry in self.memory.log if entry.outcome is Outcome.WAITING)
        return [entry for entry in held if entry.subject == subject]

    def next_serial(self, series: str, at_least: int = 1) -> int:
        serial = max(self.memory.series.get(series, 0) + 1, at_least)
        self.memory.series[series] = serial
        return serial


class MemoryOperations:
    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self._device = Device(Source("device-1", 1), 1)

    def device(self) -> Device:
        return self._device

    def head(self) -> Head:
        return self.memory.heads.get(self._device.source, Head())

    def append(self, delivered: Delivered) -> None:
        """The authority keeps the operation in its log."""

    def confirm(self, receipt: Receipt) -> None:
        """Every operation is confirmed at once."""

    def pending(self, subject: Subject | None = None) -> list[Delivered]:
        return []


class MemoryTickets:
    """The queue's questions, asked of the folded states themselves: slow and obviously right."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def all(self) -> list[Ticket]:
        visits = (state for subject, state in self.memory.states.items() if subject.kind == "visit")
        return sorted((ticket_of(state) for state in visits), key=lambda ticket: ticket.arrival)

    def get(self, visit_id: str) -> Ticket | None:
        return next((ticket for ticket in self.all() if ticket.id == visit_id), None)

    def serving_at(self, hall: str, window: str) -> Ticket | None:
        served = (one for one in self.all() if one.state is TicketState.SERVING and one.hall == hall)
        return next((one for one in served if one.window == window), None)

    def heads(self, of: HallDay, counter: Counter) -> Heads:
        mine = sorted((one for one in self.of_day(of) if counter.may_call(one)), key=line_order)
        return Heads(
            next((one for one in mine if one.target), None),
            next((one for one in mine if not one.target and one.is_priority), None),
            next((one for one in mine if not one.target and not one.is_priority), None),
        )

    def last_calls(self, of: HallDay, window: str, limit: int) -> Sequence[PastCall]:
        calls = [
            PastCall(one.call, one.is_priority)
            for one in self.of_day(of)
            if one.window == window and one.call
        ]
        return sorted(calls, key=lambda past: -past.call)[:limit]

    def places(self, of: HallDay, ticket: Ticket, limit: int) -> Sequence[int]:
        lane = (
            one.position
            for one in self.of_day(of)
            if one.state is TicketState.WAITING
            and (one.target, one.route, one.is_priority) == ("", ticket.route, ticket.is_priority)
        )
        return sorted(lane)[:limit]

    def of_day(self, of: HallDay) -> list[Ticket]:
        return [one for one in self.all() if (one.hall, one.serves_on) == (of.hall, of.day)]

    def unfinished_until(self, of: HallDay) -> list[Ticket]:
        return [
            one
            for one in self.all()
            if one.hall == of.hall and one.serves_on <= of.day and not one.state.is_over
        ]


class MemoryCommands:
    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def result(self, command_id: str) -> Json:
        return self.memory.commands.get(command_id)

    def remember(self, command_id: str, result: Json) -> None:
        assert command_id not in self.memory.commands, f"{command_id} was carried out twice"
        self.memory.commands[command_id] = result


class MemoryDay:
    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def last(self) -> date | None:
        return self.memory.day

    def confirmed_under(self) -> date | None:
        return self.memory.confirmed_under

    def set(self, day: date, *, confirmed_by: str | None, clock: date | None = None) -> None:
        self.memory.day, self.memory.confirmed_by = day, confirmed_by
        self.memory.confirmed_under = clock


class MemoryAudit:
    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def record(self, entry: AccessEntry) -> None:
        self.memory.audited.append(entry)


class NobodysBook:
    """The clerks of a hall in memory: none is known, so none has retired."""

    def find(self, clerk_id: str) -> Clerk | None:
        return None


class MemoryUnit:
    """A transaction on a copy, which becomes the truth only by `commit`."""

    def __init__(self, storage: "MemoryStorage") -> None:
        self._storage = storage

    def __enter__(self) -> Self:
        self._memory = memory = copy.copy(self._storage.memory)
        for name in ("log", "heads", "states", "series", "commands", "audited"):
            setattr(memory, name, copy.copy(getattr(memory, name)))
        self.authority, self.operations = MemoryAuthority(memory), MemoryOperations(memory)
        self.tickets, self.commands = MemoryTickets(memory), MemoryCommands(memory)
        self.business_day, self.audit = MemoryDay(memory), MemoryAudit(memory)
        self.clerks = NobodysBook()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Forget the copy."""

    def commit(self) -> None:
        self._storage.memory = self._memory


class MemoryStorage:
    def __init__(self) -> None:
        self.memory = Memory()

    def writing(self) -> Any:
        return MemoryUnit(self)

    reading = writing


@cache
def _demo_hall() -> Hall:
    return load_hall(DEMO_HALL)


@dataclass
class QueueWorld:
    """One hall, its storage and its clock; `at` gives the desk of a window."""

    clock: FakeClock = field(default_factory=FakeClock)
    ids: Any = field(default_factory=FakeIds)
    storage: Any = field(default_factory=MemoryStorage)
    hall: Hall = field(default_factory=_demo_hall)
    presses: int = 0

    def at(
        self, window: str, *, user: str = "wang", roles: frozenset[Role] = frozenset({Role.WINDOW})
    ) -> QueueDesk:
        township = LocalTownship(Authority("guantian", 1, FakeSigner(), KINDS))
        clerk = Clerk(id=user, name=user, staff_number=user, roles=roles)
        return QueueDesk(
            storage=self.storage,
            recorder=Recorder(self.clock, self.ids, township, KINDS),
            business_day=BusinessDay(self.clock, BUILT_ON, lambda: self.hall.longest_closure),
            halls=lambda: self.hall,
            desk=Desk(clerk=clerk, place="360725105000", window=window),
        )

    def press(self) -> str:
        """Return the id of a new key press."""
        self.presses += 1
        return f"press-{self.presses}"

    def with_policy(self, **changes: Any) -> None:
        self.hall = replace(self.hall, policy=replace(self.hall.policy, **changes))

    def issue(self, letter: str = "B", *, ground: str = "", holder: str = "") -> Ticket:
        wish = Wish(letter, f"{letter}类业务")
        return issue_ticket(self.at(""), self.press(), [wish], ground=ground, holder=holder)

    def issue_many(self, count: int, letter: str = "B", *, ground: str = "") -> list[Ticket]:
        return [self.issue(letter, ground=ground) for _ in range(count)]

    def ticket(self, visit_id: str) -> Ticket:
        with self.storage.reading() as unit:
            found: Ticket | None = unit.tickets.get(visit_id)
        assert found is not None
        return found

    def document(self, visit_id: str) -> Mapping[str, Any]:
        with self.storage.reading() as unit:
            document: Mapping[str, Any] = unit.authority.state(Subject("visit", visit_id)).document
        return document
