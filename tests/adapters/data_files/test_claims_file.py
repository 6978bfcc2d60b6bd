"""A township's claims file: read whole, applied to the catalogue, each mistake by file and line."""

from datetime import date
from pathlib import Path

import pytest
from hall import hall_data
from word_files import templates

from app.adapters.data_files.claims import claimed_catalog, load_claims, load_endings
from app.adapters.data_files.reading import DataFileError
from app.domain.claims import Claim
from app.domain.item import Limit, LimitUnit
from app.domain.item_ending import Ending
from app.domain.item_withdrawal import Reason
from app.domain.words import Words

ABOLISHED = """
[[withdrawal]]
item = "A01"
version = 1
reason = "废止"
last_day = 2026-11-25
"""
WINDOWS = tuple(window.number for window in hall_data().hall.windows)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "claims.toml"


def refusal(path: Path, text: str) -> DataFileError:
    path.write_text(text, "utf-8")
    with pytest.raises(DataFileError) as refused:
        claimed_catalog(path, hall_data().catalog, WINDOWS)
    return refused.value


def test_a_claim_is_read_whole(path: Path) -> None:
    path.write_text(
        """
[[claim]]
item = "F01"
version = 1
from = 2026-01-01
to = 2027-12-31
windows = ["03"]
promised = { length = 3, unit = "工作日" }
notes = ["先看现场。"]
""",
        "utf-8",
    )

    assert load_claims(path) == (
        Claim(
            item="F01",
            version=1,
            since=date(2026, 1, 1),
            until=date(2027, 12, 31),
            windows=("03",),
            promised=Limit(3, LimitUnit.WORKING_DAYS),
            notes=("先看现场。",),
            line=2,
        ),
    )


def test_a_claim_needs_nothing_but_its_item(path: Path) -> None:
    path.write_text('[[claim]]\nitem = "A01"\n', "utf-8")

    assert load_claims(path) == (Claim(item="A01"),)


def test_without_a_claims_file_the_whole_catalogue_is_offered(path: Path) -> None:
    catalog = hall_data().catalog

    assert claimed_catalog(path, catalog, WINDOWS) is catalog


def test_with_one_only_the_claimed_items_are(path: Path) -> None:
    path.write_text('[[claim]]\nitem = "A01"\n[[claim]]\nitem = "B09"\n', "utf-8")

    mine = claimed_catalog(path, hall_data().catalog, WINDOWS)

    assert [item.id for item in mine.in_force(date(2026, 11, 26))] == ["A01", "B09"]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("[[claim]]\n", "data_files.field_missing", 1),
        ('[[claim]]\nitem = "A01"\n\n[[claim]]\nitem = 7\n', "data_files.field_kind", 4),
        ('[[claim]]\nitem = "A01"\nversion = "1"\n', "data_files.field_kind", 1),
        ('[[claim]]\nitem = "A01"\nto = "2026"\n', "data_files.field_kind", 1),
        ('[[claim]]\nitem = "A01"\nwindows = [3]\n', "data_files.field_kind", 1),
        ('[[claim]]\nitem = "F01"\npromised = { length = 3 }\n', "data_files.field_missing", 1),
        ('[[claim]]\nitem = "F01"\npromised = { length = 3, unit = "天" }\n', "data_files.not_offered", 1),
        (
            '[[claim]]\nitem = "F01"\npromised = { length = -3, unit = "工作日" }\n',
            "data_files.field_kind",
            1,
        ),
        ('[[claim]]\nitem = "Z99"\n', "claims.unknown_item", 1),
        ('[[claim]]\nitem = "A01"\n\n[[claim]]\nitem = "A01"\n', "claims.twice", 4),
        ('[[claim]]\nitem = "A01"\nwindows = ["99"]\n', "claims.unknown_window", 1),
        (
            '[[claim]]\nitem = "F01"\npromised = { length = 900, unit = "工作日" }\n',
            "claims.longer_than_law",
            1,
        ),
        ("[[claim]\n", "data_files.syntax", 1),
        ('[[claims]]\nitem = "A01"\n', "data_files.field_unknown", 1),
        ('[[claim]]\nitem = "A01"\nwindow = ["03"]\n', "data_files.field_unknown", 1),
        ('[[withdrawal]]\nitem = "A01"\nversion = 1\n', "data_files.field_missing", 1),
        (ABOLISHED.replace("废止", "停办"), "data_files.not_offered", 2),
        (ABOLISHED.replace("2026-11-25", '"明天"'), "data_files.field_kind", 2),
        (ABOLISHED.replace("A01", "Z99"), "claims.unknown_item", 2),
        (ABOLISHED.replace("version = 1", "version = 7"), "claims.unknown_version", 2),
        (ABOLISHED.replace("2026", "1990"), "claims.ended_before_it_began", 2),
        (ABOLISHED.replace("废止", "改版"), "claims.no_successor", 2),
        (ABOLISHED.replace("废止", "改版") + "successor = 9\n", "claims.unknown_successor", 2),
        (ABOLISHED + "successor = 2\n", "claims.not_revised", 2),
        (ABOLISHED.replace("废止", "收回"), "claims.no_authority", 2),
        (ABOLISHED + ABOLISHED, "claims.ended_twice", 8),
    ],
)
def test_a_mistake_is_told_in_words_by_file_and_line(path: Path, text: str, code: str, line: int) -> None:
    error = refusal(path, text)

    assert error.code == code
    said = Words(templates()).of(error)
    assert "claims.toml" in said.say
    assert f"第 {line} 行" in said.say
    assert said.do


def test_a_withdrawal_is_read_whole(path: Path) -> None:
    told = ABOLISHED.replace("废止", "收回") + 'competent_authority = "崇义县人社局"\n'
    path.write_text(told, "utf-8")

    assert load_endings(path) == (
        Ending(
            item="A01",
            version=1,
            reason=Reason.TAKEN_BACK,
            last_day=date(2026, 11, 25),
            competent_authority="崇义县人社局",
            line=2,
        ),
    )


def test_a_file_that_only_withdraws_leaves_everything_else_offered(path: Path) -> None:
    path.write_text(ABOLISHED, "utf-8")

    mine = claimed_catalog(path, hall_data().catalog, WINDOWS)

    gone = {item.id for item in hall_data().catalog.in_force(date(2026, 11, 26))}
    assert gone - {item.id for item in mine.in_force(date(2026, 11, 26))} == {"A01"}
