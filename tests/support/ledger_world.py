"""A township in memory: one authority, several windows with their own ledgers, and a network that breaks.

Windows are told what happens in a clerk's words (`window.accepts(case)`); everything below them is the
product's own pure code. `World.must_be_lawful` checks the laws of DESIGN §2 after any story.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from enum import Enum

from fakes import FakeClock, FakeIds
from ledger_memory import FakeSigner, MemoryAuthorityStore
from ledger_storage import Store

from app.authority import receive as authority_receive
from app.authority.numbers import next_document_number, next_install_epoch
from app.authority.receive import Answer, Authority, Refusal, Refused
from app.domain import restore
from app.domain.case.case import case_of
from app.domain.case.kinds import CASE_KINDS
from app.domain.case.taken_back import TAKEN_BACK_KINDS
from app.domain.doubled_numbers import doubled_numbers
from app.domain.ledger import chain, fold
from app.domain.ledger.canonical import Json
from app.domain.ledger.fold import SubjectState
from app.domain.ledger.kind import Kinds, register
from app.domain.ledger.ledger_kinds import ERASED, LEDGER_KINDS, SETTLED, Keep, erasure, settlement
from app.domain.ledger.log import Delivered, Receipt, rebuild, replay
from app.domain.ledger.operation import Actor, Body, Moment, Operation, Payload, Subject, digest_payload
from app.domain.ledger.receipt_check import Trust, doubt
from app.domain.numbers import DocumentNumber, Series, Tag, parse_document_number

TOWNSHIP, COUNTY, VILLAGE = "关田镇", "崇义县", "沙溪村"
ACCEPTANCE_CODE = "赣崇关受"
KINDS: Kinds = register(CASE_KINDS, TAKEN_BACK_KINDS, LEDGER_KINDS)

PATIENCE = 8
"""How many forks in one contact are believable: each gives a new epoch, and then the rest gets through."""

Step = Callable[[], object]


def interleavings(*stories: Sequence[Step]) -> Iterator[list[Step]]:
    """Yield every order of all steps that keeps each story's own order."""
    if not any(stories):
        yield []
    for index, story in enumerate(stories):
        if story:
            rest = (*stories[:index], story[1:], *stories[index + 1 :])
            yield from ([story[0], *order] for order in interleavings(*rest))


class Standing(Enum):
    """Whether a database went on under its own name, or had to begin a new epoch."""

    NORMAL = "normal"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPaper:
    """A sheet in somebody's hands: nothing in a computer can take it back."""

    number: str
    paper: str
    case: Subject
    source: chain.Source
    serial: int
    body_hash: str


@dataclass(slots=True, kw_only=True)
class Database:
    """What a window keeps in its file: all of it is in a backup, and in an image of the disk."""

    source: chain.Source
    head: chain.Head = field(default_factory=chain.Head)
    hashes: dict[int, str] = field(default_factory=dict)
    own: dict[str, Delivered] = field(default_factory=dict)
    receipts: dict[str, Receipt] = field(default_factory=dict)
    serials: dict[str, int] = field(default_factory=dict)
    confirmed: dict[Subject, SubjectState] = field(default_factory=dict)
    cursor: int = 0
    bound_hardware: str

    @property
    def unsent(self) -> list[Delivered]:
        return self._in_order(lambda op_id: op_id not in self.receipts)

    @property
    def not_pulled(self) -> list[Delivered]:
        """Own operations that `confirmed` cannot contain yet: unsent, or answered after the last pull."""
        return self._in_order(
            lambda op_id: op_id not in self.receipts or self.receipts[op_id].position > self.cursor
        )

    def _in_order(self, wanted: Callable[[str], bool]) -> list[Delivered]:
        found = [one for op_id, one in self.own.items() if wanted(op_id)]
        return sorted(found, key=lambda one: (one.envelope.source, one.envelope.seq))


