"""Brings a database to this program's schema: backup first, one transaction a step, never half."""

from datetime import datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from app.domain.storage import StorageError
from db.backup import copy_into
from db.check import APPLICATION_ID
from db.durable import unused
from db.schema_version import MIGRATIONS, check_not_newer, is_behind, version_of


def upgrade(engine: Engine, backups: Path, now: datetime) -> Path | None:
    """Apply the waiting migrations and return the backup made before, or None if nothing waited.

    The caller holds the folder for maintenance. Each step commits with its number, or leaves no
    trace; a stop between two steps goes on at the next start.
    """
    check_not_newer(engine)
    if not is_behind(engine):
        return None
    backup = unused(backups / f"{version_of(engine):04d}-{now:%Y%m%d-%H%M%S}.db")
    copy_into(engine, backup)
    apply_migrations(engine)
    return backup


def apply_migrations(engine: Engine, target: str = "head") -> None:
    """Apply the migrations up to `target` without a backup: for a new database and for tests."""
    with engine.connect() as connection:
        _set_foreign_keys(connection, "OFF")
        try:
            command.upgrade(_config(connection), target)
        finally:
            _set_foreign_keys(connection, "ON")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["on_version_apply"] = _finish_step
    return config


def _set_foreign_keys(connection: Connection, switch: str) -> None:
    # Moving and copying a table with foreign keys on deletes the rows that point to it. The switch
    # does nothing inside a transaction, so it goes around SQLAlchemy, which would begin one.
    connection.connection.cursor().execute(f"PRAGMA foreign_keys = {switch}")


def _finish_step(*, ctx: Any, step: Any, **_: object) -> None:
    """Check and number the schema inside the transaction of the step, just before it commits."""
    connection: Connection = ctx.connection
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise StorageError("storage.migration_breaks_links", table=broken[0][0])
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {int(step.up_revision_id)}")
