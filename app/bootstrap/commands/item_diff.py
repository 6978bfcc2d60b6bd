"""`item diff OLD NEW`: says what a clerk will notice between two versions of an item."""

from pathlib import Path

from app.adapters.catalog_toml.loading import read_file
from app.adapters.data_files.codes import load_code_tables
from app.bootstrap.commands.county_files import Surrounding
from app.bootstrap.commands.item_check import say_mistakes
from app.bootstrap.terminal import Exit, Terminal
from app.domain.item import CatalogError
from app.domain.item_diff.items import item_differences
from app.domain.storage import StorageError


def item_diff(terminal: Terminal, old: Path, new: Path, around: Surrounding) -> Exit:
    """Compare two item files with the catalogue's blocks, tables and code lists around both."""
    codes = load_code_tables(around.folder("codes"))
    for file in (old, new):
        if not file.is_file():
            raise StorageError("command.file_unreadable", file=str(file))
    try:
        before, after = (read_file(file, around.folder("catalog"), codes)[0] for file in (old, new))
    except CatalogError as error:
        return say_mistakes(terminal, error.mistakes)
    found = item_differences(before, after)
    terminal.say(f"{after.id} {after.name}：第 {before.version} 版 → 第 {after.version} 版")
    for one in found:
        terminal.say(f"· {terminal.message(one.code, one.facts).sentence()}")
    terminal.say(f"共 {len(found)} 处不同。" if found else "没有不同。")
    return Exit.IN_ORDER
