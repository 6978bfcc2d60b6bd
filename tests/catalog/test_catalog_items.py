"""Each item of the catalogue against its sets of accepted and refused answers, one TOML file an item.

`[accepted.NAME]` gives `answers` (and `rows` by table); `expect` names calculated values, `needs` the
materials asked for. `[refused.NAME]` starts from an accepted set, changes answers, and lists the `problems`
that must be among those found, as "path: part of the sentence or code".
"""

import copy
import tomllib
from datetime import date
from pathlib import Path

import pytest

from app.adapters.catalog_toml.loading import load_catalog
from app.adapters.data_files.codes import load_code_tables
from app.domain.form.sheet import FormContext, errors_of, open_sheet
from app.domain.form.values import write_answer

RESOURCES = Path(__file__).parents[2] / "resources"
TODAY = date(2026, 11, 25)
SETS = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted(Path(__file__).parent.glob("*.toml"))
}
ACCEPTED = [(item, name) for item, sets in SETS.items() for name in sets["accepted"]]
REFUSED = [(item, name) for item, sets in SETS.items() for name in sets["refused"]]


@pytest.fixture(scope="module")
def catalog():
    return load_catalog(RESOURCES / "catalog", load_code_tables(RESOURCES / "codes"))


def filled(catalog, item_id, entry):
    """Open a new sheet and type the answers, as a clerk would."""
    sheet = open_sheet(
        catalog.current(item_id, TODAY).form, {}, FormContext(today=TODAY, tables=catalog.tables)
    )
    for path, text in entry["answers"].items():
        sheet.set(path, text)
    for table, rows in entry.get("rows", {}).items():
        waiting = list(sheet.row_ids(table))
        for cells in rows:
            row = waiting.pop(0) if waiting else sheet.add_row(table)
            for column, text in cells.items():
                sheet.set(f"{table}/{row}/{column}", text)
    return sheet


def changed(item_id, entry):
    base = copy.deepcopy(SETS[item_id]["accepted"][entry["base"]])
    base["answers"] |= entry.get("change", {})
    return base | ({"rows": entry["rows"]} if "rows" in entry else {})


def told(problem):
    return f"{problem.path}: {problem.code} {problem.facts.get('say', '')}"


@pytest.mark.parametrize(("item", "name"), ACCEPTED)
def test_good_answers_are_accepted(catalog, item, name):
    entry = SETS[item]["accepted"][name]

    sheet = filled(catalog, item, entry)

    assert [told(problem) for problem in errors_of(sheet.problems())] == []
    assert {path: write_answer(sheet.value(path)) for path in entry.get("expect", {})} == entry.get(
        "expect", {}
    )
    assert [need.material.key for need in sheet.materials() if need.needed] == entry["needs"]


@pytest.mark.parametrize(("item", "name"), REFUSED)
def test_wrong_answers_are_refused_at_the_right_field(catalog, item, name):
    entry = SETS[item]["refused"][name]

    sheet = filled(catalog, item, changed(item, entry))

    found = [told(problem) for problem in sheet.problems()]
    for wanted in entry["problems"]:
        path, _, part = wanted.partition(": ")
        assert any(line.startswith(f"{path}: ") and part in line for line in found), (wanted, found)


@pytest.mark.parametrize("item", sorted(SETS))
def test_every_check_of_an_item_is_refused_once(catalog, item):
    says = {check.say for check in catalog.current(item, TODAY).form.definition.checks}
    shown = set()
    for entry in SETS[item]["refused"].values():
        sheet = filled(catalog, item, changed(item, entry))
        shown |= {problem.facts.get("say") for problem in sheet.problems()}

    assert says <= shown


@pytest.mark.parametrize("item", sorted(SETS))
def test_every_conditional_material_is_needed_in_some_set_and_not_in_another(catalog, item):
    sheets = [filled(catalog, item, entry) for entry in SETS[item]["accepted"].values()]
    needs = [{need.material.key for need in sheet.materials() if need.needed} for sheet in sheets]
    conditional = {
        material.key
        for material in catalog.current(item, TODAY).materials
        if material.needed_when is not None
    }

    assert conditional <= set().union(*needs)
    assert not conditional & set.intersection(*needs)


def test_every_item_has_its_sets(catalog):
    assert {item_id for item_id, _ in catalog.items} == set(SETS)


def test_no_item_carries_sensitive_answers_over(catalog):
    for item in catalog.items.values():
        assert not [field.key for field in item.form.fields.values() if field.copy and field.sensitive]
