"""The tables of the ledger and the authority: operations, the one log, and the states folded from it."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
)

from db.schema import strict_table
from db.types import JsonText

operations = strict_table(
    "operations",
    Column("op_id", Text, primary_key=True),
    Column("device", Text, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("link", Text, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject_id", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("body_hash", Text, nullable=False),
    Column("payload", LargeBinary),
    Column("salt", LargeBinary),
    Column("receipt", LargeBinary),
    UniqueConstraint("device", "epoch", "seq"),
    Index("ix_operations_subject", "subject_kind", "subject_id"),
    Index("ix_operations_pending", "epoch", "seq", sqlite_where=Column("receipt").is_(None)),
)

authority_log = strict_table(
    "authority_log",
    Column("position", Integer, primary_key=True),
    Column("op_id", Text, ForeignKey("operations.op_id"), nullable=False, unique=True),
    Column("subject_kind", Text, nullable=False),
    Column("subject_id", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("touches", JsonText, nullable=False),
    Column("confirmed_at", Integer, nullable=False),
    Index(
        "ix_authority_log_held", "subject_kind", "subject_id", sqlite_where=Column("outcome") != "confirmed"
    ),
)

chain_heads = strict_table(
    "chain_heads",
    Column("device", Text, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("link", Text, nullable=False),
    PrimaryKeyConstraint("device", "epoch"),
)

subjects = strict_table(
    "subjects",
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", JsonText, nullable=False),
    PrimaryKeyConstraint("kind", "id"),
)

number_series = strict_table(
    "number_series",
    Column("series", Text, primary_key=True),
    Column("last", Integer, nullable=False),
)

commands = strict_table(
    "commands",
    Column("command_id", Text, primary_key=True),
    Column("result", JsonText, nullable=False),
)
