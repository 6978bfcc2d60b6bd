"""A small JSON file that is replaced as a whole: after a power cut it is the old one or the new one."""

import json
import os
from pathlib import Path
from typing import Any

from app.domain.storage import StorageError


def read_json(path: Path) -> Any:
    """Return the content; storage.keys_missing if there is none, storage.keys_damaged if it is not JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise StorageError("storage.keys_missing", path=str(path)) from error
    except ValueError as error:
        raise StorageError("storage.keys_damaged", path=str(path)) from error


def write_json(path: Path, content: Any) -> None:
    """Replace the content; storage.read_only_folder if the folder cannot be written."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        _write_durably(unfinished, json.dumps(content, ensure_ascii=False, indent=1).encode())
        unfinished.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise StorageError("storage.read_only_folder", path=str(path.parent)) from error


def _write_durably(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "wb") as file:  # noqa: PTH123 - only the built-in takes a handle
        file.write(data)
        file.flush()
        os.fsync(handle)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there; NTFS journals names itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
