"""The fold: from a subject's state and the next operation to its next state, or to a conflict."""

from dataclasses import dataclass, field, replace
from enum import Enum

from app.domain.ledger.chain import Source
from app.domain.ledger.kind import ANY_SUBJECT, Document, Kind, Kinds, Nature, Occasion
from app.domain.ledger.operation import Base, Operation, Subject

FOLD_VERSION = 1

# What a fold raises when a payload is not what its kind promises. Anything else is a fault of ours.
MALFORMED = (LookupError, TypeError, ValueError, AttributeError)


class Outcome(Enum):
    """What became of an operation at the authority."""

    CONFIRMED = "confirmed"
    CONFLICT = "conflict"
    WAITING = "waiting"
    REJECTED = "rejected"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Trace:
    """One operation that was applied: which, from which ledger, and which one its author had seen last."""

    op_id: str
    source: Source
    after: str | None = None


@dataclass(frozen=True, slots=True)
class SubjectState:
    """All that is known of one subject after some prefix of the log.

    `touched` tells which version last wrote a field, `ground` which one decisions must have seen, `held`
    which operations are in conflict or wait; `pending` counts own operations on top of what is confirmed.
    """

    subject: Subject
    document: Document = field(default_factory=dict)
    trail: tuple[Trace, ...] = ()
    touched: dict[str, int] = field(default_factory=dict)
    ground: int = 0
    held: tuple[str, ...] = ()
    pending: int = 0

    @property
    def version(self) -> int:
        """The number of operations applied so far."""
        return len(self.trail)

    @property
    def after_op(self) -> str | None:
        """The last operation applied."""
        return self.trail[-1].op_id if self.trail else None

    @property
    def base(self) -> Base:
        """What an author who sees this state builds on: the confirmed version and the last operation."""
        return Base(self.version - self.pending, self.after_op)

    def version_of(self, op_id: str | None) -> int:
        """Return the version that `op_id` made, 0 if it was not applied here."""
        for index in range(len(self.trail), 0, -1):
            if self.trail[index - 1].op_id == op_id:
                return index
        return 0

    def knows(self, op_id: str) -> bool:
        """Say whether `op_id` was applied or is held here."""
        return op_id in self.held or self.version_of(op_id) > 0


@dataclass(frozen=True, slots=True)
class Folded:
    """The verdict on one operation: its outcome, the state after it, and why, when it did not fit."""

    outcome: Outcome
    state: SubjectState
    reason: str = ""
    touches: frozenset[str] = frozenset()


def fold(state: SubjectState, operation: Operation, source: Source, kinds: Kinds) -> Folded:
    """Return what `operation`, sent from `source`, does to `state`.

    Facts always apply once their subject exists. Edits and decisions must build on what they change
    (DESIGN §4); what does not fit is a conflict, what builds on a conflict waits. Only what is malformed is
    rejected.
    """
    kind = kinds.get(operation.body.kind)
    if kind is None:
        return _hold(state, operation, Outcome.WAITING, "unknown_kind")
    if kind.subject not in (ANY_SUBJECT, operation.body.subject.kind):
        return _reject(state, operation, "wrong_subject")
    if state.version == 0 and not kind.opens:
        return _hold(state, operation, Outcome.WAITING, "unknown_subject")
    try:
        return _fold_known(state, operation, source, kind)
    except MALFORMED:
        return _reject(state, operation, "malformed")


def apply(
    state: SubjectState, operation: Operation, source: Source, kind: Kind, touches: frozenset[str]
) -> SubjectState:
    """Return `state` with `operation` applied, whatever its base; one of MALFORMED if the payload is wrong.

    `touches` comes from the log when a state is rebuilt, since an erased payload no longer tells it.
    """
    body = operation.body
    version = state.version + 1
    shifts = kind.shifts_ground or kind.nature is not Nature.FACT
    return replace(
        state,
        document=_next_document(state.document, operation, kind),
        trail=(*state.trail, Trace(body.op_id, source, body.base.after_op)),
        touched=state.touched | dict.fromkeys(touches, version),
        ground=version if shifts else state.ground,
        held=without(state.held, body.op_id),
    )


def fields_of(operation: Operation, kind: Kind) -> frozenset[str]:
    """Return the fields an operation writes; none any more when its payload was erased."""
    return frozenset() if operation.payload is None else kind.fields(operation.payload)


def without(held: tuple[str, ...], op_id: str) -> tuple[str, ...]:
    """Return `held` without one operation."""
    return tuple(one for one in held if one != op_id) if held else held


def misfit(state: SubjectState, operation: Operation, kind: Kind, touches: frozenset[str]) -> str | None:
    """Return why an edit or decision does not fit `state`, or None when it does: the base check."""
    base = operation.body.base
    is_of_here = _is_of_here(state, base)
    if kind.nature is Nature.EDIT:
        if not is_of_here or not all(_seen(state, state.touched.get(name, 0), base) for name in touches):
            return "field_changed"
    elif not is_of_here or not _seen(state, state.ground, base):
        return "ground_changed"
    elif not _has_custody(state, operation):
        return "no_custody"
    return None if operation.payload is None else kind.objection(state.document, operation.payload)


def _fold_known(state: SubjectState, operation: Operation, source: Source, kind: Kind) -> Folded:
    touches = fields_of(operation, kind)
    after = apply(state, operation, source, kind, touches)
    if state.version and kind.opens:
        return _hold(state, operation, Outcome.CONFLICT, "already_open")
    if kind.nature is not Nature.FACT:
        if operation.body.base.after_op in state.held:
            return _hold(state, operation, Outcome.WAITING, "builds_on_held")
        reason = misfit(state, operation, kind, touches)
        if reason is not None:
            return _hold(state, operation, Outcome.CONFLICT, reason)
    return Folded(Outcome.CONFIRMED, after, touches=touches)


def _next_document(document: Document, operation: Operation, kind: Kind) -> Document:
    body = operation.body
    occasion = Occasion(body.op_id, body.actor, body.moment.business_date, body.moment.wall_time.isoformat())
    if operation.payload is None:
        return kind.when_erased(document, occasion)
    return kind.apply(document, operation.payload, occasion)


def _is_of_here(state: SubjectState, base: Base) -> bool:
    """Say whether `base` is a state this subject ever had: its last operation is here, and none after it."""
    if base.after_op is None:
        return base.version == 0
    return base.version <= state.version_of(base.after_op) and state.version_of(base.after_op) > 0


def _seen(state: SubjectState, version: int, base: Base) -> bool:
    """Say whether an author who built on `base` knew the change that made `version`.

    Known is what was confirmed to the author, and the author's own operations: they lead backwards from
    `base.after_op`. The walk only ever goes back, so no crafted chain can make it circle.
    """
    if version <= base.version:
        return True
    own, end = state.version_of(base.after_op), state.version + 1
    while base.version < own < end:
        if own == version:
            return True
        own, end = state.version_of(state.trail[own - 1].after), own
    return False


def _has_custody(state: SubjectState, operation: Operation) -> bool:
    custody = state.document.get("custody")
    return custody is None or custody == operation.body.actor.place


def _hold(state: SubjectState, operation: Operation, outcome: Outcome, reason: str) -> Folded:
    held = dict.fromkeys((*state.held, operation.body.op_id))
    return Folded(outcome, replace(state, held=tuple(held)), reason)


def _reject(state: SubjectState, operation: Operation, reason: str) -> Folded:
    return Folded(Outcome.REJECTED, replace(state, held=without(state.held, operation.body.op_id)), reason)
