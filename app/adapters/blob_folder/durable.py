"""Files that are whole or not there, whatever stops the program."""

import os
import secrets
from pathlib import Path

UNFINISHED = ".unfinished"


def write_durably(path: Path, data: bytes) -> None:
    """Write a file under a name of its own until it is whole; OSError if the disk refuses it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(8)}{UNFINISHED}")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "wb") as file:  # noqa: PTH123 - only the built-in takes a handle
        file.write(data)
        file.flush()
        os.fsync(handle)
    unfinished.replace(path)
    if os.name != "nt":  # a folder cannot be opened there; NTFS journals names itself
        _sync(path.parent)
        _sync(path.parent.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
