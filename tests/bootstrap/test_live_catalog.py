"""The catalogue is live: an edited file holds without a restart, a broken one is told by file and line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import word_files
from catalog_shelves import own_catalog, save
from hall import hall_data
from hypothesis import given, settings
from hypothesis import strategies as st

from app.bootstrap.catalog_files import CatalogUnusable, HallCatalogFiles
from app.bootstrap.hall_data import load_hall_data
from app.bootstrap.places import resources
from app.domain.words import Words
from app.services.catalog_shelf import CatalogShelf

WINDOWS = tuple(window.number for window in hall_data().hall.windows)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    own_catalog(tmp_path / "data", "A01", "F01")
    return tmp_path / "data"


def files_of(data: Path) -> HallCatalogFiles:
    return HallCatalogFiles(
        own=data, resources=resources(), windows=lambda: WINDOWS, kept=data.parent / "cache" / "catalog.json"
    )


def shelf_of(data: Path) -> CatalogShelf:
    files = files_of(data)
    stamp = files.stamp()
    return CatalogShelf(files.load(), files, stamp)


def said(shelf: CatalogShelf) -> str:
    assert shelf.fault is not None
    return Words(word_files.templates()).of(shelf.fault).sentence()


def test_a_changed_word_is_there_at_the_next_look(data: Path) -> None:
    shelf, file = shelf_of(data), data / "catalog/items/A01.toml"
    before = shelf.current.version("A01", 1)
    text = file.read_text("utf-8")

    save(file, text.replace(before.name, f"{before.name}（新）", 1))

    assert shelf.look()
    assert shelf.current.version("A01", 1).name == f"{before.name}（新）"


def test_what_was_taken_up_live_is_what_the_next_start_finds_kept(data: Path) -> None:
    shelf, file = shelf_of(data), data / "catalog/items/A01.toml"
    save(file, file.read_text("utf-8").replace(shelf.current.version("A01", 1).name, "新名称", 1))
    shelf.look()

    assert files_of(data).load().items == shelf.current.items
    assert "新名称" in (data.parent / "cache" / "catalog.json").read_text("utf-8")


def test_a_broken_line_is_told_by_file_and_line_and_nothing_changes(data: Path) -> None:
    shelf, file = shelf_of(data), data / "catalog/items/A01.toml"
    lines = file.read_text("utf-8").splitlines()
    before = shelf.current

    save(file, "\n".join([*lines[:4], "name = 居民养老", *lines[4:]]))

    assert not shelf.look()
    assert shelf.current is before
    assert "A01.toml" in said(shelf)
    assert "第 5 行" in said(shelf)


def test_the_mended_file_is_taken_up(data: Path) -> None:
    shelf, file = shelf_of(data), data / "catalog/items/A01.toml"
    good = file.read_text("utf-8")
    save(file, "[")
    shelf.look()

    save(file, good)

    assert shelf.look()
    assert shelf.fault is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("codes/nations.toml", "["),
        ("claims.toml", '[[claim]]\nitem = "Z99"\n'),
        ("catalog/people_words.toml", "[words]\n社保 = \n"),
        ("catalog/people_words.toml", '[words]\n"社保" = "A01"\n'),
        ("catalog/tables/pension_tiers.toml", "["),
        ("catalog/blocks/person.toml", "["),
    ],
)
def test_every_file_of_the_catalogue_is_looked_at(data: Path, name: str, text: str) -> None:
    shutil.copytree(resources() / "codes", data / "codes")
    shelf = shelf_of(data)
    before = shelf.current

    save(data / name, text)

    assert not shelf.look()
    assert shelf.current is before
    assert (data / name).name in said(shelf)
    assert "第 " in said(shelf)


def test_claims_written_while_the_window_is_open_hold(data: Path) -> None:
    shelf = shelf_of(data)

    save(data / "claims.toml", '[[claim]]\nitem = "F01"\nnotes = ["先看现场。"]\n')

    assert shelf.look()
    assert [item.is_claimed for item in shelf.current.items.values()] == [False, True]


def test_a_catalogue_of_its_own_is_found_when_it_comes(tmp_path: Path) -> None:
    """Copied while the window is open: what is not whole yet is refused, what is whole holds."""
    shelf = shelf_of(tmp_path / "data")
    shipped = len(shelf.current.items)
    own_catalog(tmp_path / "data", "A01")

    assert not shelf.look()
    assert len(shelf.current.items) == shipped

    shutil.copytree(resources() / "catalog", tmp_path / "data/catalog", dirs_exist_ok=True)
    assert shelf.look()


def test_a_mistake_made_in_the_evening_does_not_close_the_hall_in_the_morning(data: Path) -> None:
    kept, file = data.parent / "cache", data / "catalog/items/A01.toml"
    right = load_hall_data(resources(), data, kept).catalog
    good = file.read_text("utf-8")
    save(file, "[")

    started = load_hall_data(resources(), data, kept).shelf

    assert started.current.items == right.items
    assert started.current.people_words == right.people_words
    assert "A01.toml" in said(started)
    save(file, good)
    assert started.look()
    assert started.fault is None


def test_the_last_right_catalogue_comes_with_the_code_lists_it_was_right_with(data: Path) -> None:
    kept = data.parent / "cache"
    right = load_hall_data(resources(), data, kept).catalog
    save(data / "catalog/items/A01.toml", "[")
    shutil.copytree(resources() / "codes", data / "codes")
    (data / "codes/occupations.toml").unlink()

    assert load_hall_data(resources(), data, kept).catalog.items == right.items


def test_without_a_right_one_kept_a_broken_catalogue_opens_no_hall(data: Path) -> None:
    save(data / "catalog/items/A01.toml", "[")

    with pytest.raises(CatalogUnusable):
        load_hall_data(resources(), data, data.parent / "cache")


class Author:
    """Somebody who spoils one line of one file at a time, and mends it again."""

    def __init__(self, data: Path) -> None:
        self._files = files_of(data)
        self.catalog = self._files.load()
        folder = data / "catalog"
        self.files = [
            folder / "items/F01.toml",
            folder / "blocks/person.toml",
            folder / "tables/pension_tiers.toml",
            folder / "people_words.toml",
            data / "claims.toml",
        ]
        self.texts = {file: file.read_text("utf-8") for file in self.files}

    def spoil(self, file: Path, line: int, spoilt: Callable[[str], str]) -> CatalogShelf:
        shelf = CatalogShelf(self.catalog, self._files, self._files.stamp())
        lines = self.texts[file].splitlines()
        lines[line] = spoilt(lines[line])
        save(file, "\n".join(lines) + "\n")
        shelf.look()
        save(file, self.texts[file])
        return shelf


@pytest.fixture(scope="module")
def author(tmp_path_factory: pytest.TempPathFactory) -> Author:
    data = tmp_path_factory.mktemp("author") / "data"
    own_catalog(data, "A01", "F01")
    (data / "claims.toml").write_text(
        '[[claim]]\nitem = "A01"\n\n[[claim]]\nitem = "F01"\nfrom = 2026-01-01\nwindows = ["03"]\n', "utf-8"
    )
    return Author(data)


SPOILS = st.sampled_from(
    [
        lambda line: "",
        lambda line: line[: len(line) // 2],
        lambda line: line.replace('"', "", 1),
        lambda line: line.replace("=", "", 1),
        lambda line: line.partition("=")[0] + "= 7",
        lambda line: line.partition("=")[0] + '= ["x", 3]',
        lambda line: line.partition("=")[0] + '= "没有"',
        lambda line: line.partition("=")[0] + "= { a = 1 }",
        lambda line: line.partition("=")[0] + "= 2026-02-30",
        lambda line: f"{line}\n{line}",
        lambda line: f"x{line}",
        lambda line: "[[nothing]]",
    ]
)


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_any_spoilt_line_loads_or_is_refused_by_file_and_line_and_the_old_catalogue_is_served(
    author: Author, data: st.DataObject
) -> None:
    file = data.draw(st.sampled_from(author.files))
    line = data.draw(st.integers(0, len(author.texts[file].splitlines()) - 1))

    shelf = author.spoil(file, line, data.draw(SPOILS))

    if shelf.fault is None:
        return
    assert shelf.current is author.catalog
    assert said(shelf)
    assert {"file", "line"} <= shelf.fault.facts.keys() or shelf.fault.code.endswith("_gone")


def test_a_block_whose_key_is_no_name_is_refused(author: Author) -> None:
    file = author.files[1]
    line = next(at for at, text in enumerate(author.texts[file].splitlines()) if text.startswith("key ="))

    shelf = author.spoil(file, line, lambda _line: "key = { a = 1 }")

    assert "person.toml" in said(shelf)
