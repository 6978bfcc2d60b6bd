"""Makes the database file of an old revision, to be kept for ever and upgraded by every later program.

Run it once for each migration, when the release that carries it is made, from the root of the tree
(until then the migration may still be edited; afterwards never):

    .venv/bin/python tests/old_databases/make.py 0002

`NNNN.sql` holds sample rows for the tables that revision NNNN made or changed; the file `NNNN.db`
holds the rows of all revisions up to NNNN, as that program would have stored them, encrypted with
the test key below. An existing file is never made again: it is evidence of what was released.
"""

import sqlite3
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parents[1]))

from db.engine import connect_new, open_engine, outside_transactions  # noqa: E402
from db.migrate import apply_migrations  # noqa: E402

KEY = bytes(range(32))


def build(path: Path, revision: str) -> None:
    """Make a new database at `revision` with its sample rows."""
    connect_new(path, KEY).close()
    engine = open_engine(path, KEY)
    for step in range(1, int(revision) + 1):
        apply_migrations(engine, f"{step:04d}")
        with outside_transactions(engine) as connection:
            for statement in statements(f"{step:04d}"):
                connection.execute(statement)
    engine.dispose()


def statements(revision: str) -> list[str]:
    """Return the sample statements of one revision."""
    found, part = [], ""
    for line in (FOLDER / f"{revision}.sql").read_text(encoding="utf-8").splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            found.append(part)
            part = ""
    return found


if __name__ == "__main__":
    target = FOLDER / f"{sys.argv[1]}.db"
    if target.exists():
        sys.exit(f"{target.name} is kept as it was released")
    build(target, sys.argv[1])
