"""`item check FILE…`: reports every author mistake in items, with its place and its cure."""

from collections.abc import Sequence
from pathlib import Path

from app.adapters.catalog_toml.loading import check_files
from app.adapters.data_files.codes import load_code_tables
from app.bootstrap.terminal import Exit, Terminal
from app.domain.form.author import AuthorMistake
from app.domain.storage import StorageError


def item_check(terminal: Terminal, files: Sequence[Path], resources: Path) -> Exit:
    """Check item and table files against the catalogue's blocks, tables and code lists."""
    for file in files:
        if not file.is_file():
            raise StorageError("command.file_unreadable", file=str(file))
    codes = load_code_tables(resources / "codes")
    mistakes = check_files(files, resources / "catalog", codes)
    if mistakes:
        return say_mistakes(terminal, mistakes)
    terminal.say(f"检查了 {len(files)} 个文件，没有发现错误。")
    return Exit.IN_ORDER


def say_mistakes(terminal: Terminal, mistakes: Sequence[AuthorMistake]) -> Exit:
    """Say each mistake with its place and its cure."""
    for mistake in mistakes:
        message = terminal.message(mistake.code, mistake.facts)
        line = "" if mistake.line is None else f"第 {mistake.line} 行 "
        terminal.say(f"{mistake.file} {line}{mistake.place}：{message.say}{message.do}")
    terminal.say(f"共 {len(mistakes)} 处需要改正；改正之前事项目录不会变化。")
    return Exit.NOT_IN_ORDER
