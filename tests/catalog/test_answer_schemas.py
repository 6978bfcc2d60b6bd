"""The JSON Schema of every item against its accepted and refused answers, by a library not of ours."""

import copy

import pytest
from answer_sets import ACCEPTED, REFUSED, SETS, changed, filled
from jsonschema import Draft202012Validator

from app.domain.form.json_schema import answers_schema
from app.domain.form.sheet import errors_of

ITEMS = sorted(SETS)
SAYABLE = {"form.too_long", "form.wrong_pattern"}


@pytest.fixture(scope="module")
def validator(real_catalog):
    """Return the validator of an item's answers, made once."""
    made = {}

    def of(item_id):
        if item_id not in made:
            item = max(
                (one for (name, _), one in real_catalog.items.items() if name == item_id),
                key=lambda one: one.version,
            )
            schema = answers_schema(
                item.form.definition,
                real_catalog.tables,
                name=item.name,
                urn=f"urn:bianmin:item:{item.id}:{item.version}",
            )
            Draft202012Validator.check_schema(schema)
            made[item_id] = Draft202012Validator(schema)
        return made[item_id]

    return of


@pytest.mark.parametrize(("item", "name"), ACCEPTED)
def test_accepted_answers_fit_the_schema(real_catalog, validator, item, name):
    answers = filled(real_catalog, item, SETS[item]["accepted"][name]).answers()

    assert [error.message for error in validator(item).iter_errors(answers)] == []


@pytest.mark.parametrize(("item", "name"), REFUSED)
def test_the_schema_refuses_only_what_the_form_refuses_and_all_it_can_say(
    real_catalog, validator, item, name
):
    sheet = filled(real_catalog, item, changed(item, SETS[item]["refused"][name]))
    errors = errors_of(sheet.problems())
    always = set(validator(item).schema["required"])
    # A field that asks for a warning only, or whose list depends on the year, is the form's own business.
    must = [
        problem
        for problem in errors
        if (problem.code == "form.required_missing" and problem.path in always)
        or (problem.code in SAYABLE and not sheet.state(problem.path).calculated)
    ]

    refused = not validator(item).is_valid(sheet.answers())

    assert refused or not must, [(problem.path, problem.code) for problem in must]
    assert errors or not refused


@pytest.mark.parametrize("item", ITEMS)
def test_the_schema_knows_every_answer_and_no_other(real_catalog, validator, item):
    answers = filled(real_catalog, item, next(iter(SETS[item]["accepted"].values()))).answers()
    schema = validator(item).schema
    form = next(one.form for (name, _), one in real_catalog.items.items() if name == item)

    assert list(schema["properties"]) == [part.key for part in form.definition.parts()]
    assert not validator(item).is_valid({**answers, "nobody_asked": "x"})
    assert schema["$id"].startswith(f"urn:bianmin:item:{item}:")


@pytest.mark.parametrize("item", ITEMS)
def test_what_is_always_required_cannot_be_left_out(real_catalog, validator, item):
    answers = filled(real_catalog, item, next(iter(SETS[item]["accepted"].values()))).answers()
    required = validator(item).schema["required"]

    assert required
    for key in required:
        without = copy.deepcopy(answers)
        del without[key]
        assert not validator(item).is_valid(without), key


@pytest.mark.parametrize("item", ITEMS)
def test_a_choice_that_is_not_offered_and_an_answer_of_another_type_are_refused(
    real_catalog, validator, item
):
    answers = filled(real_catalog, item, next(iter(SETS[item]["accepted"].values()))).answers()
    properties = validator(item).schema["properties"]

    for key in answers:
        wrong = 3.5 if properties[key]["type"] != "array" else [3.5]
        assert not validator(item).is_valid({**answers, key: wrong}), key
        if "enum" in properties[key]:
            assert not validator(item).is_valid({**answers, key: "没有的选项"}), key
