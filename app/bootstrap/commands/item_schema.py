"""`item schema FILE`: writes the JSON Schema of an item's answers."""

from pathlib import Path

from app.adapters.catalog_toml.loading import read_file
from app.adapters.data_files.codes import load_code_tables
from app.bootstrap.commands.county_files import Surrounding
from app.bootstrap.commands.item_check import say_mistakes
from app.bootstrap.terminal import Exit, Terminal
from app.domain.form.json_schema import answers_schema
from app.domain.item import CatalogError
from app.domain.storage import StorageError


def item_schema(terminal: Terminal, file: Path, around: Surrounding) -> Exit:
    """Write the schema of one item, with the catalogue's blocks, tables and code lists around it."""
    if not file.is_file():
        raise StorageError("command.file_unreadable", file=str(file))
    try:
        item, shelf = read_file(file, around.folder("catalog"), load_code_tables(around.folder("codes")))
    except CatalogError as error:
        return say_mistakes(terminal, error.mistakes)
    urn = f"urn:bianmin:item:{item.id}:{item.version}"
    terminal.say_json(answers_schema(item.form.definition, shelf.tables, name=item.name, urn=urn))
    return Exit.IN_ORDER
