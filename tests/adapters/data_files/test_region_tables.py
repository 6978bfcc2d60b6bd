"""The regions of Ganzhou: complete, each in its upper region, and narrowed at once."""

from collections import Counter
from datetime import date
from pathlib import Path
from timeit import timeit

import pytest

from app.adapters.data_files.codes import load_code_tables
from app.adapters.data_files.reading import DataFileError
from app.adapters.data_files.region_tables import load_region_tables
from app.domain.form.lookups import from_code_table

CODES = Path(__file__).parents[3] / "resources" / "codes"
TODAY = date(2026, 11, 25)
HEAD = "# 统计用区划代码，2023\ncode,name\n"
COUNTY, TOWNSHIP = "360725000000,崇义县\n", "360725105000,关田镇\n"


@pytest.fixture(scope="module")
def tables():
    return {name: from_code_table(table) for name, table in load_code_tables(CODES).items()}


def test_villages_by_county_are_as_many_as_the_statistics_say(tables):
    of_county = Counter(row["township"][:6] for row in tables["villages"].edition(TODAY).rows.values())

    assert (of_county["360702"], of_county["360725"], of_county["360731"]) == (229, 135, 401)
    assert len(of_county) == 18


def test_a_county_narrows_its_townships_and_a_township_its_villages(tables):
    townships = tables["townships"].choices(TODAY, "county", "360725000000")
    villages = tables["villages"].choices(TODAY, "township", "360725105000")

    assert len(townships) == 16
    assert [village.code for village in villages] == [
        "360725105001",
        *(f"36072510520{number}" for number in range(6)),
    ]
    assert tables["villages"].choices(TODAY, "township", None) == ()


def test_a_cascade_takes_far_less_than_five_milliseconds(tables):
    villages = tables["villages"]
    ((largest, _),) = Counter(row["township"] for row in villages.edition(TODAY).rows.values()).most_common(1)

    seconds = timeit(lambda: villages.choices(TODAY, "township", largest), number=200) / 200

    assert seconds < 0.001


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        (COUNTY + "36072510500,关田镇\n", "data_files.not_a_region_code", 4),
        (COUNTY + TOWNSHIP + TOWNSHIP, "data_files.duplicate_code", 5),
        (COUNTY + "360724105000,某镇\n", "data_files.no_such_parent", 4),
        ("360725105001,某居委会\n", "data_files.no_such_parent", 3),
        (COUNTY + "360725105000,\n", "data_files.field_missing", 4),
    ],
)
def test_a_wrong_line_is_named(tmp_path, lines, code, line):
    path = tmp_path / "regions_3607.csv"
    path.write_text(HEAD + lines, encoding="utf-8")

    with pytest.raises(DataFileError) as caught:
        load_region_tables([path])

    assert (caught.value.code, caught.value.facts["line"]) == (code, line)
