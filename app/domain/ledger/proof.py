"""Folds a log again that may be damaged: what can be proved of every subject, and what cannot."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.ledger.finding import Finding, finding
from app.domain.ledger.fold import MALFORMED, Outcome, SubjectState
from app.domain.ledger.kind import Kinds
from app.domain.ledger.ledger_kinds import ERASED
from app.domain.ledger.log import LogEntry, applied, holding, in_fold_order
from app.domain.ledger.operation import Subject


@dataclass(slots=True)
class Proof:
    """The states that follow from the log.

    `doubtful` are subjects whose operations could not all be applied: their state proves nothing. `issued`
    tells for every paper the operation that brought it into its case.
    """

    states: dict[Subject, SubjectState] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    doubtful: set[Subject] = field(default_factory=set)
    issued: dict[str, str] = field(default_factory=dict)


def prove(entries: Iterable[LogEntry], kinds: Kinds, doubtful: Iterable[Subject] = ()) -> Proof:
    """Return what follows from the entries that can be read; never raises.

    `doubtful` are the subjects of those that cannot.
    """
    lanes: dict[Subject, list[LogEntry]] = {}
    for entry in entries:
        lanes.setdefault(entry.subject, []).append(entry)
    proof = Proof(doubtful=set(doubtful))
    for subject, lane in lanes.items():
        ordered = in_fold_order(lane)
        proof.findings += _out_of_order(ordered, is_whole=subject not in proof.doubtful)
        proof.findings += _erasures(ordered)
        proof.states[subject] = _folded(proof, subject, ordered, kinds)
    return proof


def _folded(proof: Proof, subject: Subject, lane: list[LogEntry], kinds: Kinds) -> SubjectState:
    state = SubjectState(subject)
    for entry in lane:
        if entry.outcome is not Outcome.CONFIRMED:
            continue
        try:
            after = applied(state, entry, kinds)
        except MALFORMED:
            proof.findings.append(_found("unfoldable", entry))
            proof.doubtful.add(subject)
            continue
        proof.issued.update(dict.fromkeys(_papers(after) - _papers(state), entry.op_id))
        state = after
    return holding(state, lane)


def _papers(state: SubjectState) -> set[str]:
    papers = state.document.get("papers")
    return set(papers) if isinstance(papers, Mapping) else set()


def _out_of_order(lane: list[LogEntry], *, is_whole: bool) -> Iterator[Finding]:
    """Yield the confirmed entries whose version is not the next one of their subject.

    Where entries are missing a version may be skipped, but none can be there twice.
    """
    version = 0
    for entry in lane:
        if entry.outcome is Outcome.CONFIRMED:
            if entry.confirmed_at <= version or (is_whole and entry.confirmed_at != version + 1):
                yield _found("entry_differs", entry)
            version = entry.confirmed_at


def _erasures(lane: list[LogEntry]) -> Iterator[Finding]:
    """Yield payloads that are gone though nobody ordered it, and such as are there though somebody did."""
    orders = [entry for entry in lane if _kind(entry) == ERASED and entry.outcome is Outcome.CONFIRMED]
    payloads = [entry.delivered.operation.payload for entry in orders]
    named = {op_id for payload in payloads if payload is not None for op_id in _texts(payload.get("ops"))}
    for entry in lane:
        is_erased = entry.delivered.operation.is_erased
        if is_erased and entry.op_id not in named and None not in payloads:
            yield _found("payload_missing", entry)
        if not is_erased and entry.op_id in named:
            yield _found("payload_kept", entry)


def _kind(entry: LogEntry) -> str:
    return entry.delivered.operation.body.kind


def _texts(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list | tuple) else []


def _found(code: str, entry: LogEntry) -> Finding:
    return finding(code, entry.subject, op=entry.op_id, position=entry.position)
