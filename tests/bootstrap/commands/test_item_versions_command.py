"""`item diff` and `item schema`: two versions compared in words, the answers' schema as JSON."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.bootstrap.places import resources

ITEM = resources() / "catalog/items/A01.toml"


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The item with one field renamed and its version raised."""
    text = ITEM.read_text("utf-8").replace("version = 1", "version = 2", 1)
    changed = tmp_path / "A01.toml"
    changed.write_text(text.replace('label = "缴费档次"', 'label = "所选档次"', 1), "utf-8")
    return changed


def test_two_versions_are_compared_in_words(command: Callable, newer: Path) -> None:
    ended = command("item", "diff", ITEM, newer)

    assert ended.code == 0
    first, *told, last = ended.out.splitlines()
    assert first.endswith("第 1 版 → 第 2 版")
    assert told == ["· “缴费档次”改称“所选档次”。"]
    assert last == "共 1 处不同。"


def test_a_version_compared_with_itself_has_no_differences(command: Callable) -> None:
    ended = command("item", "diff", ITEM, ITEM)

    assert ended.code == 0
    assert ended.out.splitlines()[-1] == "没有不同。"


def test_two_items_are_refused_with_what_to_do(command: Callable) -> None:
    ended = command("item", "diff", ITEM, ITEM.with_name("A02.toml"))

    assert ended.code == 3
    assert "A01" in ended.err
    assert "A02" in ended.err


def test_the_schema_of_an_item_is_written_as_json(command: Callable) -> None:
    ended = command("item", "schema", ITEM)

    schema = json.loads(ended.out)
    assert ended.code == 0
    assert schema["$id"] == "urn:bianmin:item:A01:1"
    assert "name" in schema["required"]


@pytest.mark.parametrize("words", [("diff", ITEM), ("schema",)])
def test_mistakes_in_a_file_are_told_instead(command: Callable, tmp_path: Path, words: tuple) -> None:
    broken = tmp_path / "A01.toml"
    broken.write_text('id = "A01"\nname = "没有收尾\n', "utf-8")

    ended = command("item", *words, broken)

    assert ended.code == 1
    assert "A01.toml 第 2 行" in ended.out


@pytest.mark.parametrize("words", [("diff", ITEM), ("schema",)])
def test_a_file_that_is_not_there_is_named(command: Callable, tmp_path: Path, words: tuple) -> None:
    ended = command("item", *words, tmp_path / "没有.toml")

    assert ended.code == 3
    assert "没有.toml" in ended.err
