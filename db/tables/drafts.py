"""The tables of half-filled forms: one row a draft, one row for each change typed into it."""

from sqlalchemy import Column, ForeignKey, Integer, PrimaryKeyConstraint, Text

from db.schema import strict_table
from db.types import JsonText, Moment

drafts = strict_table(
    "drafts",
    Column("id", Text, primary_key=True),
    Column("clerk_id", Text, nullable=False, index=True),
    Column("window_number", Text, nullable=False),
    Column("item_id", Text, nullable=False),
    Column("item_version", Text, nullable=False),
    Column("ticket_id", Text),
    Column("started_at", Moment, nullable=False),
)

draft_journal = strict_table(
    "draft_journal",
    Column("draft_id", Text, ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Column("value", JsonText),  # NULL: the answer was taken away
    PrimaryKeyConstraint("draft_id", "seq"),
)
