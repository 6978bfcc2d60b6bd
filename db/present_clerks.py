"""The clerks of the database as it stands, and how they go on in a copy that is put in its place."""

import json
from pathlib import Path

from sqlalchemy import Connection, update

from app.domain.clerk import Clerk
from app.domain.role import Role
from app.domain.storage import StorageError
from db.check import check_is_ours
from db.clerks import ClerkRows
from db.engine import open_engine, outside_transactions, reading
from db.raw_rows import Raw, raw_rows
from db.tables.clerks import clerks

_UNREADABLE = frozenset({"storage.damaged", "storage.cannot_open", "storage.disk_fault"})
"""What says that the database itself is the reason for a restore."""


def readable_clerks(connection: Connection) -> tuple[Clerk | None, ...]:
    """Return every clerk; None in the place of one whose row says nothing that can be believed."""
    return tuple(_clerk(row) for row in raw_rows(connection, clerks))


def present_clerks(path: Path, key: bytes) -> tuple[Clerk, ...] | None:
    """Return the clerks of the database at `path`; None where it is missing, damaged or of another key.

    StorageError for what may pass by itself (busy, disk_full, read_only_folder).
    """
    if not path.is_file() or path.stat().st_size == 0:
        return None
    engine = open_engine(path, key)
    try:
        with outside_transactions(engine) as driver:
            check_is_ours(driver)
        with reading(engine).connect() as connection:
            found = readable_clerks(connection)
    except StorageError as fault:
        if fault.code not in _UNREADABLE:
            raise
        return None
    finally:
        engine.dispose()
    whole = tuple(clerk for clerk in found if clerk is not None)
    return whole if whole and len(whole) == len(found) else None


def carry_over(connection: Connection, present: tuple[Clerk, ...]) -> None:
    """Keep the clerks of a copy as they are now; whoever is known to the copy alone works no more."""
    connection.execute(update(clerks).values(is_active=False))
    rows = ClerkRows(connection)
    for clerk in present:
        rows.save(clerk)


def _clerk(row: Raw) -> Clerk | None:
    try:
        roles = frozenset(Role(value) for value in json.loads(row["roles"]))
    except (ValueError, TypeError, RecursionError):
        return None
    active = row["is_active"] == 1
    return Clerk(
        id=row["id"], name=row["name"], staff_number=row["staff_number"], roles=roles, is_active=active
    )
