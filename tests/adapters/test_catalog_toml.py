"""A catalogue folder is loaded whole, or every mistake in it is told."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from app.adapters.catalog_toml.loading import CatalogFolder, check_files, load_catalog
from app.adapters.data_files.codes import load_code_tables
from app.domain.item import CatalogError, Handling, ItemType, Level, LimitUnit

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture(scope="module")
def codes():
    return load_code_tables(RESOURCES / "codes")


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped catalogue, in a place with spaces and Chinese, to spoil."""
    copy = tmp_path / "事项 目录"
    shutil.copytree(RESOURCES / "catalog", copy)
    return copy


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_catalogue_is_free_of_mistakes(codes):
    items = sorted((RESOURCES / "catalog" / "items").glob("*.toml"))

    assert check_files(items, CatalogFolder(RESOURCES / "catalog", codes)) == ()


def test_an_item_carries_its_elements(folder, codes):
    item = load_catalog(folder, codes).version("F01", 1)

    assert (item.type, item.handling, item.decides) == (
        ItemType.LICENCE,
        Handling.PROMISED,
        (Level.TOWNSHIP,),
    )
    assert (item.legal_limit.length, item.legal_limit.unit) == (20, LimitUnit.WORKING_DAYS)
    assert item.promised_limit.length == 5
    assert item.basis[0].article == "第三十一条"
    assert item.letters == ("A",)
    assert [material.key for material in item.materials if material.deferrable] == ["structure_design"]


def test_the_newest_version_in_force_is_current(folder, codes):
    newer = folder / "items" / "B09_2.toml"
    shutil.copy(folder / "items" / "B09.toml", newer)
    edit(newer, "version = 1", "version = 2")
    edit(newer, "valid_from = 2026-01-01", "valid_from = 2027-01-01")
    edit(
        folder / "items" / "A01.toml",
        "valid_from = 2026-01-01",
        "valid_from = 2026-01-01\nvalid_until = 2026-06-30",
    )

    catalog = load_catalog(folder, codes)

    assert catalog.current("B09", date(2026, 12, 31)).version == 1
    assert catalog.current("B09", date(2027, 1, 1)).version == 2
    assert catalog.version("B09", 1).version == 1
    assert catalog.current("A01", date(2026, 7, 1)) is None
    in_force = {item.id for item in catalog.in_force(date(2026, 7, 1))}
    assert {item_id for item_id, _ in catalog.items} - in_force == {"A01"}
    assert catalog.current("Z99", date(2026, 7, 1)) is None


def test_a_paused_item_takes_no_applications(folder, codes):
    edit(folder / "items" / "F01.toml", "version = 1", 'version = 1\nstatus = "暂停"')

    assert load_catalog(folder, codes).current("F01", date(2026, 7, 1)) is None


def test_all_mistakes_of_all_files_are_told_at_once(folder, codes):
    edit(folder / "items" / "A01.toml", 'visible = "retro_years > 0"', 'visible = "retro_yeers > 0"')
    edit(folder / "items" / "B09.toml", 'handling = "即办"', 'handling = "快办"')
    edit(folder / "tables" / "street_limits.toml", "since = 2020-01-01", "since = 2020-13-01")

    with pytest.raises(CatalogError) as error:
        load_catalog(folder, codes)

    told = {(mistake.file, mistake.code) for mistake in error.value.mistakes}
    assert told >= {
        ("A01.toml", "form.unknown_name"),
        ("B09.toml", "form.unknown_word"),
        ("street_limits.toml", "form.broken_toml"),
    }


def test_the_same_version_twice_is_a_mistake(folder, codes):
    shutil.copy(folder / "items" / "B09.toml", folder / "items" / "B09_again.toml")

    with pytest.raises(CatalogError) as error:
        load_catalog(folder, codes)

    assert [mistake.code for mistake in error.value.mistakes] == ["form.duplicate_item"]


def test_a_mistake_in_a_common_block_is_told_once_for_a_checked_item(folder, codes):
    edit(folder / "blocks" / "agent.toml", 'visible = "by_agent"', 'visible = "by_agents"')

    mistakes = check_files([folder / "items" / "A01.toml"], CatalogFolder(folder, codes))

    assert [(mistake.file, mistake.code) for mistake in mistakes] == [("agent.toml", "form.unknown_name")]
    assert mistakes[0].facts["near"].startswith("by_agent")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe[item]", "form.not_utf8"),
        (b"[item\n", "form.broken_toml"),
        (b"\xef\xbb\xbf[item]\n", "form.missing_property"),
    ],
)
def test_a_file_that_is_no_item_is_told(folder, codes, content, code):
    path = folder / "新事项.toml"
    path.write_bytes(content)

    mistakes = check_files([path], CatalogFolder(folder, codes))

    assert code in {mistake.code for mistake in mistakes}
    assert {mistake.file for mistake in mistakes} == {"新事项.toml"}


def test_a_mark_that_turns_the_writing_round_is_told_with_its_line(folder, codes):
    path = folder / "items" / "A01.toml"
    text = path.read_text("utf-8")
    path.write_text(text + "\n# 县里\u202e写的\n", "utf-8")

    (mistake,) = check_files([path], CatalogFolder(folder, codes))

    assert (mistake.file, mistake.code) == ("A01.toml", "form.hidden_character")
    assert mistake.line == text.count("\n") + 2
    with pytest.raises(CatalogError):
        load_catalog(folder, codes)


def test_a_missing_file_is_told(folder, codes):
    (mistake,) = check_files([folder / "没有.toml"], CatalogFolder(folder, codes))

    assert mistake.code == "form.unreadable_file"


def test_a_table_file_is_checked_as_a_table(folder, codes):
    path = folder / "tables" / "street_limits.toml"
    edit(path, "value = 15", 'value = "十五"')

    mistakes = check_files([path], CatalogFolder(folder, codes))

    assert [(mistake.file, mistake.code) for mistake in mistakes] == [("street_limits.toml", "form.bad_cell")]
