"""The tables of issued papers, stampings and print jobs."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Text, UniqueConstraint, text

from db.schema import strict_table
from db.types import Day, Flag, JsonText, Moment

TO_BE_STAMPED = "state = 'confirmed' AND seal_mode = 'wet'"
"""Said word for word by index and query: a partial index serves no condition with a value filled in later."""

papers = strict_table(
    "papers",
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("case_id", Text, nullable=False),
    Column("type_code", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("number", Text, nullable=False, unique=True),
    Column("series", Text, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("is_void", Flag, nullable=False),
    Column("issued_on", Day, nullable=False),
    Column("facts", LargeBinary, nullable=False),
    Column("facts_hash", Text, nullable=False),
    Column("pdf", LargeBinary),
    Column("body_hash", Text, nullable=False),
    Column("layout", Text, nullable=False),
    Column("seal_mode", Text, nullable=False),
    Column("issued_op", Text, ForeignKey("operations.op_id"), nullable=False),
    UniqueConstraint("series", "serial"),
    Index("ix_papers_case_id", "case_id"),
    Index("ix_papers_issued_on", "issued_on"),
    Index("ix_papers_unfinished", "state", sqlite_where=Column("state") == "reserved"),
    Index("ix_papers_to_be_stamped", "state", sqlite_where=text(TO_BE_STAMPED)),
)

seal_uses = strict_table(
    "seal_uses",
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("paper_id", Text, ForeignKey("papers.id"), nullable=False),
    Column("paper_title", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("seal_name", Text, nullable=False),
    Column("clerk", Text, nullable=False),
    Column("approver", Text, nullable=False),
    Column("remark", Text, nullable=False),
)

print_jobs = strict_table(
    "print_jobs",
    Column("seq", Integer, primary_key=True),
    Column("job_id", Text, nullable=False, unique=True),
    Column("paper_id", Text, ForeignKey("papers.id"), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("document_number", Text, nullable=False),
    Column("printer", Text, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("is_reprint", Flag, nullable=False),
    Column("state", Text, nullable=False),
    Column("spool_printer", Text),
    Column("spool_job", Integer),
    Column("faults", JsonText, nullable=False),
    Index("ix_print_jobs_paper_id", "paper_id"),
    Index("ix_print_jobs_state", "state"),
)
