"""Finds the cases whose issued papers do not agree with them any more (已发文书与现状不符)."""

from collections.abc import Iterator, Mapping

from app.domain.case.case import Case, case_of
from app.domain.case.fallen import (
    AGREES_WITH,
    COMMITMENT,
    NOTICE_OF_REFUSAL,
    NOTICE_OF_RETURN,
    fall_of,
)
from app.domain.case.state import CaseState
from app.domain.ledger.operation import Subject
from app.ports.unit_of_work import UnitOfWork
from app.services.office import Office

_TRACES = (COMMITMENT, NOTICE_OF_REFUSAL, NOTICE_OF_RETURN)
"""The papers of the acts by which others fall; each is rare, so that few cases are looked at.

A case is revoked over a commitment, refused or returned with a notice of its own.
"""


def _waits(type_code: str, state: CaseState) -> bool:
    fall = fall_of(type_code, state, ground_stands=True)
    return fall is not None and fall.waits


def _states_by_what_falls() -> Mapping[frozenset[str], tuple[str, ...]]:
    """Return the states of a case by the papers that must not count in them: each a question of its own."""
    grouped: dict[frozenset[str], tuple[str, ...]] = {}
    for state in CaseState:
        falls = frozenset(one for one in AGREES_WITH if _waits(one, state))
        if falls:
            grouped[falls] = (*grouped.get(falls, ()), state.value)
    return grouped


_QUESTIONS = _states_by_what_falls()


def with_fallen_papers(office: Office, unit: UnitOfWork) -> Iterator[Case]:
    """Yield the cases of which a paper waits to be voided or superseded, each once.

    Found by the indices of what makes a paper fall: a decision that did not become part of its case, and the
    notices of revoking, refusing and returning. What a settled conflict moved by itself alone is marked in
    its case and told by `ledger check`.
    """
    found = dict.fromkeys((*unit.authority.not_applied("case"), *_with_traces(office, unit)))
    for case_id in found:
        state = office.recorder.live(unit, Subject("case", case_id))
        if "state" in state.document and (case := case_of(state)).fallen:
            yield case


def _with_traces(office: Office, unit: UnitOfWork) -> Iterator[str]:
    for trace in _TRACES:
        kind = office.papers.types.get(trace)
        if kind is None:
            continue
        code = f"{office.hall.document_prefix}{kind.number_word}"
        for falls, states in _QUESTIONS.items():
            yield from unit.papers.beside(code, trace, counting=falls, states=states)
