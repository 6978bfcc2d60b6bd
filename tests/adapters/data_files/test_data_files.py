"""Data files: the shipped ones are right, and a wrong one is answered with file and line."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from app.adapters.data_files.calendars import load_calendar, load_local_days_off, load_year
from app.adapters.data_files.codes import REGION_HISTORY, load_code_table, load_code_tables
from app.adapters.data_files.reading import DataFileError
from app.adapters.data_files.regions import load_region_history
from app.domain.identity.certificates import CertificateKind
from app.domain.identity.person import Sex
from app.domain.words import Words

RESOURCES = Path(__file__).parents[3] / "resources"
HEAD = 'title = "试"\nsource = "试"\nversion = "1"\n'
YEAR = "year = 2026\n"


@pytest.fixture
def write(tmp_path):
    def write_file(text, name="试用.toml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


@pytest.fixture(scope="module")
def tables():
    return load_code_tables(RESOURCES / "codes")


def refusal(load, path):
    with pytest.raises(DataFileError) as caught:
        load(path)
    return caught.value


def test_the_shipped_tables_are_complete(tables):
    sizes = {name: len(table.entries) for name, table in tables.items()}
    assert sizes["nations"] == 58
    assert sizes["politics"] == 13
    assert sizes["townships_360725"] == 16
    assert sizes["villages_360725105"] == 7
    assert sizes["refusal_reasons"] == 5
    assert (sizes["counties"], sizes["townships"], sizes["villages"]) == (18, 310, 4081)
    assert len(sizes) == 25


def test_nations_run_from_01_to_56_with_their_names(tables):
    nations = tables["nations"]
    assert [entry.code for entry in nations.entries[:56]] == [f"{n:02d}" for n in range(1, 57)]
    assert nations.find("22").name == "畲族"


def test_relations_are_all_read_but_not_all_offered(tables):
    relations = tables["relations"]
    offered = {entry.code for entry in relations.offered()}
    for number in (25, 26, 34, 35, 36, 40, 49, 50, 59, 60, 65, 68, 69, 70, 79, 80, 87, 88, 89, 90, 91, 92):
        read_only = str(number)
        assert relations.find(read_only) is not None
        assert read_only not in offered
    assert relations.find("12").name == "妻"
    assert relations.find("98") is None


def test_refusal_reasons_say_which_need_a_legal_basis(tables):
    needing = [e.code for e in tables["refusal_reasons"].entries if e.facts["needs_basis"]]
    assert needing == ["R3", "R4", "R5"]


def test_village_codes_lie_in_their_township(tables):
    township = next(e for e in tables["townships_360725"].entries if e.name == "关田镇")
    assert township.code == "360725105000"
    assert all(
        len(e.code) == 12 and e.code.startswith("360725105") for e in tables["villages_360725105"].entries
    )


def test_tables_and_enums_know_the_same_codes(tables):
    assert {e.code for e in tables["certificate_kinds"].entries} == {kind.value for kind in CertificateKind}
    assert {e.code for e in tables["sexes"].entries} == {sex.value for sex in Sex}


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("362101", "360702"), ("362121", "360704"), ("360721", "360704"), ("362122", "360703"),
        ("362103", "360703"), ("360782", "360703"), ("362123", "360722"), ("362124", "360723"),
        ("362125", "360724"), ("362126", "360725"), ("362127", "360726"), ("362128", "360783"),
        ("360727", "360783"), ("362129", "360728"), ("362130", "360729"), ("362131", "360730"),
        ("362132", "360731"), ("362133", "360732"), ("362134", "360781"), ("362102", "360781"),
        ("362135", "360733"), ("362136", "360734"), ("362137", "360735"),
    ],
)  # fmt: skip
def test_the_region_history_leads_every_old_code_to_the_present_one(old, now):
    history = load_region_history(RESOURCES / "codes" / REGION_HISTORY)
    assert history.former[old].now == now
    assert history.former[old].now_name == history.present[now]


def test_the_shipped_calendars_cover_2025_to_2027():
    calendar = load_calendar(RESOURCES / "calendar")
    assert [(y, d.provisional) for y, d in calendar.years.items()] == [
        (2025, False),
        (2026, False),
        (2027, True),
    ]
    assert calendar.local_off == frozenset()


def test_a_calendar_folder_without_local_days_is_fine(write):
    path = write(YEAR, name="2026.toml")
    assert load_calendar(path.parent).local_off == frozenset()


def test_local_days_off_are_read(write):
    path = write('[[off]]\nname = "防汛"\nfrom = 2026-06-12\nto = 2026-06-13\n')
    assert load_local_days_off(path) == {date(2026, 6, 12), date(2026, 6, 13)}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (HEAD + '[[entry]]\ncode = "1\n', "syntax", 5),
        (HEAD + '[[entry]]\ncode = "1"\n', "field_missing", 4),
        (HEAD + '[[entry]]\ncode = "1"\nname = ""\n', "field_missing", 4),
        (
            HEAD + '\n[[entry]]\ncode = "1"\nname = "甲"\n\n[[entry]]\ncode = 2\nname = "乙"\n',
            "field_kind",
            9,
        ),
        (HEAD + '[[entry]]\ncode = "1"\nname = "甲"\noffered = "no"\n', "field_kind", 4),
        (
            HEAD + '[[entry]]\ncode = "1"\nname = "甲"\n[[entry]]\ncode = "1"\nname = "乙"\n',
            "duplicate_code",
            7,
        ),
        (HEAD + 'entry = ["甲"]\n', "field_kind", 4),
        (HEAD + 'entry = "甲"\n', "field_kind", 1),
        ('source = "试"\n', "field_missing", 1),
    ],
)
def test_a_wrong_code_table_is_told_with_its_line(write, text, code, line):
    error = refusal(load_code_table, write(text))
    assert (error.code, error.facts["file"], error.facts["line"]) == (f"data_files.{code}", "试用.toml", line)


def spots(*nearness: str) -> str:
    entries = (
        f'[[entry]]\ncode = "{place}"\nname = "去处{place}"\n{at}\n' for place, at in enumerate(nearness, 1)
    )
    return HEAD + "".join(entries)


WINDOW, HALL, AWAY = (f'at = "{one}"' for one in ("window", "hall", "away"))


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (spots(WINDOW, ""), "field_missing", 8),
        (spots(WINDOW, 'at = "县里"'), "spot_at", 8),
        (spots(WINDOW, HALL, WINDOW), "spot_window_twice", 12),
        (spots(HALL, AWAY), "spot_window_missing", 1),
    ],
)
def test_a_wrong_list_of_where_papers_are_is_told_when_it_is_read(tmp_path, text, code, line):
    path = tmp_path / "paper_places.toml"
    path.write_text(text, "utf-8")

    error = refusal(load_code_table, path)

    assert (error.code, error.facts["file"], error.facts["line"]) == (f"data_files.{code}", path.name, line)


def test_a_right_list_of_where_papers_are_is_read(tmp_path):
    path = tmp_path / "paper_places.toml"
    path.write_text(spots(AWAY, WINDOW, HALL), "utf-8")

    assert [entry.facts["at"] for entry in load_code_table(path).entries] == ["away", "window", "hall"]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "field_missing", 1),
        ('year = "2026"\n', "field_kind", 1),
        ("year = true\n", "field_kind", 1),
        (YEAR + '[[off]]\nname = "春节"\nfrom = 2027-02-01\nto = 2027-02-02\n', "day_outside_year", 2),
        (YEAR + '[[off]]\nname = "春节"\nfrom = 2026-02-03\nto = 2026-02-02\n', "days_reversed", 2),
        (YEAR + '[[off]]\nname = "春节"\nfrom = 2026-02-03T08:00:00\nto = 2026-02-02\n', "field_kind", 2),
        (YEAR + "working = [2026-02-14, 2026-07-01]\n", "not_weekend", 2),
        (YEAR + "working = [2025-02-08]\n", "day_outside_year", 2),
        (YEAR + 'working = ["2026-02-14"]\n', "field_kind", 2),
        (
            YEAR + 'working = [2026-02-14]\n[[off]]\nname = "春节"\nfrom = 2026-02-14\nto = 2026-02-14\n',
            "day_both",
            2,
        ),
    ],
)
def test_a_wrong_calendar_is_told_with_its_line(write, text, code, line):
    error = refusal(load_year, write(text))
    assert (error.code, error.facts["line"]) == (f"data_files.{code}", line)


def test_a_region_leading_nowhere_is_refused(write):
    text = 'blocks = ["3607"]\n[[former]]\ncode = "362101"\nname = "甲"\nyears = "1982"\nnow = "360799"\n'
    assert refusal(load_region_history, write(text)).code == "data_files.region_unknown"


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\ufdd0"])
def test_a_mark_that_makes_a_line_read_otherwise_is_told_with_its_line(tmp_path, mark):
    path = tmp_path / "表.toml"
    path.write_text(f'name = "甲"\r\n# 县里{mark}写的\r\n', "utf-8")

    error = refusal(load_code_table, path)

    assert (error.code, error.facts["line"]) == ("data_files.hidden_character", 2)


def test_a_file_that_is_missing_or_no_text_is_told_so(tmp_path):
    assert refusal(load_code_table, tmp_path / "没有.toml").code == "data_files.missing"
    binary = tmp_path / "图.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    assert refusal(load_code_table, binary).code == "data_files.not_text"


def test_every_refusal_has_its_sentence(write):
    sentences = tomllib.loads((RESOURCES / "words" / "data_files.toml").read_text(encoding="utf-8"))
    words = Words({f"data_files.{key}": value for key, value in sentences["data_files"].items()})
    message = words.of(refusal(load_year, write(YEAR + "working = [2026-07-01]\n")))
    assert "第 2 行" in message.say
    assert "2026-07-01" in message.say
