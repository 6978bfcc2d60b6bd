"""ARCHITECTURE.md shows the tree as it is, and every module says in one sentence what it is."""

import ast
import importlib.util

import pytest
import source_tree

MODULES = source_tree.modules(*source_tree.PRODUCT, "packaging", "dev.py")


@pytest.fixture(scope="module")
def architecture_map():
    """The generator, loaded by its file: its folder must never become a package."""
    place = source_tree.ROOT / "packaging" / "architecture_map.py"
    spec = importlib.util.spec_from_file_location("architecture_map", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_map_is_true(architecture_map):
    page = architecture_map.PAGE.read_text("utf-8")
    expected = architecture_map.with_map(page, architecture_map.drawn_map(source_tree.ROOT))
    assert page == expected, "the tree has changed: run `python3 dev.py map`"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.path)
def test_a_module_says_in_one_sentence_what_it_is(module):
    line = (ast.get_docstring(module.tree) or "").partition("\n")[0]
    assert line.endswith((".", "。")), f"{module.path} begins with {line!r}"
    assert len(line) <= 120


def test_the_map_shows_packages_first_and_leaves_out_released_migrations(architecture_map, tmp_path):
    # given a tree with a package, a module and a released migration
    for path, docstring in {
        "app/b.py": "What b is.",
        "app/__init__.py": "What the package is.",
        "db/migrations/versions/0001_first.py": "History.",
    }.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'"""{docstring}\n\nMore.\n"""\n', "utf-8")
    # when it is drawn, then
    assert architecture_map.drawn_map(tmp_path) == (
        "### `app/`\n\nWhat the package is.\n\n- [`b.py`](app/b.py): What b is.\n"
    )


def test_what_is_written_by_hand_stays(architecture_map):
    page = f"By hand.\n{architecture_map.BEGIN}\nold\n{architecture_map.END}\nAfter.\n"
    drawn = architecture_map.with_map(page, "new\n")
    assert drawn.startswith("By hand.\n")
    assert drawn.endswith("\nAfter.\n")
    assert "new" in drawn
    assert "old" not in drawn
    assert architecture_map.with_map(drawn, "new\n") == drawn
