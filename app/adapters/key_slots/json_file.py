"""A small JSON file that is replaced as a whole: after a power cut it is the old one or the new one."""

import json
from pathlib import Path
from typing import Any

from app.disk.durable import UNFINISHED, replace_durably
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
    """Replace the content, for a caller that is `alone_with` the file.

    Raises storage.read_only_folder if the folder cannot be written.
    """
    try:
        _clear_left_over(path)
        replace_durably(path, json.dumps(content, ensure_ascii=False, indent=1).encode())
    except OSError as error:
        raise StorageError("storage.read_only_folder", path=str(path.parent)) from error


def _clear_left_over(path: Path) -> None:
    """Take away what a stop in the middle left: nobody else is writing now."""
    for left_over in path.parent.glob(f"{path.name}.*{UNFINISHED}"):
        left_over.unlink(missing_ok=True)
