"""Mistakes in papers.toml and in the kinds of paper: each is told by file, line and name, none kills."""

import copy
import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.adapters.data_files.paper_types import load_paper_types, refuse_missing
from app.adapters.data_files.reading import DataFileError
from app.adapters.data_files.unit_papers import load_unit_papers
from app.bootstrap.places import resources
from app.domain.paper import ISSUED
from app.domain.seal import SealMode

UNIT = (resources() / "demo/papers.toml").read_text("utf-8")
NOTICE = (resources() / "catalog/documents/SL.toml").read_text("utf-8")
TYPES = load_paper_types(resources() / "catalog/documents")
SEALED = [code for code, kind in TYPES.items() if kind.needs_seal]
LICENCE_OPENING = 'scope = "licence", unless = "case.special_ground"'
UNKNOWN_IN_OPENING = ("fact_unknown", "opening", "opening.1.unless")
SEAL_LINE = UNIT.splitlines().index("[seals.approval]") + 1
USES_LINE = UNIT.splitlines().index("[paper_seals]") + 1


def line_of(text: str, beginning: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if line.startswith(beginning))


def unit_error(folder: Path, text: str) -> DataFileError:
    (folder / "papers.toml").write_text(text, "utf-8")
    with pytest.raises(DataFileError) as told:
        load_unit_papers(folder / "papers.toml", TYPES)
    return told.value


def type_error(folder: Path, text: str) -> DataFileError:
    (folder / "SL.toml").write_text(text, "utf-8")
    with pytest.raises(DataFileError) as told:
        load_paper_types(folder)
    return told.value


@pytest.mark.parametrize(
    ("right", "wrong", "code", "line", "field"),
    [
        ('mode = "overprint"', 'mode = "ink"', "not_offered", SEAL_LINE, "seals.approval.mode"),
        ('mode = "overprint"', "mode = 3", "field_kind", SEAL_LINE, "seals.approval.mode"),
        ("has_star = true", 'has_star = "yes"', "field_kind", SEAL_LINE, "seals.approval.has_star"),
        ("has_star = true", "has_stars = true", "field_unknown", SEAL_LINE, "seals.approval.has_stars"),
        ("diameter_mm = 42", 'diameter_mm = "大"', "field_kind", SEAL_LINE, "seals.approval.diameter_mm"),
        ('keeper = "刘主任"', 'keeper = ""', "field_missing", SEAL_LINE, "seals.approval.keeper"),
        ("diameter_mm = 42", "diameter_mm = 50", "seal_size", SEAL_LINE, None),
        ('code_digits = "3607250000002"', 'code_digits = "36"', "seal_code", SEAL_LINE, None),
        ('ring_text = "崇义县关田镇人民政府"', f'ring_text = "{"崇" * 25}"', "seal_text", SEAL_LINE, None),
        (
            'sample = true\nmode = "overprint"',
            'mode = "overprint"',
            "overprint_not_permitted",
            SEAL_LINE,
            None,
        ),
        ("[seals.approval]", "[[seals]]", "field_kind", 1, "seals"),
        ('SL = "approval"', 'SL = "aproval"', "not_offered", USES_LINE, "paper_seals.SL"),
        ('SL = "approval"', 'SX = "approval"', "not_offered", USES_LINE, "paper_seals.SX"),
        ('court = "崇义县人民法院"', 'curt = "x"', "field_unknown", line_of(UNIT, "[unit]"), "unit.curt"),
        ('phone = "0797-0000000"', "phone = 797", "field_kind", line_of(UNIT, "[unit]"), "unit.phone"),
        ("[unit]", "[units]", "field_unknown", 1, "units"),
        ('address = "', "address = ", "syntax", line_of(UNIT, "address"), None),
    ],
)
def test_a_mistake_in_the_units_papers_is_told_by_line_and_name(
    tmp_path: Path, right: str, wrong: str, code: str, line: int, field: str | None
) -> None:
    assert right in UNIT
    error = unit_error(tmp_path, UNIT.replace(right, wrong, 1))

    assert (error.code, error.facts["file"]) == (f"data_files.{code}", "papers.toml")
    assert (error.facts["line"], error.facts.get("field")) == (line, field)


@pytest.mark.parametrize(
    ("right", "wrong", "code", "line", "field"),
    [
        ('layout = "notice"', 'layout = "poster"', "not_offered", "", "layout"),
        ('title = "受理通知书"\n', "", "field_missing", "", "title"),
        ('number_word = "受"\n', "", "field_missing", "", "number_word"),
        ("needs_seal = true", "needs_seal = 1", "field_kind", "", "needs_seal"),
        ('"第一联 窗口存档"', "1", "field_kind", "parts", "parts"),
        ('scope = "licence"', 'scope = "x"', "not_offered", "opening", "opening.1.scope"),
        ('label = "申请人"', 'lable = "申请人"', "field_unknown", "rows", "rows.1.lable"),
        ('label = "联系电话", ', "", "field_missing", "rows", "rows.2.label"),
        ("optional = true", 'optional = "no"', "field_kind", "rows", "rows.2.optional"),
        ('"{applicant.name}" }', '"{applicant.nmae}" }', "fact_unknown", "rows", "rows.1.value"),
        ('salutation = "{applicant', 'salutation = "{aplicant', "fact_unknown", "", "salutation"),
        (
            'unless = "case.special_ground" }',
            'unless = "case.no" }',
            "fact_unknown",
            "rows",
            "rows.11.unless",
        ),
        (
            'unless = "case.special_ground" },\n  {',
            "unless = 1 },\n  {",
            "field_kind",
            "rows",
            "rows.11.unless",
        ),
        (LICENCE_OPENING, LICENCE_OPENING.replace("special", "speical"), *UNKNOWN_IN_OPENING),
        ('layout = "notice"', 'layout = "notice"\npledge_title = 1', "field_kind", "", "pledge_title"),
    ],
)
def test_a_mistake_in_a_kind_of_paper_is_told_by_line_and_name(
    tmp_path: Path, right: str, wrong: str, code: str, line: str, field: str
) -> None:
    assert right in NOTICE
    error = type_error(tmp_path, NOTICE.replace(right, wrong, 1))

    assert (error.code, error.facts["file"]) == (f"data_files.{code}", "SL.toml")
    assert (error.facts["line"], error.facts["field"]) == (line_of(NOTICE, line) if line else 1, field)


