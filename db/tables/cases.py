"""The rows by which cases are found; each is derived from the state of its case."""

from sqlalchemy import Column, Index, Integer, Text

from db.schema import strict_table

cases = strict_table(
    "cases",
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("case_number", Text, nullable=False),
    Column("query_code", Text, nullable=False),
    Column("item_id", Text, nullable=False),
    Column("item_name", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("applicant", Text, nullable=False),
    Column("spaced_name", Text, nullable=False),
    Column("initials", Text, nullable=False),
    Column("id_digest", Text, nullable=False),
    Column("id_prefix", Text, nullable=False),
    Column("id_tail", Text, nullable=False),
    Column("received_on", Text, nullable=False),
    Column("due_on", Text),
    Column("window", Text, nullable=False),
    Column("paper_numbers", Text, nullable=False),
    # Not unique: machines copied from one disk may both have given a number (DESIGN §2.2).
    Index("ix_cases_case_number", "case_number"),
    Index("ix_cases_query_code", "query_code"),
    Index("ix_cases_id_digest", "id_digest", "item_id"),
    Index("ix_cases_id_prefix", "id_prefix"),
    Index("ix_cases_initials", "initials"),
    Index("ix_cases_received_on", "received_on"),
    Index("ix_cases_open_due", "due_on", sqlite_where=Column("state").in_(["registered", "accepted"])),
)

NAME_INDEX = "case_names"
"""FTS5 over `spaced_name`, a space between characters: a phrase query finds two-character names.

Triggers of migration 0002 keep it in step."""
