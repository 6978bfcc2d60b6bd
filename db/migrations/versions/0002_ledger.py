"""The ledger: operations, the authority's log, states, numbers, cases, papers and print jobs."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE operations (
        op_id TEXT NOT NULL,
        device TEXT NOT NULL,
        epoch INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        link TEXT NOT NULL,
        subject_kind TEXT NOT NULL,
        subject_id TEXT NOT NULL,
        body BLOB NOT NULL,
        body_hash TEXT NOT NULL,
        payload BLOB,
        salt BLOB,
        receipt BLOB,
        CONSTRAINT pk_operations PRIMARY KEY (op_id),
        CONSTRAINT uq_operations_device UNIQUE (device, epoch, seq)
    ) STRICT
    """,
    "CREATE INDEX ix_operations_subject ON operations (subject_kind, subject_id)",
    """
    CREATE TABLE authority_log (
        position INTEGER NOT NULL,
        op_id TEXT NOT NULL,
        subject_kind TEXT NOT NULL,
        subject_id TEXT NOT NULL,
        outcome TEXT NOT NULL,
        reason TEXT NOT NULL,
        touches TEXT NOT NULL,
        confirmed_at INTEGER NOT NULL,
        CONSTRAINT pk_authority_log PRIMARY KEY (position),
        CONSTRAINT uq_authority_log_op_id UNIQUE (op_id),
        CONSTRAINT fk_authority_log_op_id_operations FOREIGN KEY(op_id) REFERENCES operations (op_id)
    ) STRICT
    """,
    "CREATE INDEX ix_authority_log_held ON authority_log (subject_kind, subject_id) WHERE outcome != 'confirmed'",
    """
    CREATE TABLE chain_heads (
        device TEXT NOT NULL,
        epoch INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        link TEXT NOT NULL,
        CONSTRAINT pk_chain_heads PRIMARY KEY (device, epoch)
    ) STRICT
    """,
    """
    CREATE TABLE subjects (
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        version INTEGER NOT NULL,
        state TEXT NOT NULL,
        CONSTRAINT pk_subjects PRIMARY KEY (kind, id)
    ) STRICT
    """,
    """
    CREATE TABLE number_series (
        series TEXT NOT NULL,
        last INTEGER NOT NULL,
        CONSTRAINT pk_number_series PRIMARY KEY (series)
    ) STRICT
    """,
    """
    CREATE TABLE commands (
        command_id TEXT NOT NULL,
        result TEXT NOT NULL,
        CONSTRAINT pk_commands PRIMARY KEY (command_id)
    ) STRICT
    """,
    """
    CREATE TABLE cases (
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
        CONSTRAINT uq_cases_id UNIQUE (id),
        CONSTRAINT uq_cases_case_number UNIQUE (case_number),
        CONSTRAINT uq_cases_query_code UNIQUE (query_code)
    ) STRICT
    """,
    "CREATE INDEX ix_cases_id_digest ON cases (id_digest, item_id)",
    "CREATE INDEX ix_cases_id_prefix ON cases (id_prefix)",
    "CREATE INDEX ix_cases_initials ON cases (initials)",
    "CREATE INDEX ix_cases_open_due ON cases (due_on) WHERE state IN ('registered', 'accepted')",
    """
    CREATE TABLE papers (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        type_code TEXT NOT NULL,
        title TEXT NOT NULL,
        number TEXT NOT NULL,
        series TEXT NOT NULL,
        serial INTEGER NOT NULL,
        state TEXT NOT NULL,
        is_void INTEGER NOT NULL,
        issued_on TEXT NOT NULL,
        facts BLOB NOT NULL,
        facts_hash TEXT NOT NULL,
        pdf BLOB,
        body_hash TEXT NOT NULL,
        layout TEXT NOT NULL,
        seal_mode TEXT NOT NULL,
        issued_op TEXT NOT NULL,
        CONSTRAINT pk_papers PRIMARY KEY (seq),
        CONSTRAINT uq_papers_series UNIQUE (series, serial),
        CONSTRAINT uq_papers_id UNIQUE (id),
        CONSTRAINT uq_papers_number UNIQUE (number),
        CONSTRAINT fk_papers_issued_op_operations FOREIGN KEY(issued_op) REFERENCES operations (op_id)
    ) STRICT
    """,
    "CREATE INDEX ix_papers_case_id ON papers (case_id)",
    "CREATE INDEX ix_papers_issued_on ON papers (issued_on)",
    "CREATE INDEX ix_cases_received_on ON cases (received_on)",
    "CREATE INDEX ix_papers_unfinished ON papers (state) WHERE state = 'reserved'",
    """
    CREATE TABLE seal_uses (
        seq INTEGER NOT NULL,
        at TEXT NOT NULL,
        paper_id TEXT NOT NULL,
        paper_title TEXT NOT NULL,
        number TEXT NOT NULL,
        copies INTEGER NOT NULL,
        seal_name TEXT NOT NULL,
        clerk TEXT NOT NULL,
        approver TEXT NOT NULL,
        remark TEXT NOT NULL,
        CONSTRAINT pk_seal_uses PRIMARY KEY (seq),
        CONSTRAINT fk_seal_uses_paper_id_papers FOREIGN KEY(paper_id) REFERENCES papers (id)
    ) STRICT
    """,
    """
    CREATE TABLE print_jobs (
        seq INTEGER NOT NULL,
        job_id TEXT NOT NULL,
        paper_id TEXT NOT NULL,
        asked_at TEXT NOT NULL,
        document_number TEXT NOT NULL,
        printer TEXT NOT NULL,
        copies INTEGER NOT NULL,
        is_reprint INTEGER NOT NULL,
        state TEXT NOT NULL,
        spool_printer TEXT,
        spool_job INTEGER,
        faults TEXT NOT NULL,
        CONSTRAINT pk_print_jobs PRIMARY KEY (seq),
        CONSTRAINT uq_print_jobs_job_id UNIQUE (job_id),
        CONSTRAINT fk_print_jobs_paper_id_papers FOREIGN KEY(paper_id) REFERENCES papers (id)
    ) STRICT
    """,
    "CREATE INDEX ix_print_jobs_paper_id ON print_jobs (paper_id)",
    "CREATE INDEX ix_print_jobs_state ON print_jobs (state)",
    """
    CREATE TRIGGER operations_keep_their_body BEFORE UPDATE OF op_id, device, epoch, seq, link, body, body_hash ON operations
    BEGIN SELECT RAISE(ABORT, 'an operation never changes'); END
    """,
    """
    CREATE TRIGGER operations_never_vanish BEFORE DELETE ON operations
    BEGIN SELECT RAISE(ABORT, 'an operation is never deleted'); END
    """,
    """
    CREATE TRIGGER authority_log_never_shrinks BEFORE DELETE ON authority_log
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
    """,
    """
    CREATE TRIGGER papers_keep_their_bytes BEFORE UPDATE OF pdf ON papers WHEN old.pdf IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a paper never changes'); END
    """,
    """
    CREATE TRIGGER papers_keep_their_number BEFORE UPDATE OF number, series, serial, facts ON papers
    BEGIN SELECT RAISE(ABORT, 'a number is final'); END
    """,
    """
    CREATE TRIGGER papers_never_vanish BEFORE DELETE ON papers
    BEGIN SELECT RAISE(ABORT, 'a number stays used'); END
    """,
    """
    CREATE TRIGGER seal_uses_never_change BEFORE UPDATE ON seal_uses
    BEGIN SELECT RAISE(ABORT, 'the seal register is append-only'); END
    """,
    """
    CREATE TRIGGER seal_uses_never_vanish BEFORE DELETE ON seal_uses
    BEGIN SELECT RAISE(ABORT, 'the seal register is append-only'); END
    """,
    "CREATE INDEX ix_operations_pending ON operations (epoch, seq) WHERE receipt IS NULL",
    "CREATE VIRTUAL TABLE case_names USING fts5(name, tokenize = 'unicode61')",
    """
    CREATE TRIGGER case_names_begin AFTER INSERT ON cases
    BEGIN INSERT INTO case_names (rowid, name) VALUES (new.row, new.spaced_name); END
    """,
    """
    CREATE TRIGGER case_names_follow AFTER UPDATE OF spaced_name ON cases
    WHEN old.spaced_name IS NOT new.spaced_name
    BEGIN UPDATE case_names SET name = new.spaced_name WHERE rowid = new.row; END
    """,
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
