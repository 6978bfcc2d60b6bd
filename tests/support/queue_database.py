"""A founded hall database for tests of the queue over real files."""

from pathlib import Path
from typing import Any

from fakes import FakeClock
from queue_fakes import QueueWorld
from sqlalchemy import Connection, Engine, select

from app.adapters.random_ids import RandomIds
from db.engine import connect_new, open_engine
from db.migrate import apply_migrations
from db.tables import meta, tickets
from db.ticket_rows import project
from db.unit_of_work import SqlStorage

KEY = bytes(range(32))
PROJECTIONS = {"visit": project}


def found_hall(path: Path) -> None:
    """Make the database of a new hall at `path`, with no more than the ledger needs to know of it."""
    connect_new(path, KEY).close()
    engine = open_engine(path, KEY)
    apply_migrations(engine)
    facts = {"device": "device-1", "device_number": "1", "install_epoch": "1"}
    with engine.begin() as connection:
        connection.execute(meta.insert(), [{"key": key, "value": value} for key, value in facts.items()])
    engine.dispose()


def stored_rows(connection: Connection) -> dict[str, dict[str, Any]]:
    """Return every ticket row by visit id, as values."""
    return {row["id"]: dict(row) for row in connection.execute(select(tickets)).mappings()}


def world_on(engine: Engine, **parts: Any) -> QueueWorld:
    """Return a hall whose storage is the database behind `engine`."""
    usual = {"clock": FakeClock(), "ids": RandomIds()}
    return QueueWorld(storage=SqlStorage(engine, PROJECTIONS), **{**usual, **parts})
