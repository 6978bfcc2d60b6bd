"""`item check FILE…`: reports every author mistake in a county's files, with its place and its cure."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.bootstrap.commands.county_files import Surrounding, check_file
from app.bootstrap.hall_data import load_hall_data
from app.bootstrap.terminal import Exit, Terminal
from app.domain.errors import PersonFacing
from app.domain.form.author import AuthorMistake
from app.domain.item import CatalogError
from app.domain.storage import StorageError


def item_check(terminal: Terminal, files: Sequence[Path], around: Surrounding) -> Exit:
    """Check files by what each is, with the data of the hall around them.

    What lies in the hall's own data is also checked together: two files may contradict each other.
    """
    for file in files:
        if not file.is_file():
            raise StorageError("command.file_unreadable", file=str(file))
    told = [words for file in files for words in _mistakes(terminal, file, around)]
    if not told and any(file.resolve().is_relative_to(around.own.resolve()) for file in files):
        told = _mistakes_of_the_whole(terminal, around)
    if told:
        return _say(terminal, told)
    terminal.say(f"检查了 {len(files)} 个文件，没有发现错误。")
    return Exit.IN_ORDER


def say_mistakes(terminal: Terminal, mistakes: Sequence[AuthorMistake]) -> Exit:
    """Say each mistake with its place and its cure."""
    return _say(terminal, list(_told(terminal, mistakes)))


def _mistakes(terminal: Terminal, file: Path, around: Surrounding) -> list[str]:
    try:
        check_file(file, around)
    except CatalogError as error:
        return list(_told(terminal, error.mistakes))
    except PersonFacing as error:
        return [terminal.message(error.code, error.facts).sentence()]
    return []


def _mistakes_of_the_whole(terminal: Terminal, around: Surrounding) -> list[str]:
    try:
        load_hall_data(around.resources, around.own)
    except PersonFacing as error:
        return [terminal.message(error.code, error.facts).sentence()]
    return []


def _told(terminal: Terminal, mistakes: Sequence[AuthorMistake]) -> Iterator[str]:
    for mistake in mistakes:
        message = terminal.message(mistake.code, mistake.facts)
        line = "" if mistake.line is None else f"第 {mistake.line} 行 "
        yield f"{mistake.file} {line}{mistake.place}：{message.say}{message.do}"


def _say(terminal: Terminal, told: Sequence[str]) -> Exit:
    for words in told:
        terminal.say(words)
    terminal.say(f"共 {len(told)} 处需要改正；改正之前事项目录不会变化。")
    return Exit.NOT_IN_ORDER
