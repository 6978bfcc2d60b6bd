"""The rules of the house that an import contract cannot say; the contracts stand in pyproject.toml."""

import ast
import sys
from collections.abc import Iterator

import pytest
import source_tree

INNERMOST = ("app/domain/", "app/ports/")


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def is_standard(name: str) -> bool:
    return name.split(".", maxsplit=1)[0] in sys.stdlib_module_names


@pytest.mark.parametrize("place", INNERMOST)
def test_domain_and_ports_use_the_standard_library_only(place):
    foreign = {
        f"{module.path} imports {name}"
        for module in source_tree.modules("app")
        if module.path.startswith(place)
        for name in imports(module.tree)
        if not is_standard(name) and not name.startswith(("app.domain", "app.ports"))
    }
    assert not foreign


def test_a_released_migration_imports_nothing_of_ours():
    ours = {
        f"{path} imports {name}"
        for path in source_tree.project_files()
        if path.startswith(source_tree.FROZEN_HISTORY) and path.endswith(".py")
        for name in imports(ast.parse((source_tree.ROOT / path).read_text("utf-8")))
        if name.split(".")[0] in source_tree.PRODUCT
    }
    assert not ours


def test_dev_needs_nothing_but_python():
    [dev] = source_tree.modules("dev.py")
    assert [name for name in imports(dev.tree) if not is_standard(name)] == []


def test_packaging_is_no_package():
    """A package of that name would hide the installed `packaging`, which pytest and the build need."""
    assert "packaging/__init__.py" not in source_tree.project_files()


def test_every_product_folder_is_a_package():
    """Without its __init__ a folder is invisible to the import contracts."""
    files = set(source_tree.project_files())
    folders = {module.path.rpartition("/")[0] for module in source_tree.modules(*source_tree.PRODUCT)}
    assert [folder for folder in sorted(folders) if f"{folder}/__init__.py" not in files] == []
