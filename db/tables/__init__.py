"""Every table of the database; importing this package fills `db.schema.metadata`."""

from db.tables.access_audit import access_audit
from db.tables.cases import cases
from db.tables.clerks import clerks
from db.tables.drafts import draft_journal, drafts
from db.tables.ledger import authority_log, chain_heads, commands, number_series, operations, subjects
from db.tables.meta import meta
from db.tables.papers import papers, print_jobs, seal_uses
from db.tables.tickets import tickets

__all__ = [
    "access_audit",
    "authority_log",
    "cases",
    "chain_heads",
    "clerks",
    "commands",
    "draft_journal",
    "drafts",
    "meta",
    "number_series",
    "operations",
    "papers",
    "print_jobs",
    "seal_uses",
    "subjects",
    "tickets",
]
