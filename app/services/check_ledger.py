"""Checks the hall's file against its own ledger: every chain whole, every row equal to its fold.

The check reports and never raises: whatever stands in a row, it is told and the check goes on with the rest.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.domain.doubled_numbers import doubled_case_numbers, doubled_numbers
from app.domain.ledger.book import book_of
from app.domain.ledger.canonical import NotCanonical, encode
from app.domain.ledger.finding import Finding, finding
from app.domain.ledger.fold import MALFORMED, SubjectState
from app.domain.ledger.kind import Kinds
from app.domain.ledger.log import state_from_json, state_to_json
from app.domain.ledger.operation import Subject
from app.domain.ledger.proof import Proof, prove
from app.domain.ledger.stored import StoredState
from app.ports.ledger_audit import LedgerAudit
from app.services.check_papers import paper_findings
from app.services.check_posts import post_findings
from app.services.missing_pages import missing_pages
from app.services.used_numbers import series_findings


@dataclass(frozen=True, slots=True)
class LedgerReport:
    """What the check read and what it found; no findings means the file is as the ledger says.

    A finding about a case tells its 办件编号 as the fact `number`, where it is known.
    """

    operations: int
    subjects: int
    findings: tuple[Finding, ...]


def check_ledger(
    audit: LedgerAudit, kinds: Kinds, has_page: Callable[[str], bool] = lambda _blob: True
) -> LedgerReport:
    """Rebuild every state from the log and compare it, and the rows derived from it, with what is stored.

    `has_page` says whether the bytes of a captured page are on this machine; without it none is looked for.
    """
    book = book_of(audit.operations(), audit.entries())
    proof = prove(book.entries, kinds, book.doubtful)
    stored = {one.subject: one for one in audit.states()}
    states = _believed(proof, stored)
    proven = {subject: state for subject, state in states.items() if subject not in proof.doubtful}
    found = [
        *book.findings(audit.own_device(), audit.heads()),
        *proof.findings,
        *_state_findings(proof, stored),
        *audit.row_findings(states, proof.issued),
        *series_findings(audit.series(), states.values(), is_whole=not proof.doubtful),
        *_doubled(states.values()),
        *paper_findings(proven.values(), {entry.op_id for entry in book.entries}),
        *post_findings(book.entries, audit.people()),
        *missing_pages(states.values(), has_page),
        *(finding("audit_broken", place=place) for place in audit.broken_access_links()),
    ]
    return LedgerReport(len(book.places), len(states), tuple(_numbered(found, states)))


def _believed(proof: Proof, stored: Mapping[Subject, StoredState]) -> dict[Subject, SubjectState]:
    """Return the states rows are compared with: as folded, or as stored where folding proves nothing."""
    states = {subject: state for subject, state in proof.states.items() if state.version or state.held}
    for subject in proof.doubtful:
        row = stored.get(subject)
        kept = None if row is None else _state_in(row)
        if kept is not None:
            states[subject] = kept
    return states


def _state_in(row: StoredState) -> SubjectState | None:
    try:
        state = state_from_json(json.loads(row.text))
        return state if _text_of(state) == row.text else None
    except (*MALFORMED, RecursionError):
        return None


def _state_findings(proof: Proof, stored: Mapping[Subject, StoredState]) -> Iterator[Finding]:
    for subject in sorted(proof.states.keys() | stored.keys() | proof.doubtful):
        if subject in proof.doubtful:
            yield finding("state_unproved", subject)
        elif not _is_fold(proof.states.get(subject), stored.get(subject)):
            yield finding("state_differs", subject)


def _is_fold(state: SubjectState | None, row: StoredState | None) -> bool:
    """Say whether a row is what folding gives; a subject of which nothing stands need not have one."""
    if state is None:
        return False
    if row is None:
        return not (state.version or state.held)
    return row.version == state.version and row.text == _text_of(state)


def _text_of(state: SubjectState) -> str | None:
    try:
        return encode(state_to_json(state)).decode()
    except NotCanonical:
        return None


def _doubled(states: Iterable[SubjectState]) -> Iterator[Finding]:
    """Yield the numbers that machines copied from one disk gave twice."""
    states = list(states)
    for number in doubled_numbers(states):
        yield finding("number_doubled", doubled=number)
    for number, cases in doubled_case_numbers(states).items():
        yield finding("case_number_doubled", doubled=number, count=len(cases))


def _numbered(found: Iterable[Finding], states: Mapping[Subject, SubjectState]) -> Iterator[Finding]:
    """Add the 办件编号 to what is about a case."""
    for one in found:
        state = None if one.subject is None else states.get(one.subject)
        number = None if state is None else state.document.get("case_number")
        yield one.with_facts(number=number) if isinstance(number, str) else one
