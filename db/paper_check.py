"""Compares the stored papers with what their cases say, and their bytes with their hashes."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from app.domain.ledger.finding import Finding, finding
from app.domain.ledger.fold import SubjectState
from app.domain.ledger.operation import Subject
from app.domain.ledger.stored import mapping_from
from app.domain.seal import SealMode
from app.ports.paper_store import STAMPED, TAKEN_BACK
from db.raw_rows import Raw, raw_rows
from db.tables import papers

_SAME_IN_BOTH = {
    "type_code": "type",
    "title": "title",
    "number": "number",
    "series": "series",
    "serial": "serial",
    "issued_on": "on",
    "facts_hash": "facts_hash",
}
_NO_MORE = frozenset({"void", "superseded"})
_STATES_WITHOUT_BYTES = frozenset({"reserved", TAKEN_BACK})
_STATES = _STATES_WITHOUT_BYTES | {"rendered", "sealed", "spooled", "confirmed", STAMPED}


def paper_findings(
    connection: Connection, states: Mapping[Subject, SubjectState], issued: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield every paper that differs from its case, is missing, or whose bytes changed.

    `issued` names for every paper the operation that brought it into its case.
    """
    said = dict(_said(states))
    for row in raw_rows(connection, papers):
        subject, document = said.pop(row["id"], (None, {}))
        wrong = [name for name, fits in _checks(row, subject, document, issued) if not fits]
        if wrong:
            yield finding("paper_differs", subject, paper=row["number"], columns="、".join(sorted(wrong)))
    for subject, document in said.values():
        yield finding("paper_missing", subject, paper=document.get("number"))


def _said(
    states: Mapping[Subject, SubjectState],
) -> Iterator[tuple[str, tuple[Subject, Mapping[str, Any]]]]:
    """Yield the papers of which a case knows more than that something happened to them."""
    for subject, state in states.items():
        known = state.document.get("papers")
        if subject.kind == "case" and isinstance(known, Mapping):
            yield from ((key, (subject, paper)) for key, paper in known.items() if isinstance(paper, Mapping))


def _checks(
    row: Raw, subject: Subject | None, document: Mapping[str, Any], issued: Mapping[str, str]
) -> Iterator[tuple[str, bool]]:
    """Yield for each column whether it is as the case and the bytes say."""
    yield "case_id", subject is not None and subject.id == row["case_id"]
    for column, name in _SAME_IN_BOTH.items():
        yield column, row[column] == document.get(name)
    yield "is_void", row["is_void"] == int(document.get("state") in _NO_MORE)
    yield "issued_op", row["issued_op"] == issued.get(row["id"], row["issued_op"])
    yield "facts", _sha256(row["facts"]) == row["facts_hash"]
    yield "pdf", row["body_hash"] == ("" if row["pdf"] is None else _sha256(row["pdf"]))
    has_bytes = row["state"] not in _STATES_WITHOUT_BYTES
    is_noted = row["state"] != STAMPED or bool(document.get("stamped"))
    yield "state", row["state"] in _STATES and has_bytes == (row["pdf"] is not None) and is_noted
    yield "layout", bool(row["layout"]) == (row["pdf"] is not None)
    yield "seal_mode", row["seal_mode"] in _seal_modes(row)


def _seal_modes(row: Raw) -> frozenset[str]:
    """Return the one mode that the facts state; any where they are only the bytes of a QR."""
    seal = (mapping_from(row["facts"]) or {}).get("seal")
    if isinstance(seal, Mapping):
        return frozenset({str(seal.get("mode"))})
    return frozenset(mode.value for mode in SealMode)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
