"""`item check`: a mistake is told with its file, its line, its place and its cure."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.bootstrap.places import resources

ITEM = resources() / "catalog/items/A01.toml"


def test_items_that_came_with_the_program_have_no_mistakes(command: Callable) -> None:
    items = sorted((resources() / "catalog/items").glob("*.toml"))

    ended = command("item", "check", *items)

    assert ended.code == 0
    assert ended.out == f"检查了 {len(items)} 个文件，没有发现错误。\n"


def test_a_mistake_is_told_with_file_line_place_and_cure(command: Callable, tmp_path: Path) -> None:
    lines = ITEM.read_text("utf-8").splitlines()
    place = next(number for number, line in enumerate(lines, 1) if line == 'key = "tier"')
    lines[place - 1] = 'key = "Tier"'
    broken = tmp_path / "A01.toml"
    broken.write_text("\n".join(lines), "utf-8")

    ended = command("item", "check", broken)

    assert ended.code == 1
    (told,) = [line for line in ended.out.splitlines() if "“Tier”" in line]
    assert told.startswith(f"A01.toml 第 {place} 行 ")
    assert told.endswith(
        "字段键“Tier”不合规。请只用小写字母、数字和下划线，以字母开头；中文名称写在 label 里。"
    )
    assert ended.out.splitlines()[-1].startswith("共 ")


def test_a_file_that_is_no_toml_is_told_with_its_line(command: Callable, tmp_path: Path) -> None:
    broken = tmp_path / "A01.toml"
    broken.write_text('id = "A01"\nname = "没有收尾\n', "utf-8")

    ended = command("item", "check", broken)

    assert ended.code == 1
    assert "A01.toml 第 2 行" in ended.out
    assert "请对照前后几行改正。" in ended.out


@pytest.mark.parametrize("missing", ["没有.toml", "."])
def test_a_file_that_is_not_there_is_named(command: Callable, tmp_path: Path, missing: str) -> None:
    ended = command("item", "check", ITEM, tmp_path / missing)

    assert ended.code == 3
    assert str(tmp_path / missing) in ended.err
