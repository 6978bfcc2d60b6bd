"""Compares print jobs and the 用印登记 with the papers they name."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import Connection

from app.domain.ledger.finding import Finding, finding
from app.domain.ledger.stored import mapping_from
from app.domain.print_job import PrinterFault, PrintState
from app.domain.seal import SealMode
from app.ports.paper_store import STAMPED
from db.raw_rows import Raw, raw_rows
from db.tables import papers, print_jobs, seal_uses

_STATES = frozenset(state.value for state in PrintState)
_SPOOLED = frozenset({"spooled", "confirmed", STAMPED})
_DRAWN = frozenset({SealMode.OVERPRINT.value, SealMode.ELECTRONIC.value})
_FAULTS = frozenset(fault.value for fault in PrinterFault)


def print_findings(connection: Connection) -> Iterator[Finding]:
    """Yield the jobs of no paper, or of another than they say, and those nobody could go on with.

    A paper that was spooled without a job lost it.
    """
    known = _papers(connection)
    numbers = {paper_id: paper["number"] for paper_id, paper in known.items()}
    spooled = {paper_id for paper_id, paper in known.items() if paper["state"] in _SPOOLED}
    for row in raw_rows(connection, print_jobs):
        spooled.discard(row["paper_id"])
        if row["paper_id"] not in numbers:
            yield finding("print_of_no_paper", job=row["job_id"], paper=row["document_number"])
        elif row["document_number"] != numbers[row["paper_id"]] or not _can_go_on(row):
            yield finding("print_differs", job=row["job_id"], paper=numbers[row["paper_id"]])
    yield from (finding("print_missing", paper=numbers[paper_id]) for paper_id in sorted(spooled))


def seal_findings(connection: Connection) -> Iterator[Finding]:
    """Yield the stampings of no paper, or of another than they say, and the seals nobody entered."""
    known = _papers(connection)
    sealed = {paper_id for paper_id, paper in known.items() if _shows_a_seal(paper)}
    for row in raw_rows(connection, seal_uses):
        sealed.discard(row["paper_id"])
        paper = known.get(row["paper_id"], {})
        if (paper.get("number"), paper.get("title")) != (row["number"], row["paper_title"]):
            yield finding("seal_use_differs", place=row["seq"], paper=row["number"])
    yield from (finding("seal_use_missing", paper=known[paper_id]["number"]) for paper_id in sorted(sealed))


def _can_go_on(row: Raw) -> bool:
    try:
        faults = json.loads(row["faults"])
        datetime.fromisoformat(row["asked_at"])
    except (ValueError, RecursionError):
        return False
    if not isinstance(faults, list) or not all(isinstance(one, str) and one in _FAULTS for one in faults):
        return False
    is_spooled = (row["spool_job"] is None) == (row["spool_printer"] is None)
    return row["state"] in _STATES and row["is_reprint"] in {0, 1} and row["copies"] > 0 and is_spooled


def _shows_a_seal(paper: Raw) -> bool:
    """Say whether a seal is on the page, drawn or noted as pressed: then the register must have an entry."""
    if paper["state"] == STAMPED:
        return True
    if not paper["body_hash"] or paper["seal_mode"] not in _DRAWN:
        return False
    kind = (mapping_from(paper["facts"]) or {}).get("paper_type")
    return isinstance(kind, Mapping) and kind.get("needs_seal") is True


def _papers(connection: Connection) -> dict[str, Raw]:
    """Return what the checks need of every paper, without its bytes."""
    columns = ("id", "number", "title", "state", "body_hash", "seal_mode", "facts")
    return {row["id"]: row for row in raw_rows(connection, papers, *columns)}
