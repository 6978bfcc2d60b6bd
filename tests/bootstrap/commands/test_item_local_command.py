"""`item local`: every value a county has to confirm, with the file and the line it stands in."""

import json
import re
from pathlib import Path

import pytest

from app.bootstrap.commands.item_local import ELEMENTS
from app.bootstrap.places import resources

LAW_SAYS_IT = {"C05"}
"""Items whose legal limit was checked against its text and is the same everywhere."""
UNCERTAIN = {
    "A01": {"tier"},
    "A04": {"insured", "amount"},
    "B03": {"supplement_due", "is_small"},
    "B04": {"basis"},
    "B05": {"amount", "band"},
    "B10": {"standard"},
    "C02": {"basis"},
    "D01": {"posting_until", "cap", "permit_issuer"},
    "D05": {"pledge_volume"},
    "E01": {"category"},
    "F01": {"until"},
    "F02": {"until"},
    "G02": {"group"},
    "G06": {"legal_limit"},
}
"""What the research of the catalogue (5.2 to 5.4) calls uncertain or varying locally."""


@pytest.fixture
def listed(command):
    return json.loads(command("item", "local", "--json").out)


@pytest.fixture
def values(listed):
    return {one["id"]: one["values"] for one in listed["items"]}


def test_every_item_is_listed_with_its_codes_and_limits(values, listed):
    keys = {item: {value["key"] for value in told} for item, told in values.items()}

    assert len(values) == 57
    assert all("codes" in known for known in keys.values())
    assert [table for table in listed["tables"] if not table["source"]] == []


def test_what_varies_from_county_to_county_is_marked(values):
    for item, wanted in UNCERTAIN.items():
        known = {value["key"].rpartition("/")[2] for value in values[item]}
        assert wanted <= known, item


def test_every_limit_is_marked_unless_the_law_gives_it(values, real_items):
    for item in real_items:
        known = {value["key"] for value in values[item.id]}
        if item.legal_limit is not None and item.id not in LAW_SAYS_IT:
            assert {"legal_limit", "promised_limit"} <= known, item.id


def test_each_place_is_right(values, listed):
    """The file is there, and on the line told stands the key told, its record, or a name of the list."""
    folder = Path(listed["folder"])
    for item, told in values.items():
        for value in told:
            (file,) = [path for path in folder.glob("*/*.toml") if path.name == value["file"]]
            lines = file.read_text("utf-8").splitlines()
            assert value["line"], (item, value)
            around = "\n".join(lines[max(0, value["line"] - 4) : value["line"] + 3])
            last = re.split(r"[/.]", value["key"])[-1]
            wanted = {last, "name" if last in ELEMENTS else last, "local" if value["name"] == last else last}
            assert any(re.search(rf"\b{re.escape(one)}\b", around) for one in wanted), (item, value, around)
            assert all((folder / "tables" / f"{table}.toml").is_file() for table in value["tables"])


def test_no_element_is_listed_under_its_english_name(values):
    english = {value["key"] for told in values.values() for value in told if value["name"] == value["key"]}

    assert english & set(ELEMENTS) == set()
    assert {one for one in english if "/" in one} == set()


def test_the_list_is_readable_and_says_what_to_do(command):
    ended = command("item", "local")

    assert "A01 城乡居民基本养老保险参保登记（第 1 版，items/A01.toml）" in ended.out
    assert re.search(
        r"缴费档次（tier）：items/A01\.toml 第 \d+ 行；数值在 tables/pension_tiers\.toml", ended.out
    )
    assert "item own" in ended.out
    assert ended.code == 0


@pytest.fixture(scope="module")
def real_items():
    from app.adapters.catalog_toml.loading import load_catalog
    from app.adapters.data_files.codes import load_code_tables

    return load_catalog(resources() / "catalog", load_code_tables(resources() / "codes")).items.values()
