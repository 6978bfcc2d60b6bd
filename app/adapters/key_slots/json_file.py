"""A small JSON file that is replaced as a whole: after a power cut it is the old one or the new one."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from app.domain.storage import StorageError

_UNFINISHED = ".unfinished"


def read_json(path: Path) -> Any:
    """Return the content; storage.keys_missing if there is none, storage.keys_damaged if it is not JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise StorageError("storage.keys_missing", path=str(path)) from error
    except ValueError as error:
        raise StorageError("storage.keys_damaged", path=str(path)) from error


def write_json(path: Path, content: Any) -> None:
    """Replace the content, for a caller that is `alone_with` the file.

    Raises storage.read_only_folder if the folder cannot be written.
    """
    try:
        _clear_left_over(path)
        _replace_durably(path, json.dumps(content, ensure_ascii=False, indent=1).encode())
    except OSError as error:
        raise StorageError("storage.read_only_folder", path=str(path.parent)) from error


def _clear_left_over(path: Path) -> None:
    """Take away what a stop in the middle left: nobody else is writing now."""
    for left_over in path.parent.glob(f"{path.name}.*{_UNFINISHED}"):
        left_over.unlink(missing_ok=True)


def _replace_durably(path: Path, data: bytes) -> None:
    # The name is one nobody else has, so that not even a lost lock mixes two writers' bytes.
    handle, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=_UNFINISHED, dir=path.parent)
    unfinished = Path(name)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - only the built-in takes a handle
            file.write(data)
            file.flush()
            os.fsync(handle)
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there; NTFS journals names itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
