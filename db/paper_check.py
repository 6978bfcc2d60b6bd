"""Compares the stored papers with what their cases say, and their bytes with their hashes."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from app.domain.ledger.fold import SubjectState
from app.domain.ledger.operation import Subject
from db.tables import papers

_SAME_IN_BOTH = {"type_code": "type", "number": "number", "series": "series", "serial": "serial"}


def papers_unlike(connection: Connection, states: Mapping[Subject, SubjectState]) -> Iterator[str]:
    """Yield the 文号 of every paper that differs from its case, is missing, or whose bytes changed."""
    said = dict(_said(states))
    for row in connection.execute(select(papers).execution_options(yield_per=100)):
        case_id, document = said.pop(row.id, ("", {}))
        if case_id != row.case_id or not _agrees(row, document) or not _has_its_bytes(row):
            yield f"paper {row.number}"
    yield from (f"paper {document.get('number')}" for _, document in said.values())


def _said(states: Mapping[Subject, SubjectState]) -> Iterator[tuple[str, tuple[str, Mapping[str, Any]]]]:
    for subject, state in states.items():
        issued = state.document.get("papers")
        if subject.kind == "case" and isinstance(issued, Mapping):
            yield from (
                (key, (subject.id, paper)) for key, paper in issued.items() if isinstance(paper, Mapping)
            )


def _agrees(row: Row[Any], document: Mapping[str, Any]) -> bool:
    same = all(getattr(row, column) == document.get(name) for column, name in _SAME_IN_BOTH.items())
    return (
        same and row.facts_hash == document.get("facts_hash") and row.is_void == (document["state"] == "void")
    )


def _has_its_bytes(row: Row[Any]) -> bool:
    if hashlib.sha256(row.facts).hexdigest() != row.facts_hash:
        return False
    return bool(row.body_hash == ("" if row.pdf is None else hashlib.sha256(row.pdf).hexdigest()))
