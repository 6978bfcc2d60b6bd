"""Compares print jobs and the 用印登记 with the papers they name."""

import json
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from app.domain.ledger.finding import Finding, finding
from app.domain.print_job import PrinterFault, PrintState
from db.raw_rows import Raw, raw_rows
from db.tables import papers, print_jobs, seal_uses

_STATES = frozenset(state.value for state in PrintState)
_FAULTS = frozenset(fault.value for fault in PrinterFault)


def print_findings(connection: Connection) -> Iterator[Finding]:
    """Yield the jobs of no paper, or of another than they say, and those nobody could go on with."""
    numbers = {paper_id: number for paper_id, (number, _title) in _papers(connection).items()}
    for row in raw_rows(connection, print_jobs):
        if row["paper_id"] not in numbers:
            yield finding("print_of_no_paper", job=row["job_id"], paper=row["document_number"])
        elif row["document_number"] != numbers[row["paper_id"]] or not _can_go_on(row):
            yield finding("print_differs", job=row["job_id"], paper=numbers[row["paper_id"]])


def seal_findings(connection: Connection) -> Iterator[Finding]:
    """Yield the stampings of no paper, or of another than they say."""
    known = _papers(connection)
    for row in raw_rows(connection, seal_uses):
        if known.get(row["paper_id"]) != (row["number"], row["paper_title"]):
            yield finding("seal_use_differs", place=row["seq"], paper=row["number"])


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


def _papers(connection: Connection) -> dict[str, tuple[str, str]]:
    return {
        row["id"]: (row["number"], row["title"])
        for row in raw_rows(connection, papers, "id", "number", "title")
    }
