"""Each item of the catalogue against its sets of accepted and refused answers, one TOML file an item."""

from pathlib import Path

import pytest
from answer_sets import ACCEPTED, REFUSED, SETS, TODAY, changed, filled

from app.adapters.catalog_toml.loading import load_catalog
from app.adapters.data_files.codes import load_code_tables
from app.domain.form.sheet import errors_of
from app.domain.form.values import write_answer

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture(scope="module")
def catalog():
    return load_catalog(RESOURCES / "catalog", load_code_tables(RESOURCES / "codes"))


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


UNNEEDED = [(item, name) for item, name in REFUSED if "unneeded" in SETS[item]["refused"][name]]


@pytest.mark.parametrize(("item", "name"), UNNEEDED)
def test_answers_that_need_no_permit_name_the_law_and_stop_the_acceptance(catalog, item, name):
    entry = SETS[item]["refused"][name]

    problems = errors_of(filled(catalog, item, changed(item, entry)).problems())

    assert [one.basis.cited() for one in problems if one.basis] == [entry["unneeded"]]


def test_each_answer_that_needs_no_permit_has_its_set(catalog):
    written = {
        (item.id, check.basis.cited())
        for item in catalog.in_force(TODAY)
        for check in item.form.definition.checks
        if check.basis is not None
    }

    assert written == {(item, SETS[item]["refused"][name]["unneeded"]) for item, name in UNNEEDED}


@pytest.mark.parametrize(("item", "name"), ACCEPTED)
def test_what_can_be_accepted_is_never_told_to_need_no_permit(catalog, item, name):
    sheet = filled(catalog, item, SETS[item]["accepted"][name])

    assert [problem for problem in sheet.problems() if problem.basis] == []


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


@pytest.mark.parametrize("item", sorted(SETS))
def test_each_item_has_at_least_three_accepted_and_five_refused_sets_each_with_its_sentence(item):
    accepted, refused = SETS[item]["accepted"], SETS[item]["refused"]

    assert len(accepted) >= 3
    assert len(refused) >= 5
    for name, entry in refused.items():
        assert entry["problems"], name
        assert all(wanted.partition(": ")[2] for wanted in entry["problems"]), name
