"""Checks the hall's file against its own ledger: every chain whole, every row equal to its fold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.ledger.chain import Envelope, Source, first_break
from app.domain.ledger.kind import Kinds
from app.domain.ledger.log import LogEntry, rebuild
from app.ports.ledger_audit import LedgerAudit


@dataclass(frozen=True, slots=True)
class LedgerFinding:
    """One thing that is not as it must be: a code with words, and the facts that fill them."""

    code: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class LedgerReport:
    """What the check read and what it found; no findings means the file is as the ledger says."""

    operations: int
    subjects: int
    findings: tuple[LedgerFinding, ...]


def check_ledger(audit: LedgerAudit, kinds: Kinds) -> LedgerReport:
    """Rebuild every state from the log and compare it, and the rows derived from it, with what is stored."""
    entries = audit.entries()
    states = rebuild(entries, kinds)
    stored = audit.states()
    findings = [
        *_chain_findings(entries),
        *_log_findings(entries),
        *(
            LedgerFinding("ledger.state_differs", {"subject": f"{subject.kind} {subject.id}"})
            for subject in states.keys() | stored.keys()
            if states.get(subject) != stored.get(subject)
        ),
        *(LedgerFinding("ledger.row_differs", {"subject": name}) for name in audit.rows_unlike(states)),
        *(LedgerFinding("ledger.audit_broken", {"place": place}) for place in audit.broken_access_links()),
    ]
    return LedgerReport(len(entries), len(states), tuple(findings))


def _chain_findings(entries: Sequence[LogEntry]) -> list[LedgerFinding]:
    chains: dict[Source, list[Envelope]] = {}
    for entry in entries:
        chains.setdefault(entry.delivered.envelope.source, []).append(entry.delivered.envelope)
    breaks = {source: first_break(sorted(chain, key=lambda one: one.seq)) for source, chain in chains.items()}
    return [
        LedgerFinding("ledger.chain_broken", {"device": source.device, "epoch": source.epoch, "seq": seq})
        for source, seq in breaks.items()
        if seq is not None
    ]


def _log_findings(entries: Sequence[LogEntry]) -> list[LedgerFinding]:
    return [
        LedgerFinding("ledger.body_differs", {"position": entry.position})
        for place, entry in enumerate(entries, start=1)
        if entry.position != place
        or entry.delivered.operation.body.digest() != entry.delivered.envelope.body_hash
        or not entry.delivered.operation.payload_matches()
    ]
