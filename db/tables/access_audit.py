"""The table of who looked at what: append-only (by trigger) and chained."""

from sqlalchemy import Column, Integer, Text

from db.schema import strict_table
from db.types import JsonText, Moment

access_audit = strict_table(
    "access_audit",
    Column("seq", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("clerk_id", Text, nullable=False),
    Column("window_number", Text),
    Column("at", Moment, nullable=False),
    Column("case_id", Text),
    Column("fields", JsonText, nullable=False),
    Column("reason", Text, nullable=False),
    Column("link", Text, nullable=False),
)
