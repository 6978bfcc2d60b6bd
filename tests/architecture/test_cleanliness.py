"""What must not be in the tree: traces of a machine, unfinished marks, errors caught blindly."""

import ast
import re

import source_tree

# Each pattern is written so that it does not match its own spelling here.
REGISTRY = re.compile(
    r"py[p]i\x2eorg|python[h]osted\x2eorg|files\x2epython|npm[j]s\x2e|deb\x2edebian\x2e|crates\x2eio|tsing[h]ua\x2eedu"
)
MACHINE_PATH = re.compile(r"/home\x2f\w|/root\x2f|/work\x2f|/Users\x2f\w|\bC:\\Users\x5c")
UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E|XX[X]|HA[C]K)\b")
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


def places(pattern: re.Pattern[str]) -> list[str]:
    """Return "path:line: text" wherever a text file matches."""
    return [
        f"{path}:{number}: {line.strip()[:120]}"
        for path, text in source_tree.text_files()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_names_a_package_registry():
    assert places(REGISTRY) == []


def test_no_file_names_a_path_of_one_machine():
    assert places(MACHINE_PATH) == []


def test_nothing_is_marked_unfinished():
    assert places(UNFINISHED) == []


def test_the_patterns_find_what_they_are_for():
    assert REGISTRY.search("https://py" + "pi" + ".org/simple")
    assert MACHINE_PATH.search("see /" + "home/clerk/notes")
    assert UNFINISHED.search("TO" + "DO: later")
    assert not UNFINISHED.search("hacking at a todo list")


def test_no_module_has_a_name_that_says_nothing():
    names = {path: path.rpartition("/")[2].removesuffix(".py") for path in source_tree.project_files()}
    assert [path for path, name in names.items() if path.endswith(".py") and name in VAGUE_NAMES] == []


def test_no_error_is_caught_blindly():
    """Catching everything hides bugs; only a handler that raises it on, or hands it on whole, may do it."""
    blind = [
        f"{module.path}:{handler.lineno}"
        for module in source_tree.modules(*source_tree.PRODUCT, "dev.py", "packaging")
        for handler in ast.walk(module.tree)
        if isinstance(handler, ast.ExceptHandler) and catches_everything(handler) and not hands_on(handler)
    ]
    assert blind == []


def catches_everything(handler: ast.ExceptHandler) -> bool:
    named = (
        {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)} if handler.type else set()
    )
    return handler.type is None or bool(named & {"Exception", "BaseException"})


def hands_on(handler: ast.ExceptHandler) -> bool:
    """It ends by raising, or by giving the error to a waiting caller, as in `future.set_exception(error)`."""
    last = handler.body[-1]
    given = last.value.args if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call) else []
    return isinstance(last, ast.Raise) or handler.name in {
        one.id for one in given if isinstance(one, ast.Name)
    }
