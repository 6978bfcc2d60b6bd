"""Turns what the storage engine reports about disk and file into errors a clerk can act on."""

import sqlite3

from app.domain.storage import StorageError

# The storage.* sentence of each primary SQLite result code that means trouble with the file itself.
_SENTENCES = {
    sqlite3.SQLITE_FULL: "storage.disk_full",
    sqlite3.SQLITE_READONLY: "storage.read_only_folder",
    sqlite3.SQLITE_CANTOPEN: "storage.cannot_open",
    sqlite3.SQLITE_PERM: "storage.read_only_folder",
    sqlite3.SQLITE_BUSY: "storage.busy",
    sqlite3.SQLITE_LOCKED: "storage.busy",
    sqlite3.SQLITE_NOTADB: "storage.damaged",
    sqlite3.SQLITE_CORRUPT: "storage.damaged",
    sqlite3.SQLITE_IOERR: "storage.disk_fault",
}
_PRIMARY_CODE = 0xFF


def storage_fault(error: BaseException | None) -> StorageError | None:
    """Return what to tell the clerk, or None when the error is a fault of the program.

    Result codes: https://www.sqlite.org/rescode.html; the low byte is the primary code.
    """
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    sentence = _SENTENCES.get(code & _PRIMARY_CODE)
    return StorageError(sentence) if sentence else None
