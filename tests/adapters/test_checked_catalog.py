import shutil
from pathlib import Path

import pytest

from app.adapters.catalog_toml.checked import open_catalog
from app.adapters.catalog_toml.loading import load_catalog
from app.adapters.data_files.codes import load_code_tables
from app.domain.item import CatalogError

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture(scope="module")
def codes():
    return load_code_tables(RESOURCES / "codes")


@pytest.fixture
def folder(tmp_path):
    """A small catalogue of its own: one item with the blocks and tables it needs."""
    copy = tmp_path / "catalog"
    shutil.copytree(RESOURCES / "catalog", copy, ignore=shutil.ignore_patterns("documents"))
    for item in (copy / "items").glob("*.toml"):
        if item.stem != "A01":
            item.unlink()
    return copy


def test_a_kept_catalogue_says_the_same_as_a_checked_one(folder, codes, tmp_path):
    kept = tmp_path / "cache" / "catalog.json"
    checked = open_catalog(folder, codes, kept)

    opened = open_catalog(folder, codes, kept)

    assert opened.items == checked.items == load_catalog(folder, codes).items
    assert opened.tables.keys() == checked.tables.keys()
    assert opened.version("A01", 1).form.fields.keys() == checked.version("A01", 1).form.fields.keys()
    shown, known = (
        [(one.key, one.name, one.forms, one.necessity) for one in catalog.version("A01", 1).materials]
        for catalog in (opened, checked)
    )
    assert shown == known


def test_a_kept_catalogue_is_opened_without_reading_an_item(folder, codes, tmp_path, monkeypatch):
    kept = tmp_path / "catalog.json"
    open_catalog(folder, codes, kept)

    def not_again(*_arguments):
        raise AssertionError("read again")

    monkeypatch.setattr("app.adapters.catalog_toml.checked.load_catalog", not_again)

    assert open_catalog(folder, codes, kept).items


@pytest.mark.parametrize("part", ["items/A01.toml", "blocks/person.toml", "tables/pension_tiers.toml"])
def test_any_changed_file_is_checked_again(folder, codes, tmp_path, part):
    kept = tmp_path / "catalog.json"
    open_catalog(folder, codes, kept)
    file = folder / part

    file.write_text(file.read_text("utf-8") + "\nnonsense = [", "utf-8")

    with pytest.raises(CatalogError):
        open_catalog(folder, codes, kept)


def test_a_bad_catalogue_leaves_the_kept_one_alone(folder, codes, tmp_path):
    kept = tmp_path / "catalog.json"
    open_catalog(folder, codes, kept)
    before = kept.read_bytes()
    (folder / "items/A01.toml").write_text("[item]\nid = 1\n", "utf-8")

    with pytest.raises(CatalogError):
        open_catalog(folder, codes, kept)

    assert kept.read_bytes() == before


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff\xfe", b'{"digest": "other"}'])
def test_a_damaged_kept_file_costs_nothing_but_time(folder, codes, tmp_path, damage):
    kept = tmp_path / "catalog.json"
    kept.write_bytes(damage)

    assert open_catalog(folder, codes, kept).items
    assert open_catalog(folder, codes, kept).items


def test_without_a_place_to_keep_it_nothing_is_written(folder, codes, tmp_path):
    before = {path for path in tmp_path.rglob("*") if path.is_file()}

    assert open_catalog(folder, codes, None).items
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == before
