"""The authority's log: the one order of all operations of a township, and the answers it gave."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.domain.ledger.canonical import Json, encode
from app.domain.ledger.chain import Envelope, Source
from app.domain.ledger.fold import Outcome, SubjectState, Trace, apply, fold
from app.domain.ledger.kind import Kinds
from app.domain.ledger.operation import Operation, Subject


@dataclass(frozen=True, slots=True)
class Delivered:
    """An operation as it arrives: its content and its place in its device's chain."""

    operation: Operation
    envelope: Envelope


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One place in the log. The outcome may later change from waiting or conflict to another.

    `confirmed_at` is the version of its subject that the operation made, 0 while it is not applied: late
    releases are rebuilt exactly in the order in which they were applied.
    """

    position: int
    delivered: Delivered
    outcome: Outcome
    reason: str = ""
    touches: frozenset[str] = frozenset()
    confirmed_at: int = 0

    @property
    def subject(self) -> Subject:
        """The subject of the operation."""
        return self.delivered.operation.body.subject

    @property
    def op_id(self) -> str:
        """The id of the operation."""
        return self.delivered.operation.body.op_id

    @property
    def is_held(self) -> bool:
        """Say whether the operation waits, for another operation or for a person."""
        return self.outcome in (Outcome.WAITING, Outcome.CONFLICT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The authority's signed answer: only this proves that an operation arrived."""

    op_id: str
    body_hash: str
    authority: str
    authority_epoch: int
    position: int
    outcome: Outcome
    reason: str = ""
    signature: bytes = b""

    def signed_bytes(self) -> bytes:
        """Return what the signature covers (DESIGN §4)."""
        fields: dict[str, Json] = {
            "op": self.op_id,
            "body": self.body_hash,
            "authority": [self.authority, self.authority_epoch],
            "position": self.position,
            "outcome": [self.outcome.value, self.reason],
        }
        return encode(fields)


def rebuild(entries: Iterable[LogEntry], kinds: Kinds) -> dict[Subject, SubjectState]:
    """Return every subject's state from an empty start, by the outcomes the log records.

    Outcomes are not decided anew: an erased payload could decide differently (decision 003).
    """
    lanes: dict[Subject, list[LogEntry]] = {}
    for entry in entries:
        lanes.setdefault(entry.subject, []).append(entry)
    states = {subject: rebuild_one(subject, lane, kinds) for subject, lane in lanes.items()}
    return {subject: state for subject, state in states.items() if state.version or state.held}


def rebuild_one(subject: Subject, lane: Iterable[LogEntry], kinds: Kinds) -> SubjectState:
    """Return the state of one subject from all its log entries, in any order."""
    lane = in_fold_order(lane)
    state = SubjectState(subject)
    for entry in lane:
        if entry.outcome is Outcome.CONFIRMED:
            state = applied(state, entry, kinds)
    return holding(state, lane)


def in_fold_order(lane: Iterable[LogEntry]) -> list[LogEntry]:
    """Return the entries of one subject in the order in which they were applied, the held ones first."""
    return sorted(lane, key=lambda entry: (entry.confirmed_at, entry.position))


def applied(state: SubjectState, entry: LogEntry, kinds: Kinds) -> SubjectState:
    """Return `state` with a confirmed entry applied; one of MALFORMED where it cannot have been."""
    operation, source = entry.delivered.operation, entry.delivered.envelope.source
    return apply(state, operation, source, kinds[operation.body.kind], entry.touches)


def holding(state: SubjectState, lane: Iterable[LogEntry]) -> SubjectState:
    """Return `state` with the entries of `lane` that are held."""
    return replace(state, held=tuple(entry.op_id for entry in lane if entry.is_held))


def replay(state: SubjectState, pending: Iterable[Delivered], kinds: Kinds) -> SubjectState:
    """Return the live state: `state` as confirmed, with this device's own pending operations on top.

    An operation the confirmed state knows already (its receipt was lost on the way) is not applied again.
    """
    for delivered in pending:
        if not state.knows(delivered.operation.body.op_id):
            state = _with_pending(state, delivered, kinds)
    return state


def state_to_json(state: SubjectState) -> dict[str, Json]:
    """Return a confirmed state as plain JSON, for rows, snapshots and the row check."""
    return {
        "subject": [state.subject.kind, state.subject.id],
        "document": dict(state.document),
        "trail": [
            [trace.op_id, trace.source.device, trace.source.epoch, trace.after] for trace in state.trail
        ],
        "touched": dict(state.touched),
        "ground": state.ground,
        "held": list(state.held),
    }


def state_from_json(value: Mapping[str, Any]) -> SubjectState:
    """Return the state that `state_to_json` wrote."""
    return SubjectState(
        subject=Subject(*value["subject"]),
        document=value["document"],
        trail=tuple(
            Trace(op_id, Source(device, epoch), after) for op_id, device, epoch, after in value["trail"]
        ),
        touched=value["touched"],
        ground=value["ground"],
        held=tuple(value["held"]),
    )


def _with_pending(state: SubjectState, delivered: Delivered, kinds: Kinds) -> SubjectState:
    folded = fold(state, delivered.operation, delivered.envelope.source, kinds)
    applied = folded.outcome is Outcome.CONFIRMED
    return replace(folded.state, pending=state.pending + 1) if applied else folded.state
