"""A conflict as a value: what two people wanted for one subject, side by side, for a third to settle."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.ledger.canonical import Json
from app.domain.ledger.fold import MALFORMED, SubjectState, apply, fields_of
from app.domain.ledger.kind import Document, Kind
from app.domain.ledger.log import LogEntry
from app.domain.ledger.operation import Actor, Base


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in the document where the held operation and the state differ; None where one has nothing."""

    path: tuple[str, ...]
    mine: Json
    theirs: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Both sides of a held operation.

    `mine` is its author, `theirs` whoever last changed what it changes; `base` is what its author had seen;
    `decided_by` is the place that may settle it, None when the subject is in nobody's custody.
    """

    op_id: str
    kind: str
    reason: str
    differences: tuple[Difference, ...]
    mine: Actor
    theirs: Actor | None
    their_op: str | None
    base: Base
    decided_by: str | None

    @property
    def code(self) -> str:
        """The sentence in ledger.toml that says why it did not fit."""
        return f"ledger.{self.reason}"


def rival_of(state: SubjectState, entry: LogEntry, kind: Kind) -> str | None:
    """Return the operation a held one collides with: the last change of its fields, or the ground."""
    touches = fields_of(entry.delivered.operation, kind)
    version = max((state.touched.get(name, 0) for name in touches), default=0) or state.ground
    return state.trail[version - 1].op_id if version else None


def conflict_of(state: SubjectState, entry: LogEntry, kind: Kind, rival: LogEntry | None) -> Conflict:
    """Return the conflict that a held entry stands for, against the state as it is now."""
    body = entry.delivered.operation.body
    custody = state.document.get("custody")
    return Conflict(
        op_id=entry.op_id,
        kind=body.kind,
        reason=entry.reason,
        differences=tuple(differences(_as_wanted(state, entry, kind), state.document)),
        mine=body.actor,
        theirs=None if rival is None else rival.delivered.operation.body.actor,
        their_op=None if rival is None else rival.op_id,
        base=body.base,
        decided_by=custody if isinstance(custody, str) else None,
    )


def differences(mine: Document, theirs: Document, at: tuple[str, ...] = ()) -> Iterator[Difference]:
    """Yield where two documents differ, leaf by leaf.

    A list beside the fields that only grew (the history) is no difference.
    """
    for name in sorted({*mine, *theirs}):
        ours, other = mine.get(name), theirs.get(name)
        if isinstance(ours, Mapping) and isinstance(other, Mapping):
            yield from differences(ours, other, (*at, name))
        elif ours != other and (at or not _only_grew(ours, other)):
            yield Difference((*at, name), ours, other)


def _as_wanted(state: SubjectState, entry: LogEntry, kind: Kind) -> Document:
    operation, source = entry.delivered.operation, entry.delivered.envelope.source
    try:
        return apply(state, operation, source, kind, frozenset()).document
    except MALFORMED:
        return state.document


def _only_grew(mine: Json, theirs: Json) -> bool:
    if not isinstance(mine, list | tuple) or not isinstance(theirs, list | tuple):
        return False
    return list(mine[: len(theirs)]) == list(theirs)
