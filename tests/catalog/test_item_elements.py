"""The elements of every item (GB/T 39554.2): complete, consistent with each other and with the hall."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from app.domain.form.model import Necessity
from app.domain.item import ApplicantKind, Handling, Level, LimitUnit

FOLDER = Path(__file__).parents[2] / "resources" / "catalog" / "items"
WRITTEN = {
    path.stem: tomllib.loads(path.read_text("utf-8"))["item"] for path in sorted(FOLDER.glob("*.toml"))
}
ITEMS = list(WRITTEN)
LICENCES = [item for item, record in WRITTEN.items() if record["type"] == "01"]
LIMITED = [item for item, record in WRITTEN.items() if {"legal_limit", "promised_limit"} <= record.keys()]
CITED = re.compile(r"《[^《》]+》(（[^（）]+〔\d{4}〕\d+号）)?(第[^第]+条([、至]第[^第]+条)*)?")
INTERNAL = re.compile(r"[A-Za-z]+_[A-Za-z_]+|\b(?:None|True|False|null|TO[D]O|TBD|lorem)\b")
LATIN_IN_USE = re.compile(r"[A-Za-z]{4,}")
DELIVERIES = {"窗口自取", "代办员代取", "邮寄", "电子证照"}
RESULT_KINDS = {"证照", "批文", "其他"}


def told_texts(item):
    """Every text of the elements that an applicant may read."""
    yield item.name
    yield item.variant
    yield item.department
    yield from (f"{basis.cited()}{basis.text}" for basis in item.basis)
    yield from item.conditions
    yield from item.refusals
    yield from item.reminders
    yield from item.delivery
    yield from (f"{step.name}{step.standard}{step.who}{step.basis}" for step in item.steps)
    yield from (f"{question.ask}{question.answer}" for question in item.questions)
    yield f"{item.result.name}{item.result.kind}{item.result.valid}"
    yield f"{item.fee.standard}{item.fee.basis}{item.fee.relief}"
    yield item.visit_reason


def days(limit):
    """Return a limit in natural days, a working week being seven."""
    return limit.length * 7 / 5 if limit.unit is LimitUnit.WORKING_DAYS else limit.length


@pytest.mark.parametrize("item_id", ITEMS)
def test_the_file_is_named_after_its_item(item_of, item_id):
    assert item_of(item_id).id == item_id


@pytest.mark.parametrize("item_id", ITEMS)
def test_an_item_names_what_it_rests_on(item_of, item_id):
    item = item_of(item_id)

    assert item.basis, "设定依据 must be told to the applicant"
    assert all(basis.title.strip() for basis in item.basis)
    assert len({basis.cited() for basis in item.basis}) == len(item.basis)


@pytest.mark.parametrize("item_id", ITEMS)
def test_papers_cite_title_document_number_and_articles_each_in_its_place(item_of, item_id):
    for basis in item_of(item_id).basis:
        assert CITED.fullmatch(basis.cited()), basis.cited()
        assert "号" not in basis.article
        assert "条" not in basis.number


@pytest.mark.parametrize("item_id", LIMITED)
def test_more_is_promised_than_the_law_asks(item_of, item_id):
    item = item_of(item_id)

    assert days(item.promised_limit) <= days(item.legal_limit)


@pytest.mark.parametrize("item_id", ITEMS)
def test_what_is_closed_on_the_spot_promises_no_days_and_the_rest_does(item_of, item_id):
    item = item_of(item_id)

    if item.handling is Handling.ON_THE_SPOT:
        assert item.promised_limit is None or item.promised_limit.length == 0
    else:
        assert item.promised_limit is not None
        assert item.promised_limit.length > 0


@pytest.mark.parametrize("item_id", LICENCES)
def test_a_licence_has_its_limits_conditions_and_grounds_of_refusal(item_of, item_id):
    item = item_of(item_id)

    assert item.conditions
    assert item.refusals
    assert item.legal_limit is not None
    assert item.legal_limit.length > 0
    assert item.promised_limit is not None


@pytest.mark.parametrize("item_id", LICENCES)
def test_a_licence_takes_no_longer_than_the_licensing_law_allows(item_of, item_id):
    """行政许可法第四十二条: twenty working days for one authority."""
    limit = item_of(item_id).legal_limit

    assert limit is not None
    assert days(limit) <= 20 * 7 / 5


@pytest.mark.parametrize("item_id", ITEMS)
def test_the_letters_of_an_item_can_be_drawn_in_the_hall(item_of, demo_hall, item_id):
    letters = item_of(item_id).letters

    assert letters
    assert len(set(letters)) == len(letters)
    for letter in letters:
        assert demo_hall.letter(letter) is not None, letter
        assert demo_hall.windows_for(letter), f"no window serves {letter}"


@pytest.mark.parametrize("item_id", ITEMS)
def test_the_windows_of_an_item_stand_in_the_hall(item_of, demo_hall, item_id):
    item = item_of(item_id)
    named = {window.name for window in demo_hall.windows} | {
        window.department for window in demo_hall.windows
    }

    assert item.windows
    for name in item.windows:
        assert any(name in known or known in name for known in named if known), name


@pytest.mark.parametrize("item_id", ITEMS)
def test_results_are_handed_out_in_known_ways(item_of, item_id):
    item = item_of(item_id)

    assert item.result.name
    assert item.result.kind
    assert item.delivery
    assert set(item.delivery) <= DELIVERIES
    assert len(set(item.delivery)) == len(item.delivery)


@pytest.mark.parametrize("item_id", ITEMS)
def test_someone_decides_and_someone_may_apply(item_of, item_id):
    item = item_of(item_id)

    assert item.decides
    assert set(item.decides) <= set(Level)
    assert item.for_whom
    assert set(item.for_whom) <= set(ApplicantKind)
    assert item.department


@pytest.mark.parametrize("item_id", ITEMS)
def test_more_than_one_visit_is_explained(item_of, item_id):
    item = item_of(item_id)

    assert item.visits >= 0
    assert item.visits <= 1 or item.visit_reason


@pytest.mark.parametrize("item_id", ITEMS)
def test_what_is_charged_says_how_much_and_by_what_right(item_of, item_id):
    fee = item_of(item_id).fee

    assert not fee.charged or (fee.standard and fee.basis)


@pytest.mark.parametrize("item_id", ITEMS)
def test_an_item_is_in_force_from_its_first_day(real_catalog, item_of, item_id):
    item = item_of(item_id)

    assert item.valid_from <= date(2026, 11, 25)
    assert real_catalog.current(item_id, item.valid_from) is not None
    assert real_catalog.current(item_id, date(1999, 12, 31)) is None


@pytest.mark.parametrize("item_id", ITEMS)
def test_the_steps_have_names_told_once(item_of, item_id):
    names = [step.name for step in item_of(item_id).steps]

    assert all(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("item_id", ITEMS)
def test_no_element_shows_a_word_of_the_program(item_of, item_id):
    for text in told_texts(item_of(item_id)):
        assert not INTERNAL.search(text), text
        assert not LATIN_IN_USE.search(text), text
        assert text == text.strip(), repr(text)


@pytest.mark.parametrize("item_id", ITEMS)
def test_what_differs_by_county_is_an_element_a_field_or_a_column_of_a_table(real_catalog, item_of, item_id):
    item = item_of(item_id)
    known = {*item.__slots__, *item.form.tables, *(slot.rpartition("/")[2] for slot in item.form.fields)}
    columns = {column for table in real_catalog.tables.values() if table.local for column in table.columns}

    assert set(item.local) <= known | columns


@pytest.mark.parametrize("item_id", ITEMS)
def test_materials_are_told_once_with_name_form_and_number(item_of, item_id):
    materials = item_of(item_id).materials
    keys = [material.key for material in materials]

    assert len(set(keys)) == len(keys)
    for material in materials:
        assert material.name
        assert material.forms
        assert 1 <= material.copies <= material.copies_most
        assert (material.needed_when is not None) is (material.necessity is Necessity.CONDITIONAL)
        assert not INTERNAL.search(f"{material.name}{material.note}{material.standard}{material.waived_by}")


@pytest.mark.parametrize("item_id", ITEMS)
def test_villagers_words_lead_to_items_that_exist(real_catalog, item_id):
    known = {found for found, _ in real_catalog.items}
    meant = {word for word, ids in real_catalog.people_words.items() if item_id in ids}

    assert item_id in known
    assert meant, "no word of a villager leads to this item"


def test_every_villagers_word_leads_somewhere(real_catalog):
    known = {found for found, _ in real_catalog.items}

    for word, ids in real_catalog.people_words.items():
        assert ids, word
        assert set(ids) <= known, word


def test_no_two_items_bear_the_same_name_and_variant(real_catalog):
    titles = [(item.name, item.variant) for item in real_catalog.in_force(date(2026, 11, 25))]

    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("item_id", ITEMS)
def test_results_are_handed_over_in_ways_of_the_code_list(real_catalog, item_of, item_id):
    ways = {choice.label for choice in real_catalog.tables["pickup_methods"].choices(date(2026, 11, 25))}

    assert set(item_of(item_id).delivery) <= ways
