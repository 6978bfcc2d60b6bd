"""Every table of the database; importing this package fills `db.schema.metadata`."""

from db.tables.access_audit import access_audit
from db.tables.clerks import clerks
from db.tables.drafts import draft_journal, drafts
from db.tables.meta import meta

__all__ = ["access_audit", "clerks", "draft_journal", "drafts", "meta"]