class Window:
    """One device: a database, and beside it what a restore does not touch: the issue log and the hardware."""

    def __init__(self, world: "World", number: int, place: str, hardware: str) -> None:
        self.world, self.number, self.hardware = world, number, hardware
        self.actor = Actor(f"clerk {number}", "clerk", place, str(number))
        device = f"pc-{number}"
        self.database = Database(source=chain.Source(device, 1), bound_hardware=hardware)
        self.issue_log: list[restore.IssueRecord] = []
        self.is_cut_off = False
        self.forks_found: list[Refused] = []
        self.alarms: list[Refused] = []

    # what a clerk does

    def opens(self, item: str = "A01", **payload: Json) -> Subject:
        case = Subject("case", self.world.ids.operation_id())
        facts = {
            "item": {"id": item, "version": 1, "name": "事项"},
            "case_number": case.id,
            "query_code": self.world.ids.query_code(),
        }
        self.acts("case.opened.v1", case, {**facts, **payload})
        return case

    def writes(self, case: Subject, **changes: Json) -> str:
        return self.acts("case.answered.v1", case, {"changes": changes})

    def names_applicant(self, case: Subject, applicant: str) -> str:
        return self.acts(
            "case.answered.v1", case, {"changes": {"name": applicant}, "applicant": {"name": applicant}}
        )

    def takes_in(self, case: Subject, row: str, name: str = "户口簿") -> str:
        return self.acts(
            "material.received.v1", case, {"row": row, "what": "received", "paper": {"name": name}}
        )

    def moves(self, case: Subject, row: str, to: str) -> str:
        return self.acts("material.moved.v1", case, {"row": row, "what": "moved", "to": to})

    def gives_back(self, case: Subject, row: str) -> str:
        return self.acts("material.returned.v1", case, {"row": row, "what": "returned"})

    def decides(self, kind: str, case: Subject, **payload: Json) -> str:
        return self.acts(kind, case, payload)

    def accepts(self, case: Subject) -> PrintedPaper:
        """Accept and print the 受理通知书: decision, number, paper, then the issue log, then ink."""
        decision = self.decides("case.accepted.v1", case, due_on="2026-12-24")
        return self.issues(case, decision)

    def issues(
        self, case: Subject, ground: str, *, code: str = ACCEPTANCE_CODE, type_code: str = "SL"
    ) -> PrintedPaper:
        number = self.next_number(code)
        paper = self.world.ids.operation_id()
        payload: Payload = {
            "paper": paper,
            "type": type_code,
            "number": str(number),
            "hash": f"sha256 of {paper}",
            "ground": ground,
        }
        op_id = self.acts("paper.issued.v1", case, payload)
        envelope = self.database.own[op_id].envelope
        record = restore.IssueRecord(
            source=envelope.source, seq=envelope.seq, body_hash=envelope.body_hash, number=str(number)
        )
        self.issue_log.append(record)
        printed = PrintedPaper(
            number=str(number),
            paper=paper,
            case=case,
            source=envelope.source,
            serial=number.serial,
            body_hash=envelope.body_hash,
        )
        self.world.pile.append(printed)
        return printed

    def voids(self, printed: PrintedPaper) -> str:
        return self.acts("paper.voided.v1", printed.case, {"paper": printed.paper, "reason": "印错"})

    def serves(self, printed: PrintedPaper) -> str:
        return self.acts("paper.served.v1", printed.case, {"paper": printed.paper})

    def settles(self, case: Subject, op_id: str, keep: Keep) -> str:
        return self.acts(SETTLED, case, settlement(op_id, keep))

    def erases(self, case: Subject, *op_ids: str) -> str:
        return self.acts(ERASED, case, erasure(op_ids, "个人信息保护法第四十七条"))

    # what the program does

    def sees(self, subject: Subject) -> SubjectState:
        """The live state: confirmed as last pulled, with own pending operations on top."""
        confirmed = self.database.confirmed.get(subject, SubjectState(subject))
        own = [one for one in self.database.not_pulled if one.operation.body.subject == subject]
        return replay(confirmed, own, self.world.kinds)

    def acts(self, kind: str, subject: Subject, payload: Payload) -> str:
        """Append one operation to the ledger, and send it when the authority can be reached."""
        self.appends(self.world.operation(kind, subject, payload, self.actor, self.sees(subject)))
        if not self.is_cut_off:
            self.syncs()
        return self.world.made[-1].operation.body.op_id

    def appends(self, operation: Operation) -> Delivered:
        envelope = chain.enclose(self.database.source, self.database.head, operation.body.digest())
        delivered = Delivered(operation, envelope)
        self._keep(delivered)
        self.world.made.append(delivered)
        return delivered

    def next_number(self, code: str) -> DocumentNumber:
        year = self.world.moment().business_date.year
        if not self.is_cut_off:
            return next_document_number(self.world.store, Series(code, year))
        series = Series(code, year, Tag(self.number, self.database.source.epoch))
        self.database.serials[series.key] = self.database.serials.get(series.key, 0) + 1
        return DocumentNumber(series, self.database.serials[series.key])

    def syncs(self) -> None:
        for _ in range(PATIENCE):
            if self.pushes() is None:
                self.pulls()
                return
        raise AssertionError("a window never gets its operations through")

    def reconnects(self) -> None:
        self.is_cut_off = False
        self.syncs()

    def pushes(self) -> Refused | None:
        """Send what is unsent in order; at the first refusal stop, mend a fork, and return it."""
        for delivered in self.database.unsent:
            answer = self.sends(delivered)
            if isinstance(answer, Refused):
                return self._mends(answer)
        return None

    def sends(self, delivered: Delivered, *, answer_is_lost: bool = False) -> Answer:
        answer = self.world.delivers(delivered)
        if isinstance(answer, Receipt) and not answer_is_lost:
            self.hears(delivered, answer)
        return answer

    def hears(self, delivered: Delivered, answer: Receipt) -> None:
        """Believe a receipt only when it is the authority's own, for exactly this operation."""
        trust = Trust(self.world.authority.id, self.world.authority.epoch, self.world.signer.verifies)
        op_id = delivered.operation.body.op_id
        if doubt(answer, op_id, delivered.envelope, trust) is None:
            self.database.receipts[op_id] = answer

    def pulls(self) -> None:
        self.database.confirmed = dict(self.world.store.states)
        self.database.cursor = len(self.world.store.log)

    def _mends(self, refused: Refused) -> Refused | None:
        if refused.refusal is not Refusal.FORK:
            self.alarms.append(refused)
            return None
        self.forks_found.append(refused)
        self.goes_on_as(next_install_epoch(self.world.store, self.database.source))
        return refused

    def goes_on_as(self, source: chain.Source) -> None:
        """Take a new install epoch: unsent bodies get new envelopes, numbers a new tag."""
        unsent = restore.reenclose(self.database.unsent, source)
        self.database.source, self.database.head, self.database.hashes = source, chain.Head(), {}
        for delivered in unsent:
            self._keep(delivered)

    def _keep(self, delivered: Delivered) -> None:
        envelope = delivered.envelope
        self.database.own[delivered.operation.body.op_id] = delivered
        self.database.head = chain.head_of(envelope)
        self.database.hashes[envelope.seq] = envelope.body_hash

    # what fate does

    def backup(self) -> Database:
        return deepcopy(self.database)

    def dies_and_is_restored(self, backup: Database, *, on: str | None = None) -> None:
        """The disk dies; the backup is put back; what was never sent and not in it is gone with the disk."""
        kept = set(backup.own)
        self.world.gone |= {op_id for op_id in self.database.own if op_id not in kept} - self.world.arrived
        self.database = deepcopy(backup)
        self.hardware = on or self.hardware

    def starts(self, *, witness: tuple[restore.IssueRecord, ...] = ()) -> Standing:
        """Start the program: find out whether this database may go on under its own name."""
        evidence = restore.Evidence(
            source=self.database.source,
            issued=(*self.issue_log, *witness),
            hash_at=self.database.hashes,
            bound_hardware=self.database.bound_hardware,
            hardware=self.hardware,
        )
        if not restore.signs(evidence):
            return Standing.NORMAL
        self.goes_on_as(restore.next_source(evidence))
        self.database.bound_hardware = self.hardware
        return Standing.RESTORED

    def imaged(self) -> "Window":
        """A second PC made from an image of this one: the whole disk is the same, issue log and all."""
        twin = Window(self.world, self.number, self.actor.place, self.hardware)
        twin.database, twin.issue_log = deepcopy(self.database), list(self.issue_log)
        twin.is_cut_off = self.is_cut_off
        self.world.windows.append(twin)
        return twin


