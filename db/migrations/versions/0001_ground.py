"""The ground: facts about the database, clerks, access audit, drafts."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE meta (
        "key" TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT pk_meta PRIMARY KEY ("key")
    ) STRICT
    """,
    """
    CREATE TABLE clerks (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        staff_number TEXT NOT NULL,
        roles TEXT NOT NULL,
        is_active INTEGER NOT NULL,
        CONSTRAINT pk_clerks PRIMARY KEY (id),
        CONSTRAINT uq_clerks_staff_number UNIQUE (staff_number)
    ) STRICT
    """,
    """
    CREATE TABLE access_audit (
        seq INTEGER NOT NULL,
        kind TEXT NOT NULL,
        clerk_id TEXT NOT NULL,
        window_number TEXT,
        at TEXT NOT NULL,
        case_id TEXT,
        fields TEXT NOT NULL,
        reason TEXT NOT NULL,
        link TEXT NOT NULL,
        CONSTRAINT pk_access_audit PRIMARY KEY (seq)
    ) STRICT
    """,
    """
    CREATE TRIGGER access_audit_never_changes BEFORE UPDATE ON access_audit
    BEGIN SELECT RAISE(ABORT, 'the access audit is append-only'); END
    """,
    """
    CREATE TRIGGER access_audit_never_shrinks BEFORE DELETE ON access_audit
    BEGIN SELECT RAISE(ABORT, 'the access audit is append-only'); END
    """,
    """
    CREATE TABLE drafts (
        id TEXT NOT NULL,
        clerk_id TEXT NOT NULL,
        window_number TEXT NOT NULL,
        item_id TEXT NOT NULL,
        item_version TEXT NOT NULL,
        ticket_id TEXT,
        started_at TEXT NOT NULL,
        CONSTRAINT pk_drafts PRIMARY KEY (id)
    ) STRICT
    """,
    "CREATE INDEX ix_drafts_clerk_id ON drafts (clerk_id)",
    """
    CREATE TABLE draft_journal (
        draft_id TEXT NOT NULL,
        seq INTEGER NOT NULL,
        path TEXT NOT NULL,
        value TEXT,
        CONSTRAINT pk_draft_journal PRIMARY KEY (draft_id, seq),
        CONSTRAINT fk_draft_journal_draft_id_drafts
            FOREIGN KEY (draft_id) REFERENCES drafts (id) ON DELETE CASCADE
    ) STRICT
    """,
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
