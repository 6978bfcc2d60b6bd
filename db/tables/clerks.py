"""The table of the people who work at the windows."""

from sqlalchemy import Column, Text

from db.schema import strict_table
from db.types import Flag, JsonText

clerks = strict_table(
    "clerks",
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("staff_number", Text, nullable=False, unique=True),
    Column("roles", JsonText, nullable=False),
    Column("is_active", Flag, nullable=False),
)
