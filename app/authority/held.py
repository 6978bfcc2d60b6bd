"""What was held back: released when it fits, applied or dropped when a person settles it, or erased."""

from dataclasses import replace

from app.domain.ledger.conflict import Conflict, conflict_of, rival_of
from app.domain.ledger.fold import MALFORMED, Folded, Outcome, SubjectState, apply, fields_of, fold, without
from app.domain.ledger.kind import Kinds
from app.domain.ledger.ledger_kinds import ERASED, SETTLED, Keep
from app.domain.ledger.log import LogEntry, rebuild_one
from app.domain.ledger.operation import Subject
from app.ports.authority_store import AuthorityStore


def release_waiting(kinds: Kinds, store: AuthorityStore, subject: Subject) -> None:
    """Fold again, in log order, what waits on this subject, until nothing more fits.

    Called after every change of a subject that holds something, and after an upgrade that brings new kinds.
    """
    while any(_release(kinds, store, entry) for entry in store.waiting(subject)):
        pass


def conflicts(kinds: Kinds, store: AuthorityStore, subject: Subject) -> tuple[Conflict, ...]:
    """Return the conflicts of a subject with both sides, in log order, for a person to settle."""
    state = store.state(subject)
    return tuple(_conflict(kinds, store, state, entry) for entry in store.conflicts(subject))


def carry_out(kinds: Kinds, store: AuthorityStore, entry: LogEntry) -> None:
    """Do what a confirmed operation orders for other operations of its subject."""
    payload, kind = entry.delivered.operation.payload, entry.delivered.operation.body.kind
    if payload is None:
        return
    if kind == SETTLED:
        _settle(kinds, store, entry.subject, str(payload["op"]), Keep(payload["keep"]))
    elif kind == ERASED:
        _erase(kinds, store, entry.subject, payload["ops"])


def _conflict(kinds: Kinds, store: AuthorityStore, state: SubjectState, entry: LogEntry) -> Conflict:
    kind = kinds[entry.delivered.operation.body.kind]
    rival = rival_of(state, entry, kind)
    return conflict_of(state, entry, kind, None if rival is None else store.entry(rival))


def _release(kinds: Kinds, store: AuthorityStore, entry: LogEntry) -> bool:
    operation, source = entry.delivered.operation, entry.delivered.envelope.source
    folded = fold(store.state(entry.subject), operation, source, kinds)
    if folded.outcome is Outcome.WAITING:
        return False
    _keep_verdict(store, entry, folded)
    if folded.outcome is Outcome.CONFIRMED:
        carry_out(kinds, store, entry)
    return True


def _settle(kinds: Kinds, store: AuthorityStore, subject: Subject, op_id: str, keep: Keep) -> None:
    """Apply or drop a held operation of `subject`; whatever is not held there any more is left alone."""
    held, state = store.entry(op_id), store.state(subject)
    if held is None or op_id not in state.held:
        return
    if keep is Keep.MINE:
        forced = _forced(kinds, state, held)
        _keep_verdict(store, held, forced)
        if forced.outcome is Outcome.CONFIRMED:
            carry_out(kinds, store, held)
    else:
        _keep_verdict(store, held, Folded(Outcome.DROPPED, _released(state, op_id), held.reason))


def _forced(kinds: Kinds, state: SubjectState, held: LogEntry) -> Folded:
    """Return the verdict a person ordered: applied whatever its base, unless there is nothing to apply."""
    operation, source = held.delivered.operation, held.delivered.envelope.source
    try:
        kind = kinds[operation.body.kind]
        touches = fields_of(operation, kind)
        return Folded(Outcome.CONFIRMED, apply(state, operation, source, kind, touches), held.reason, touches)
    except MALFORMED:
        return Folded(Outcome.REJECTED, _released(state, held.op_id), "malformed")


def _erase(kinds: Kinds, store: AuthorityStore, subject: Subject, op_ids: object) -> None:
    """Erase the payloads of those of `op_ids` that belong to `subject`, and fold it anew without them."""
    lane = list(store.lane(subject))
    wanted = set(op_ids) if isinstance(op_ids, list | tuple) else set()
    for entry in lane:
        if entry.op_id in wanted:
            store.erase(entry.op_id)
    store.save(rebuild_one(subject, store.lane(subject), kinds))


def _keep_verdict(store: AuthorityStore, entry: LogEntry, folded: Folded) -> None:
    is_confirmed = folded.outcome is Outcome.CONFIRMED
    store.update(
        replace(
            entry,
            outcome=folded.outcome,
            reason=folded.reason,
            touches=folded.touches,
            confirmed_at=folded.state.version if is_confirmed else 0,
        )
    )
    store.save(folded.state)


def _released(state: SubjectState, op_id: str) -> SubjectState:
    return replace(state, held=without(state.held, op_id))
