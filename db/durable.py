"""Puts a finished file in its place so that a power cut leaves the whole file or none."""

import os
import sys
from pathlib import Path


def move_into_place(unfinished: Path, target: Path) -> None:
    """Rename `unfinished` to `target` and return when both content and name are on disk."""
    with unfinished.open("r+b") as file:
        os.fsync(file.fileno())
    unfinished.rename(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make names created or changed in `folder` safe against power loss."""
    if sys.platform == "win32":  # a folder cannot be opened there; NTFS journals names itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
