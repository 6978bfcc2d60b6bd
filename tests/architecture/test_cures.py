"""Every refusal the counter can meet has been considered: the keys go where it is mended, or it has none."""

import ast
from collections.abc import Iterator

import source_tree
import word_files

from ui.counter.cures import NO_PLACE, PLACES

TEMPLATES = word_files.templates()
MODULES = {module.path: module for module in source_tree.modules("app", "ui")}
AT_THE_COUNTER = ("ui/panels/cases/", "ui/panels/intake/", "ui/counter/", "ui/capture/")
WHERE_REFUSED = ("app/services/", *AT_THE_COUNTER)
TABLE = "ui/counter/cures.py"


def imported(module: source_tree.Module) -> Iterator[str]:
    """Yield the files of ours that a module imports."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in (node.module, *(f"{node.module}.{one.name}" for one in node.names)):
                path = name.replace(".", "/")
                yield from (file for file in (f"{path}.py", f"{path}/__init__.py") if file in MODULES)


def reached() -> set[str]:
    """The services that the counter's panels reach, and these panels."""
    found: set[str] = set()
    ahead = [path for path in MODULES if path.startswith(AT_THE_COUNTER)]
    while ahead:
        path = ahead.pop()
        if path not in found and path.startswith(WHERE_REFUSED):
            found.add(path)
            ahead += imported(MODULES[path])
    return found


def codes_reached() -> set[str]:
    """Every code that stands in a module the counter reaches, raised there or handed on."""
    trees = (MODULES[path].tree for path in reached() - {TABLE})
    constants = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {text for text in constants if isinstance(text, str) and text in TEMPLATES}


def test_the_keys_are_led_somewhere_or_it_is_said_that_nothing_here_mends_it():
    forgotten = codes_reached() - PLACES.keys() - NO_PLACE

    assert sorted(forgotten) == [], "say in ui/counter/cures.py where the keys go"


def test_no_code_is_in_both_tables_and_each_has_its_words():
    assert PLACES.keys() & NO_PLACE == set()
    assert sorted((PLACES.keys() | NO_PLACE) - TEMPLATES.keys()) == []
