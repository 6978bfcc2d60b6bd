"""`item own`: copies the shipped catalogue into a hall's own data, so that a county can change it."""

import shutil
from pathlib import Path

from app.bootstrap.terminal import Exit, Terminal
from app.domain.storage import StorageError


def item_own(terminal: Terminal, own: Path, resources: Path) -> Exit:
    """Copy the catalogue whole or not at all; StorageError where the hall has one already."""
    folder = own / "catalog"
    if folder.exists():
        raise StorageError("command.catalog_is_own", folder=str(folder))
    # An open window must never see half of it: it is copied aside and moved into place.
    aside = own / "catalog.unfinished"
    shutil.rmtree(aside, ignore_errors=True)
    try:
        shutil.copytree(resources / "catalog", aside)
        aside.rename(folder)
    except OSError as failed:
        raise StorageError("command.catalog_not_copied", folder=str(folder)) from failed
    terminal.say(f"事项目录已经复制到 {folder}。改了就用 item check 检查；开着的窗口几秒后就按改好的办。")
    return Exit.IN_ORDER
