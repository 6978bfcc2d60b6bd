"""Which rows are derived from which kind of subject, for writing and for checking."""

from collections.abc import Mapping

from app.ports.name_index import NameIndex
from db import case_rows, ticket_rows
from db.authority_store import Projection
from db.ledger_audit import DerivedRows


def projections(names: NameIndex) -> Mapping[str, Projection]:
    """Return what writes the derived rows, by kind of subject."""
    return {"case": case_rows.CaseProjection(names).project, "visit": ticket_rows.project}


def derived_rows(names: NameIndex) -> Mapping[str, DerivedRows]:
    """Return what the rows should be and what they are, by kind of subject."""
    cases = DerivedRows(case_rows.CaseProjection(names).row, case_rows.stored_rows)
    tickets = DerivedRows(ticket_rows.ticket_row, ticket_rows.stored_rows)
    return {"case": cases, "visit": tickets}
