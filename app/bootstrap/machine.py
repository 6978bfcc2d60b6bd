"""Tells this computer from another, so that a copied folder is noticed."""

import os
import sys
from pathlib import Path

_IDENTITIES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def machine_identity() -> str:
    """Return an opaque text that names this computer, empty where it has none.

    systemd's machine-id(5) stands for the installation; an image of the whole disk carries it along, which
    only the authority can notice (DESIGN §2.2).
    """
    found = next((file for file in _IDENTITIES if file.is_file()), None)
    return "" if found is None else found.read_text("ascii").strip()


def folder_identity(folder: Path) -> str:
    """Return an opaque text that names `folder` as the file system does: a copy of it has another.

    It stays the same when the folder is renamed or the computer restarts: Linux may number disks anew at each
    start, so the file system's own id stands for the disk where it has one (statvfs(3)).
    """
    found = folder.stat()
    volume = 0 if sys.platform == "win32" else os.statvfs(folder).f_fsid
    return f"{volume or found.st_dev}:{found.st_ino}"
