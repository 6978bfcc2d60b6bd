"""Files that are whole or not there, and names that stay, whatever stops the program."""

import os
import sys
import tempfile
from pathlib import Path

UNFINISHED = ".unfinished"
"""How the name of a file ends until it is whole."""


def replace_durably(path: Path, data: bytes) -> None:
    """Write a file, or put another content in its place, readable by its owner alone.

    After a power cut the file is the old one or the new one. OSError if the disk refuses it; then nothing is
    left behind.
    """
    # The name is one nobody else has, so that two writers never mix their bytes.
    handle, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=UNFINISHED, dir=path.parent)
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
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make names created or changed in `folder` safe against power loss."""
    if sys.platform == "win32":  # a folder cannot be opened there; NTFS journals names itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