def test_two_files_for_one_kind_of_paper_are_refused(tmp_path: Path) -> None:
    (tmp_path / "A.toml").write_text(NOTICE, "utf-8")
    assert type_error(tmp_path, NOTICE).code == "data_files.duplicate_code"


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in a table at which something can be wrong."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield (*path, key)
        yield from places(part, (*path, key))


def in_toml(table: dict[str, Any]) -> str:
    """A table as inline TOML: JSON strings, numbers and lists are TOML ones too."""
    return "\n".join(f"{json.dumps(key)} = {inline(value)}" for key, value in table.items())


def inline(value: Any) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{json.dumps(k)} = {inline(part)}" for k, part in value.items())
        return "{" + inner + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    return json.dumps(value)


def refusal(load: Any, folder: Path) -> Mapping[str, object] | None:
    """What a refusal names, None where the file was read."""
    try:
        load(folder)
    except DataFileError as refused:
        return refused.facts
    return None


STRANGE = st.sampled_from(
    ["", "x", "{x}", "{case}", "电", 0, -1, 2.5, True, [], [1], [[]], {}, {"a": 1}, [{}]]
)


@pytest.mark.parametrize(
    ("text", "load"),
    [
        (UNIT, lambda folder: load_unit_papers(folder / "SL.toml", TYPES)),
        (NOTICE, load_paper_types),
    ],
    ids=["papers.toml", "SL.toml"],
)
def test_whatever_stands_in_the_file_it_is_read_or_refused_by_file_and_line(
    tmp_path_factory: pytest.TempPathFactory, text: str, load: Any
) -> None:
    whole = tomllib.loads(text)

    @settings(max_examples=150, deadline=None)
    @given(place=st.sampled_from(list(places(whole))), strange=st.none() | STRANGE)
    def tried(place: tuple[str | int, ...], strange: object) -> None:
        table: Any = copy.deepcopy(whole)
        holder = table
        for key in place[:-1]:
            holder = holder[key]
        if strange is None:
            del holder[place[-1]]
        else:
            holder[place[-1]] = strange
        folder = tmp_path_factory.getbasetemp() / "strange papers"
        folder.mkdir(exist_ok=True)
        (folder / "SL.toml").write_text(in_toml(table), "utf-8")
        refused = refusal(load, folder)
        assert refused is None or refused["file"] == "SL.toml"
        assert refused is None or int(str(refused["line"])) >= 1

    tried()


@pytest.mark.parametrize("code", SEALED)
def test_a_sealed_paper_that_names_no_seal_is_refused_by_line_and_title(tmp_path: Path, code: str) -> None:
    lines = [line for line in UNIT.splitlines() if not line.startswith(f"{code} = ")]

    error = unit_error(tmp_path, "\n".join(lines))

    assert error.code == "data_files.seal_missing"
    assert error.facts == {
        "file": "papers.toml",
        "line": USES_LINE,
        "paper": code,
        "title": TYPES[code].title,
    }


def test_the_papers_that_go_unsealed_are_those_whose_type_says_so() -> None:
    assert {code for code, kind in TYPES.items() if not kind.needs_seal} == {"HZ", "ZX", "WX"}


def test_no_seal_is_said_by_a_seal_of_that_mode(tmp_path: Path) -> None:
    text = UNIT.replace('mode = "overprint"', 'mode = "none"', 1)
    (tmp_path / "papers.toml").write_text(text, "utf-8")

    _unit, cabinet = load_unit_papers(tmp_path / "papers.toml", TYPES)

    seal = cabinet.for_paper("SL")
    assert seal is not None
    assert seal.mode is SealMode.NONE


def test_a_unit_that_says_nothing_of_how_it_seals_presses_its_seals_by_hand(tmp_path: Path) -> None:
    text = UNIT.replace('mode = "overprint"\n', "").replace("sample = true\n", "")
    (tmp_path / "papers.toml").write_text(text, "utf-8")

    _unit, cabinet = load_unit_papers(tmp_path / "papers.toml", TYPES)

    assert {seal.mode for seal in cabinet.seals.values()} == {SealMode.WET}


def test_a_sealed_type_without_a_word_for_its_series_is_refused(tmp_path: Path) -> None:
    error = type_error(tmp_path, NOTICE.replace('number_word = "受"', 'number_word = ""'))

    assert (error.code, error.facts["field"]) == ("data_files.field_missing", "number_word")


@pytest.mark.parametrize("code", ISSUED)
def test_a_type_the_program_issues_and_nobody_described_is_named_by_its_file(code: str) -> None:
    refuse_missing(TYPES)

    with pytest.raises(DataFileError) as told:
        refuse_missing(TYPES.keys() - {code})
    assert told.value.code == "data_files.paper_type_missing"
    assert told.value.facts["file"] == f"documents/{code}.toml"


def test_what_is_issued_is_what_comes_with_the_program() -> None:
    assert set(ISSUED) == TYPES.keys()
