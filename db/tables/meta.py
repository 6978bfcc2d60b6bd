"""The table of single facts about this database: restored or not, who it belongs to."""

from sqlalchemy import Column, Text

from db.schema import strict_table

meta = strict_table(
    "meta",
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
