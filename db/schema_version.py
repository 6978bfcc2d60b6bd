"""Which schema a database has and which this program knows; light, because every start asks."""

from pathlib import Path

from sqlalchemy import Engine

from app.domain.storage import StorageError
from db.engine import outside_transactions

MIGRATIONS = Path(__file__).parent / "migrations"


def newest_version() -> int:
    """Return the number of the newest migration this program knows, from the names of their files."""
    return max(int(file.name[:4]) for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def version_of(engine: Engine) -> int:
    """Return the number of the last migration applied to the database; 0 for an empty one."""
    with outside_transactions(engine) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_not_newer(engine: Engine) -> None:
    """Raise storage.newer_schema if a newer program has already changed this database."""
    found = version_of(engine)
    if found > newest_version():
        raise StorageError("storage.newer_schema", found=found, known=newest_version())


def is_behind(engine: Engine) -> bool:
    """Say whether migrations wait to be applied."""
    return version_of(engine) < newest_version()
