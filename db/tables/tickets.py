"""The rows by which tickets are found; each is derived from the state of its visit."""

from sqlalchemy import Column, Index, Integer, Text, UniqueConstraint

from db.schema import strict_table
from db.types import Day, Flag, JsonText

tickets = strict_table(
    "tickets",
    Column("id", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("hall", Text, nullable=False),
    Column("business_date", Day, nullable=False),
    Column("series", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("serves_on", Day, nullable=False),
    Column("state", Text, nullable=False),
    Column("route", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("window", Text, nullable=False),
    Column("is_priority", Flag, nullable=False),
    Column("arrival", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("call", Integer, nullable=False),
    Column("document", JsonText, nullable=False),
    UniqueConstraint("hall", "business_date", "series", "number"),
    Index(
        "ix_tickets_one_serving",
        "hall",
        "window",
        unique=True,
        sqlite_where=Column("state") == "serving",
    ),
    Index(
        "ix_tickets_line",
        "hall",
        "serves_on",
        "target",
        "is_priority",
        "position",
        "arrival",
        "route",
        sqlite_where=Column("state") == "waiting",
    ),
    Index("ix_tickets_calls", "hall", "serves_on", "window", "call"),
    Index(
        "ix_tickets_open",
        "hall",
        "serves_on",
        sqlite_where=Column("state").in_(["waiting", "serving", "passed"]),
    ),
)
