"""Numbers: a series never goes back, and a case number given twice by cloned machines stops no sync.

The log keeps its order, and operations keep subject and content, from here on by trigger too.

The rows of cases are moved into a table without the two UNIQUE constraints, in the same transaction; SQLite
cannot drop a constraint (https://www.sqlite.org/lang_altertable.html, 7). Nothing points to `cases`; its
triggers go with the old table and are made again after the copy, so that the name index is filled only once.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE cases_moved (
        "row" INTEGER NOT NULL,
        id TEXT NOT NULL,
        version INTEGER NOT NULL,
        case_number TEXT NOT NULL,
        query_code TEXT NOT NULL,
        item_id TEXT NOT NULL,
        item_name TEXT NOT NULL,
        state TEXT NOT NULL,
        applicant TEXT NOT NULL,
        spaced_name TEXT NOT NULL,
        initials TEXT NOT NULL,
        id_digest TEXT NOT NULL,
        id_prefix TEXT NOT NULL,
        id_tail TEXT NOT NULL,
        received_on TEXT NOT NULL,
        due_on TEXT,
        window TEXT NOT NULL,
        paper_numbers TEXT NOT NULL,
        CONSTRAINT pk_cases PRIMARY KEY ("row"),
        CONSTRAINT uq_cases_id UNIQUE (id)
    ) STRICT
    """,
    """
    INSERT INTO cases_moved (
        "row", id, version, case_number, query_code, item_id, item_name, state, applicant, spaced_name,
        initials, id_digest, id_prefix, id_tail, received_on, due_on, window, paper_numbers
    )
    SELECT
        "row", id, version, case_number, query_code, item_id, item_name, state, applicant, spaced_name,
        initials, id_digest, id_prefix, id_tail, received_on, due_on, window, paper_numbers
    FROM cases ORDER BY "row"
    """,
    "DROP TABLE cases",
    "ALTER TABLE cases_moved RENAME TO cases",
    "CREATE INDEX ix_cases_case_number ON cases (case_number)",
    "CREATE INDEX ix_cases_query_code ON cases (query_code)",
    "CREATE INDEX ix_cases_id_digest ON cases (id_digest, item_id)",
    "CREATE INDEX ix_cases_id_prefix ON cases (id_prefix)",
    "CREATE INDEX ix_cases_initials ON cases (initials)",
    "CREATE INDEX ix_cases_open_due ON cases (due_on) WHERE state IN ('registered', 'accepted')",
    "CREATE INDEX ix_cases_received_on ON cases (received_on)",
    """
    CREATE TRIGGER case_names_begin AFTER INSERT ON cases
    BEGIN INSERT INTO case_names (rowid, name) VALUES (new.row, new.spaced_name); END
    """,
    """
    CREATE TRIGGER case_names_follow AFTER UPDATE OF spaced_name ON cases
    WHEN old.spaced_name IS NOT new.spaced_name
    BEGIN UPDATE case_names SET name = new.spaced_name WHERE rowid = new.row; END
    """,
    """
    CREATE TRIGGER number_series_never_go_back BEFORE UPDATE ON number_series
    WHEN new.series IS NOT old.series OR new.last < old.last
    BEGIN SELECT RAISE(ABORT, 'a number that was given stays used'); END
    """,
    """
    CREATE TRIGGER number_series_never_vanish BEFORE DELETE ON number_series
    BEGIN SELECT RAISE(ABORT, 'a number that was given stays used'); END
    """,
    """
    CREATE TRIGGER operations_keep_their_subject BEFORE UPDATE OF subject_kind, subject_id ON operations
    BEGIN SELECT RAISE(ABORT, 'an operation never changes'); END
    """,
    """
    CREATE TRIGGER operations_only_forget BEFORE UPDATE OF payload, salt ON operations
    WHEN (new.payload IS NOT NULL AND new.payload IS NOT old.payload)
        OR (new.salt IS NOT NULL AND new.salt IS NOT old.salt)
    BEGIN SELECT RAISE(ABORT, 'an operation never changes'); END
    """,
    """
    CREATE TRIGGER authority_log_keeps_its_order
    BEFORE UPDATE OF position, op_id, subject_kind, subject_id ON authority_log
    BEGIN SELECT RAISE(ABORT, 'the order of the log never changes'); END
    """,
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