class World:
    """The authority, its windows, everything ever made, and every sheet ever printed."""

    makes_store: Callable[[], Store] = staticmethod(MemoryAuthorityStore)
    """What the authority remembers with; tests/histories/conftest.py puts an encrypted file there."""

    def __init__(self, seed: int = 0, kinds: Kinds = KINDS) -> None:
        self.clock, self.ids, self.signer = FakeClock(), FakeIds(seed), FakeSigner()
        self.kinds = kinds
        self.authority = Authority("360725105", 1, self.signer, kinds)
        self.store = self.makes_store()
        self.windows: list[Window] = []
        self.made: list[Delivered] = []
        self.pile: list[PrintedPaper] = []
        self.gone: set[str] = set()
        self.moment: Callable[[], Moment] = self._moment_by_the_clock

    def window(self, number: int, place: str = TOWNSHIP) -> Window:
        window = Window(self, number, place, hardware=f"board of pc-{number}")
        self.windows.append(window)
        return window

    def cut_off(self, *windows: Window) -> None:
        """Cut windows off after they have seen all there is."""
        for window in windows:
            window.reconnects()
            window.is_cut_off = True

    def delivers(self, delivered: Delivered) -> Answer:
        with self.store.transaction() as store:
            return authority_receive.receive(self.authority, store, delivered)

    def operation(
        self, kind: str, subject: Subject, payload: Payload, actor: Actor, seen: SubjectState
    ) -> Operation:
        salt = self.ids.random_bytes(16)
        body = Body(
            op_id=self.ids.operation_id(),
            kind=kind,
            subject=subject,
            base=seen.base,
            actor=actor,
            moment=self.moment(),
            payload_digest=digest_payload(payload, salt),
        )
        return Operation(body, payload, salt)

    def _moment_by_the_clock(self) -> Moment:
        now = self.clock.now()
        return Moment(now.date(), "clock", now)

    @property
    def arrived(self) -> set[str]:
        return {entry.op_id for entry in self.store.log}

    def state(self, subject: Subject) -> SubjectState:
        return self.store.state(subject)

    def outcome(self, op_id: str) -> fold.Outcome:
        entry = self.store.entry(op_id)
        assert entry is not None, "it never arrived"
        return entry.outcome

    def everyone_syncs(self) -> None:
        for window in self.windows:
            window.reconnects()
        for window in self.windows:
            window.pulls()

    # the laws

    def must_be_lawful(self) -> None:
        """After everyone has synced: laws 1 and 2 and the equality rule."""
        self.nothing_is_lost()
        self.nothing_is_issued_twice()
        self.every_arrived_paper_exists()
        self.replicas_are_equal()

    def nothing_is_lost(self) -> None:
        held = {op_id for window in self.windows for op_id in window.database.own}
        made = {one.operation.body.op_id for one in self.made} - self.gone
        assert made <= self.arrived | held, "an operation is nowhere any more"
        for window in self.windows:
            assert set(window.database.receipts) <= self.arrived, "a receipt for what never arrived"
            assert window.is_cut_off or window.alarms or not window.database.unsent, "stuck in the outbox"
        self.bodies_are_as_made()
        for entry in self.store.log:
            traces = [trace.op_id for trace in self.state(entry.subject).trail].count(entry.op_id)
            in_plain_sight = entry.op_id in self.state(entry.subject).held
            assert traces == (entry.outcome is fold.Outcome.CONFIRMED), "effect and outcome differ"
            assert in_plain_sight == entry.is_held, "held, but not shown as held"
        for chains in self.store.envelopes.values():
            assert chain.first_break(chains) is None

    def bodies_are_as_made(self) -> None:
        made = {one.operation.body.op_id: one.operation.body.digest() for one in self.made}
        for entry in self.store.log:
            digest = entry.delivered.operation.body.digest()
            assert digest == made[entry.op_id], "the log holds another body than was made"

    def every_arrived_paper_exists(self) -> None:
        arrived = {entry.delivered.envelope.body_hash for entry in self.store.log}
        for printed in self.pile:
            if printed.body_hash in arrived:
                papers = self.state(printed.case).document.get("papers", {})
                assert printed.paper in papers, "a paper in somebody's hands is unknown to the ledger"

    def nothing_is_issued_twice(self) -> None:
        op_ids = [entry.op_id for entry in self.store.log]
        assert len(op_ids) == len(set(op_ids)), "one operation has two places in the log"
        twice = numbers_on_two_papers(self.pile)
        assert twice <= self.numbers_imaging_may_double(), f"printed on two papers: {sorted(twice)}"
        arrived = {entry.delivered.envelope.body_hash for entry in self.store.log}
        known = numbers_on_two_papers(one for one in self.pile if one.body_hash in arrived)
        assert known <= set(doubled_numbers(self.store.states.values())), "doubled, but not listed"

    def numbers_imaging_may_double(self) -> set[str]:
        """Sub-series numbers that two imaged machines used while neither could be told from the other."""
        devices = [window.database.source.device for window in self.windows]
        imaged = {device for device in devices if devices.count(device) > 1}
        tagged = (one for one in self.pile if parse_document_number(one.number).series.tag is not None)
        return {printed.number for printed in tagged if printed.source.device in imaged}

    def replicas_are_equal(self) -> None:
        known = {
            subject: state for subject, state in self.store.states.items() if state.version or state.held
        }
        assert rebuild(self.store.log, self.kinds) == known, "rows differ from the fold"
        for window in self.windows:
            for subject, state in known.items():
                assert window.database.unsent or window.sees(subject) == state, "replicas differ"


def numbers_on_two_papers(pile: Iterable[PrintedPaper]) -> set[str]:
    """The numbers that stand on different papers; two sheets of one paper are no fault."""
    papers: dict[str, set[str]] = {}
    for printed in pile:
        papers.setdefault(printed.number, set()).add(printed.paper)
    return {number for number, sheets in papers.items() if len(sheets) > 1}


def paper_ids(world: World) -> set[str]:
    """The papers the ledger knows, whatever their state."""
    found: set[str] = set()
    for state in world.store.states.values():
        papers = state.document.get("papers", {})
        assert isinstance(papers, dict)
        found |= papers.keys()
    return found


def without_ground(state: SubjectState) -> tuple[str, ...]:
    """The papers of a case to mark 已发文书与现状不符."""
    return tuple(
        paper.id for paper in case_of(state).papers if paper.state == "issued" and not paper.ground_stands
    )


def held_and_why(world: World) -> dict[str, str]:
    """What is in 待处理, and the reason."""
    return {entry.op_id: entry.reason for entry in world.store.log if entry.is_held}


def with_epoch(authority: Authority, epoch: int) -> Authority:
    """The same authority after a promotion by hand."""
    return replace(authority, epoch=epoch)
