"""Looks whether a database file is whole."""

from app.domain.storage import StorageError
from db.engine import DriverConnection

APPLICATION_ID = 0x424D5743
"""Marks the file as ours ("BMWC"), in the header field SQLite keeps for that."""


def check_is_ours(connection: DriverConnection) -> None:
    """Raise storage.damaged unless the file carries our mark; an emptied file does not."""
    if int(connection.execute("PRAGMA application_id").fetchone()[0]) != APPLICATION_ID:
        raise StorageError("storage.damaged")


def check_whole(connection: DriverConnection) -> None:
    """Raise storage.damaged if a page was altered (its HMAC) or the tables do not hang together."""
    altered = connection.execute("PRAGMA cipher_integrity_check").fetchone()
    if altered is not None or connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise StorageError("storage.damaged")
