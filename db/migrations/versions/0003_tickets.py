"""Tickets: the rows derived from visits, with the constraints that no two share a number or a window."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE tickets (
        id TEXT NOT NULL,
        version INTEGER NOT NULL,
        hall TEXT NOT NULL,
        business_date TEXT NOT NULL,
        series TEXT NOT NULL,
        number INTEGER NOT NULL,
        serves_on TEXT NOT NULL,
        state TEXT NOT NULL,
        route TEXT NOT NULL,
        target TEXT NOT NULL,
        window TEXT NOT NULL,
        is_priority INTEGER NOT NULL,
        arrival INTEGER NOT NULL,
        position INTEGER NOT NULL,
        call INTEGER NOT NULL,
        document TEXT NOT NULL,
        CONSTRAINT pk_tickets PRIMARY KEY (id),
        CONSTRAINT uq_tickets_hall UNIQUE (hall, business_date, series, number)
    ) STRICT
    """,
    "CREATE UNIQUE INDEX ix_tickets_one_serving ON tickets (hall, window) WHERE state = 'serving'",
    """
    CREATE INDEX ix_tickets_line
        ON tickets (hall, serves_on, target, is_priority, position, arrival, route) WHERE state = 'waiting'
    """,
    "CREATE INDEX ix_tickets_calls ON tickets (hall, serves_on, window, call)",
    """
    CREATE INDEX ix_tickets_open
        ON tickets (hall, serves_on) WHERE state IN ('waiting', 'serving', 'passed')
    """,
    """
    CREATE TRIGGER tickets_keep_their_number BEFORE UPDATE OF hall, business_date, series, number ON tickets
    WHEN (old.hall, old.business_date, old.series, old.number)
        IS NOT (new.hall, new.business_date, new.series, new.number)
    BEGIN SELECT RAISE(ABORT, 'a printed number is final'); END
    """,
    """
    CREATE TRIGGER tickets_never_vanish BEFORE DELETE ON tickets
    BEGIN SELECT RAISE(ABORT, 'a number stays used'); END
    """,
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
