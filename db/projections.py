"""Which rows are derived from which kind of subject, for writing and for checking."""

from collections.abc import Mapping

from app.ports.name_index import NameIndex
from db import case_rows, tables, ticket_rows
from db.authority_store import Projection
from db.derived_check import DerivedRows


def projections(names: NameIndex) -> Mapping[str, Projection]:
    """Return what writes the derived rows, by kind of subject."""
    return {"case": case_rows.CaseProjection(names).project, "visit": ticket_rows.project}


def derived_rows(names: NameIndex) -> Mapping[str, DerivedRows]:
    """Return what the rows should be, by kind of subject."""
    case_row = case_rows.CaseProjection(names).row
    return {
        "case": DerivedRows(tables.cases, case_row, free=frozenset({"row"})),
        "visit": DerivedRows(tables.tickets, ticket_rows.ticket_row),
    }
